"""What stands behind a label that says what it is: an order number, a password, a handle."""

import re
from collections.abc import Callable, Iterator
from typing import Protocol

from vocpipe.lexicon import alternatives, lexicon

Span = tuple[int, int]
Finder = Callable[[str], Iterator[Span]]
# (the match, with the groups `label`, `between` and `value`) -> whether the value is one.
Accept = Callable[[re.Match[str]], bool]

LABELS = lexicon("labels")
_BETWEEN = alternatives(LABELS["between"])
_UNIT = re.compile(rf"\s?(?:{alternatives(LABELS['units'])})", re.IGNORECASE)
_FRACTION = re.compile(r"[.,:]\d", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)

# A run of letters and digits, its parts joined by signs, and parts with digits that are joined by a blank.
CODE = (
    r"(?:(?=[A-Za-z_./・-]{0,14}[0-9])|(?=[A-Za-z]{6}(?![A-Za-z0-9])))[A-Za-z0-9]{1,40}(?:[-_./・][A-Za-z0-9]{1,40}){0,6}"
    r"(?:[ ][A-Za-z]{0,2}\d{3,12}[A-Za-z]?(?![A-Za-z0-9])|[ ]\d\d(?=[ ]\d\d)|(?<=[ ]\d\d)[ ]\d\d(?![A-Za-z0-9])){0,6}"
)


class Hint(Protocol):
    """Says quickly that a text may hold something, such as a regular expression."""

    def search(self, text: str, /) -> object:
        """Not None if it may."""


class AnyOf:
    """A hint that a text may hold something: any of `words` in upper or lower case."""

    def __init__(self, words: list[str]) -> None:
        self._words = re.compile("|".join(map(re.escape, words)))

    def search(self, text: str) -> object:
        """Not None if one of the words is in `text`."""
        return self._words.search(text.lower())


def introduced(labels: list[str], value: str, accept: Accept) -> Finder:
    """A finder of every `value` (a regular expression) behind one of `labels` that `accept` takes."""
    pattern = re.compile(
        rf"(?<![A-Za-z])(?P<label>{alternatives(labels)})(?:(?<![A-Za-z])|(?![A-Za-z]))(?P<between>(?:{_BETWEEN}){{0,5}})(?P<value>{value})",
        re.IGNORECASE,
    )

    def find(text: str) -> Iterator[Span]:
        for match in pattern.finditer(text):
            if accept(match):
                yield match.span("value")

    return find


def count_digits(text: str) -> int:
    """How many digits `text` has."""
    return sum(map(str.isdecimal, text))


def counts_something(text: str, end: int) -> bool:
    """Whether the number that ends at `end` is followed by a unit or by more digits."""
    return _UNIT.match(text, end) is not None or _FRACTION.match(text, end) is not None


def is_year(value: str) -> bool:
    """Whether `value` is a year of our time."""
    return _YEAR.fullmatch(value) is not None


def is_quoted(match: re.Match[str]) -> bool:
    """Whether the value stands in quotation marks."""
    start, end = match.span("value")
    return match.string[start - 1 : start] in tuple("\"'“‘「『`") and match.string[end : end + 1] in tuple("\"'”’」』`")
