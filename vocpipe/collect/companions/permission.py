"""Consent, opt-outs and other yes-or-no columns as forms and mailing tools write them, in both languages."""

import re
import tomllib
import unicodedata
from functools import cache

from vocpipe.collect.parsing.cells import Cells
from vocpipe.store.workspace import statement
from vocpipe.wording import say

_DATED = re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}")
_REASONS_TO_STAY_AWAY = ("opted_out", "suspended", "blocked")


def consent(row: Cells) -> bool | None:
    """Whether the row's customer agreed to be written to; None if it doesn't say or can't be read."""
    return _answer(row, "consent", yes=("yes", "for"), no=("no", "against"))


def opted_out(row: Cells) -> bool | None:
    """Whether the row's customer must not be written to; None if it doesn't say. What can't be read counts as yes."""
    refused = len(row.refused)
    answers = [
        answer
        for name in _REASONS_TO_STAY_AWAY
        if name in row.sheet.columns.fields
        and (answer := _answer(row, name, yes=("yes", "against"), no=("no", "for"))) is not None
    ]
    if len(row.refused) > refused:
        return True
    return any(answers) if answers else None


def is_true(row: Cells, name: str) -> bool | None:
    """Whether the flag `name` is set, where a date sets it too; None if the row doesn't say or can't be read."""
    if name not in row.sheet.columns.fields:
        return None
    return _answer(row, name, yes=("yes",), no=("no",))


def happened(row: Cells, name: str) -> bool | None:
    """Whether what the column `name` is about happened: yes, a time or a count; an empty cell is no.

    None without such a column, or if the cell can't be read.
    """
    if name not in row.sheet.columns.fields:
        return None
    text = row.value(name)
    if text is None:
        return False
    return int(text) > 0 if text.isascii() and text.isdecimal() else _answer(row, name, yes=("yes",), no=("no",))


def _answer(row: Cells, name: str, *, yes: tuple[str, ...], no: tuple[str, ...]) -> bool | None:
    text = row.value(name)
    if text is None:
        return None
    answer = answer_in(text, yes=yes, no=no)
    if answer is None:
        row.refuse(name, say("collect.value.neither_yes_nor_no"), text)
    return answer


def answer_in(
    text: str, *, yes: tuple[str, ...] = ("yes", "for"), no: tuple[str, ...] = ("no", "against")
) -> bool | None:
    """Yes or no, by the groups of words in `permission.toml`; a date means yes, since then; None for other words."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    if _DATED.match(word) or any(word in _words()[group] for group in yes):
        return True
    return False if any(word in _words()[group] for group in no) else None


@cache
def _words() -> dict[str, frozenset[str]]:
    groups = tomllib.loads(statement("vocpipe.collect.companions", "permission.toml"))
    return {
        group: frozenset(unicodedata.normalize("NFKC", word).casefold() for word in words)
        for group, words in groups.items()
    }
