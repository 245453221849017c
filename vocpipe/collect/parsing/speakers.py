"""Who speaks: what a word in a column, or the name before a colon in a transcript, says about it.

Only a customer's words are feedback. Words are in `speakers.toml`, in both languages and with vendors' codes.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.store.workspace import statement

_BRACKETED = re.compile(r"[(\[【「〔<]([^()\[\]【】「」〔〕<>]+)[)\]】」〕>]")
_BETWEEN = re.compile(r"\s*[|/／:：,、・]\s*|\s+[-–—]\s+")
_TOKENS = re.compile(r"[^\W_]+")
_ID = re.compile(r"[a-z]|\w*\d\w*", re.IGNORECASE)  # what tells one of several: "Visitor 4411", "Customer A", "88af"
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿々]")
_NUMBERED = re.compile(r"(?<=[ぁ-んァ-ヶー一-鿿々])(?:[a-zA-Z]|\d+)$")  # 「回答者2」「顧客A」
_MAX_WORDS = 3  # of a role


class Speaker(StrEnum):
    """Whose words a message is. Only a customer's, and an unknown speaker's, are feedback."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    NOTE = "note"
    SYSTEM = "system"
    UNKNOWN = "unknown"

    @property
    def is_heard(self) -> bool:
        """Whether the words count as feedback: a customer's do, and those of somebody who may be one."""
        return self in (Speaker.CUSTOMER, Speaker.UNKNOWN)


# Where several signs disagree, the first one decides: an agent's internal note is a note.
_FIRST = (Speaker.BOT, Speaker.NOTE, Speaker.SYSTEM, Speaker.AGENT, Speaker.CUSTOMER)
_REASONS = {
    Speaker.AGENT: "collect.speakers.agent",
    Speaker.BOT: "collect.speakers.bot",
    Speaker.NOTE: "collect.speakers.note",
    Speaker.SYSTEM: "collect.speakers.system",
}


def reason_of(speaker: Speaker) -> str:
    """The key of the sentence that says why the words of `speaker` are left out.

    Raises KeyError for a customer and for an unknown speaker, whose words are not.
    """
    return _REASONS[speaker]


@lru_cache(maxsize=4096)
def speaker_of(word: str) -> Speaker:
    """Who speaks, by a role ("agent", 「お客様」), or a name with a role in it ("Mika (Support)", "Visitor 4411")."""
    plain = unicodedata.normalize("NFKC", word).strip()
    if plain in words_of(Speaker.BOT, "exact_case"):
        return Speaker.BOT
    role = role_of(plain)
    if role:
        return role
    outside = _BRACKETED.sub(" ", plain)
    parts = [*_BRACKETED.findall(plain), *_BETWEEN.split(outside)]
    found = {role_of(part) or _role_in(part) for part in parts if fold(part)}
    return strongest(role for role in found if role) or Speaker.UNKNOWN


def strongest(speakers: Iterable[Speaker]) -> Speaker | None:
    """The speaker that decides where several signs disagree; None if none of them says anything."""
    found = set(speakers)
    return next((speaker for speaker in _FIRST if speaker in found), None)


def role_of(word: str) -> Speaker | None:
    """The speaker that `word` names as a whole; None if it is no role."""
    return _roles().get(fold(word))


@cache
def words_of(speaker: Speaker, which: str = "words") -> frozenset[str]:
    """The words of a kind for `speaker`: "words", "first", "last", "exact_case"; folded, but for the last ones."""
    given = vocabulary()[speaker].get(which, ())
    return frozenset(given if which == "exact_case" else map(fold, given))


@cache
def vocabulary() -> dict[str, Any]:
    """Everything in `speakers.toml`."""
    return tomllib.loads(statement("vocpipe.collect.parsing", "speakers.toml"))


@cache
def _roles() -> dict[str, Speaker]:
    return {word: speaker for speaker in reversed(_FIRST) for word in words_of(speaker)}


def _role_in(name: str) -> Speaker | None:
    """The role in a longer name: before it, behind it, or with a number of its own."""
    if _JAPANESE.search(name):
        return _role_in_japanese(name)
    tokens = _TOKENS.findall(name.casefold())
    return strongest(role for role in _roles_at_ends(tokens) if role)


def _roles_at_ends(tokens: list[str]) -> Iterable[Speaker | None]:
    for size in range(1, min(_MAX_WORDS, len(tokens) - 1) + 1):
        start, end = "".join(tokens[:size]), "".join(tokens[-size:])
        if all(map(_ID.fullmatch, tokens[size:])):
            yield _roles().get(start)
        yield from (speaker for speaker in _FIRST if start in words_of(speaker, "first"))
        yield from (speaker for speaker in _FIRST if end in words_of(speaker, "last"))


def _role_in_japanese(name: str) -> Speaker | None:
    folded = fold(name)
    numbered = _roles().get(_NUMBERED.sub("", folded))
    if numbered:
        return numbered
    starts = {speaker for speaker in _FIRST if folded.startswith(tuple(words_of(speaker, "first")))}
    ends = {speaker for speaker in _FIRST if folded.endswith(tuple(words_of(speaker, "last")))}
    return strongest(starts | ends)
