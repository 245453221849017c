"""Clauses of a sentence, and those that only lead in to what is said: "To be honest, ", 「実を言うと、」."""

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
# So many different sentences after it make a clause a lead-in.
_MIN_SENTENCES_LED = 8
# Texts that are looked at to find what is common in a language, in the order of their hashes.
MAX_TEXTS = 20_000
_SIGNS = re.compile(r"[\W_]+")


def lead_ins(texts: list[str], language: str) -> frozenset[str]:
    """First clauses, case folded, that stand before many different sentences and so say nothing of their own."""
    rests: dict[str, set[str]] = {}
    for text in texts[:MAX_TEXTS]:
        first, rest = _first_clause(text, language)
        if rest:
            rests.setdefault(first.casefold(), set()).add(rest.casefold())
    return frozenset(first for first, followers in rests.items() if len(followers) >= _MIN_SENTENCES_LED)


def clauses(text: str, language: str) -> list[str]:
    """The clauses of a sentence with the signs at their ends; in a language without rules the whole sentence."""
    boundary = _BOUNDARY.get(language)
    return [clause for clause in boundary.split(text) if clause.strip()] if boundary else [text]


def without_lead_in(text: str, language: str, is_lead_in: Callable[[str], bool]) -> str:
    """The sentence from where its lead-ins end; `is_lead_in` is asked about first clauses, case folded."""
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
    """What is left of a text without case, width, blanks and signs: equal for texts that differ in these alone."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _first_clause(text: str, language: str) -> tuple[str, str]:
    """The first clause where it is short, and the rest; the rest is empty where there is no such clause."""
    parts = clauses(text, language)
    if len(parts) < 2 or size(parts[0], language) > _MAX_LEAD_IN[language]:
        return text, ""
    rest = text[text.index(parts[0]) + len(parts[0]) :]
    return parts[0], rest if size(rest, language) >= _MIN_REST[language] else ""
