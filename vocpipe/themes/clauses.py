"""Clauses of a sentence, and lead-ins, which carry no content of their own: "To be honest, ", 「実を言うと、」."""

import re
import unicodedata
from collections.abc import Callable

# A first clause of at most this size may lead in: characters in Japanese, words in English.
_MAX_LEAD_IN = {"ja": 14, "en": 10}
# What follows it is a sentence from this size on.
_MIN_REST = {"ja": 7, "en": 2}
_BOUNDARY = {
    "ja": re.compile(r"(?<=[、,:：])|(?<=ので)(?![すし、])|(?<=けど)(?!、)|(?<=ため)(?![しるに、])"),
    "en": re.compile(r"(?<=[,;:])\s+|\s+(?=but\b|because\b|and then\b)|\s+[-–—]\s+"),
}
# A clause that precedes at least this many different sentences is a lead-in.
_MIN_SENTENCES_LED = 8
# Only this many texts, in the order of their hashes, are read to learn what is common in a language.
MAX_TEXTS = 20_000
_SIGNS = re.compile(r"[\W_]+")


def lead_ins(texts: list[str], language: str) -> frozenset[str]:
    """First clauses, case folded, that precede many different sentences and so carry no content of their own."""
    rests: dict[str, set[str]] = {}
    for text in texts[:MAX_TEXTS]:
        first, rest = _first_clause(text, language)
        if rest:
            rests.setdefault(first.casefold(), set()).add(rest.casefold())
    return frozenset(first for first, followers in rests.items() if len(followers) >= _MIN_SENTENCES_LED)


def clauses(text: str, language: str) -> list[str]:
    """The clauses of a sentence with their punctuation; the whole sentence in a language without rules."""
    boundary = _BOUNDARY.get(language)
    return [clause for clause in boundary.split(text) if clause.strip()] if boundary else [text]


def without_lead_in(text: str, language: str, is_lead_in: Callable[[str], bool]) -> str:
    """The sentence without its lead-ins; `is_lead_in` is called with first clauses, case folded."""
    for _ in range(2):  # "To be fair to you, I'll be brief: "
        first, rest = _first_clause(text, language)
        if not rest or not is_lead_in(first.casefold()):
            break
        text = rest
    return text


def size(text: str, language: str) -> int:
    """The length of a text: characters in Japanese, words in every other language."""
    return len(text) if language == "ja" else len(text.split())


def key(text: str) -> str:
    """The text without case, width, blanks and punctuation: equal for texts that differ only in these."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _first_clause(text: str, language: str) -> tuple[str, str]:
    """The first clause if it is short, and the rest; the rest is empty if there is no such clause."""
    parts = clauses(text, language)
    if len(parts) < 2 or size(parts[0], language) > _MAX_LEAD_IN[language]:
        return text, ""
    rest = text[text.index(parts[0]) + len(parts[0]) :]
    return parts[0], rest if size(rest, language) >= _MIN_REST[language] else ""
