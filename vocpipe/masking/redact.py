"""Texts with personal data replaced by marks like [EMAIL], before anything is embedded or published.

Patterns look at a plain copy of the text, in which every character has its place in the text, so the rest of the text
stays as it was.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from vocpipe.masking.characters import plain
from vocpipe.masking.personal_data import FINDERS
from vocpipe.masking.urls import without_people

MARKS = (
    "EMAIL", "PHONE", "CARD", "ACCOUNT", "ID", "SECRET", "HANDLE", "NAME", "ADDRESS", "BIRTHDATE", "IP", "URL",
)  # fmt: skip
MARK = re.compile(rf"\[(?:{'|'.join(MARKS)})\]")
_PAGE_KINDS = frozenset(("ID", "IP", "URL"))  # in the address of a page these may find the page
_MAX_ROUNDS = 4  # a mark can join what was separate; two rounds have always been enough


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without personal data, and how many of each kind were masked in it."""

    text: str
    counts: dict[str, int] = field(default_factory=dict)


def redact(text: str) -> Redacted:
    """`text` with what identifies people replaced by marks: addresses, numbers, ids, handles, secrets and names."""
    counts: Counter[str] = Counter()
    for _ in range(_MAX_ROUNDS):
        found = _found(text)
        if not found:
            break
        counts.update(kind for _, _, kind in found)
        text = _with_marks(text, found)
    return Redacted(text, dict(counts))


def redact_url(url: str) -> str:
    """`url` without what identifies people in it; the ids that find the page stay."""
    return without_people(url, lambda value: not _PAGE_KINDS.issuperset(redact(value).counts))


def _found(text: str) -> list[tuple[int, int, str]]:
    """(start, end, kind) of all that is to be masked, in the order of the text; no two of them overlap."""
    seen = plain(text)
    taken = _Taken(seen.text)
    for kind, needs, find in FINDERS:
        if needs.search(seen.text):
            for start, end in find(seen.text):
                taken.add(start, end, kind)
    return [(*seen.span(start, end), kind) for start, end, kind in sorted(taken.found)]


class _Taken:
    """What is found in a text: of two finds that overlap, the first is whole, and the rest of the second remains."""

    def __init__(self, text: str) -> None:
        self.found: list[tuple[int, int, str]] = []
        self._text = text
        self._is_taken = bytearray(len(text))
        for match in MARK.finditer(text):
            self._take(*match.span())

    def add(self, start: int, end: int, kind: str) -> None:
        """Take what is free between `start` and `end`, unless it is only punctuation."""
        while start < end:
            stop = self._is_taken.find(1, start, end)
            stop = end if stop < 0 else stop
            if any(char.isalnum() for char in self._text[start:stop]):
                self.found.append((start, stop, kind))
                self._take(start, stop)
            start = self._is_taken.find(0, stop, end)
            if start < 0:
                return

    def _take(self, start: int, end: int) -> None:
        self._is_taken[start:end] = b"\x01" * (end - start)


def _with_marks(text: str, found: list[tuple[int, int, str]]) -> str:
    out, at = [], 0
    for start, end, kind in found:
        out += [text[at:start], f"[{kind}]"]
        at = end
    return "".join([*out, text[at:]])
