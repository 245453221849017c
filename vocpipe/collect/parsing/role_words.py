"""What the cells of a column say about who speaks: role words, words whose meaning depends on others, yes and no."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.speakers import Speaker, role_of, speaker_of, vocabulary


def column_words(group: Mapping[str, Any], which: str = "columns") -> frozenset[str]:
    """The words of a list in `speakers.toml`, folded."""
    return frozenset(map(fold, group.get(which, ())))


def is_double(word: str) -> bool:
    """Whether a folded role word may as well say what a customer is."""
    return word in _double()


def meanings(cells: Iterable[str]) -> dict[str, Speaker | None]:
    """Folded cell -> the speaker it names as a whole, None for a word like "comment"; other cells are left out.

    "User" is an agent beside "customer", and 「回答」 one beside 「質問」.
    """
    cells = list(cells)
    words = {fold(cell) for cell in cells}
    said: dict[str, Speaker | None] = dict.fromkeys(words & column_words(vocabulary()["neutral"], "words"))
    said |= {word: role for word in words if (role := role_of(word))}
    said |= {fold(cell): Speaker.BOT for cell in set(cells) if speaker_of(cell) is Speaker.BOT}
    for rule in vocabulary()["beside"]:
        others, unless = column_words(rule, "other"), column_words(rule, "unless")
        if words & others and not words & unless:
            said |= {word: Speaker(rule["means"]) for word in words & column_words(rule, "words")}
    return said


def yes_or_no(cell: str) -> str | None:
    """The cell as "yes" or "no"; None if it is neither."""
    return _answers().get(unicodedata.normalize("NFKC", cell).strip().casefold())


@cache
def _double() -> frozenset[str]:
    return column_words(vocabulary()["double"], "words")


@cache
def _answers() -> dict[str, str]:
    answers = vocabulary()["answers"]
    return {unicodedata.normalize("NFKC", word): answer for answer in ("yes", "no") for word in answers[answer]}
