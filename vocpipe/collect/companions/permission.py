"""Consent and opt-outs as forms and mailing tools write them, in both languages."""

import re
import tomllib
import unicodedata
from functools import cache

from vocpipe.collect.parsing.cells import Cells
from vocpipe.store.workspace import statement
from vocpipe.wording import say

_DATED = re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}")


def consent(row: Cells) -> bool | None:
    """Whether the row's customer agreed to be written to; None if it doesn't say or can't be read."""
    return _answer(row, "consent", yes=("yes", "for"), no=("no", "against"))


def opted_out(row: Cells) -> bool | None:
    """Whether the row's customer opted out; None if it doesn't say. What can't be read counts as yes."""
    refused = len(row.refused)
    answer = _answer(row, "opted_out", yes=("yes", "against"), no=("no", "for"))
    return True if len(row.refused) > refused else answer


def _answer(row: Cells, name: str, *, yes: tuple[str, str], no: tuple[str, str]) -> bool | None:
    text = row.value(name)
    if text is None:
        return None
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    if _DATED.match(word) or any(word in _words()[group] for group in yes):  # a date means yes, since then
        return True
    if any(word in _words()[group] for group in no):
        return False
    row.refuse(name, say("collect.value.neither_yes_nor_no"), text)
    return None


@cache
def _words() -> dict[str, frozenset[str]]:
    groups = tomllib.loads(statement("vocpipe.collect.companions", "permission.toml"))
    return {
        group: frozenset(unicodedata.normalize("NFKC", word).casefold() for word in words)
        for group, words in groups.items()
    }
