"""What the parts of a column's name show, by the lists in `roles.toml`, where the name is no synonym of a field."""

import re
import tomllib
import unicodedata
from functools import cache
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.store.workspace import statement

_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")  # reviewText, ISODate
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_LATIN = re.compile(r"[a-z0-9à-ÿ ']+")


def has_part(name: str, group: str, key: str = "part") -> bool:
    """Whether the name has one of the words of list `group.key` in it: Latin words whole, others anywhere."""
    latin, others = _parts(group, key)
    words, plain = _spelled(name)
    return any(f" {part} " in words for part in latin) or any(part in plain for part in others)


def is_whole(name: str, group: str, key: str = "whole") -> bool:
    """Whether the name as a whole is one of the words of list `group.key`."""
    return fold(name) in _folded(group, key)


def ends_in(name: str, group: str, key: str) -> bool:
    """Whether the name ends in one of the words of list `group.key`."""
    return fold(name).endswith(tuple(_folded(group, key)))


@cache
def patterns(group: str, key: str) -> re.Pattern[str]:
    """The regular expressions of list `group.key` as one, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _lists()[group][key]), re.IGNORECASE)


def is_of_customer(name: str) -> bool:
    """Whether the name has a word for the customer and one for an id, as in "Nº de cliente"."""
    return (
        has_part(name, "customer") and has_part(name, "customer", "id") and not has_part(name, "customer", "not_part")
    )


def listed(group: str, key: str) -> list[str]:
    """The words of list `group.key`, as they are written."""
    return list(_lists()[group][key])


@cache
def _spelled(name: str) -> tuple[str, str]:
    """The name as its words, with blanks around each; and without blanks, width and case."""
    wide = unicodedata.normalize("NFKC", name)
    words = " ".join(_WORD.findall(_HUMPS.sub(" ", wide).casefold()))
    return f" {words} ", "".join(wide.casefold().split())


@cache
def _parts(group: str, key: str) -> tuple[list[str], list[str]]:
    words = [unicodedata.normalize("NFKC", word).casefold() for word in _lists()[group][key]]
    latin = [word for word in words if _LATIN.fullmatch(word)]
    return latin, [word for word in words if word not in latin]


@cache
def _folded(group: str, key: str) -> frozenset[str]:
    return frozenset(map(fold, _lists()[group][key]))


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(statement("vocpipe.collect.tabular", "roles.toml"))
