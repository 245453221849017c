"""Texts with personal data replaced by marks like [EMAIL], before anything is embedded or published.

Patterns look at a plain copy of the text, in which every character has its place in the text, so the rest of the text
stays as it was.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vocpipe.masking.characters import Plain, plain
from vocpipe.masking.forms import Form
from vocpipe.masking.known import NOBODY, KnownNames, Span
from vocpipe.masking.person_names import NAME_HINT
from vocpipe.masking.personal_data import FINDERS
from vocpipe.masking.urls import without_people

MARKS = (
    "EMAIL", "PHONE", "CARD", "ACCOUNT", "ID", "SECRET", "HANDLE", "NAME", "COMPANY", "ADDRESS", "BIRTHDATE",
    "IP", "URL",
)  # fmt: skip
MARK = re.compile(rf"\[(?:{'|'.join(MARKS)})\]")
_PAGE_KINDS = frozenset(("ID", "IP", "URL"))  # in the address of a page these may find the page
_MAX_ROUNDS = 4  # a mark can join what was separate; two rounds have always been enough


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without personal data, how many of each kind were masked in it, and the names of persons among them."""

    text: str
    counts: dict[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def redact(text: str, known: KnownNames = NOBODY, own: Sequence[Form] = ()) -> Redacted:
    """`text` with what identifies people replaced by marks: addresses, numbers, ids, handles, secrets and names.

    known: names that are looked for in every text, and words to leave. own: what is known of the one who wrote.
    """
    counts: Counter[str] = Counter()
    names: dict[str, None] = {}
    for _ in range(_MAX_ROUNDS):
        seen = plain(text)
        shaped = _apart(seen, _shaped(seen.text))
        masked = _with_marks(text, shaped, counts)
        seen = plain(masked) if shaped else seen
        named = _apart(seen, _named(seen.text, known, own))
        names |= dict.fromkeys(masked[start:end] for start, end, kind in named if kind == "NAME")
        text = _with_marks(masked, named, counts)
        if not (shaped or named):
            break
    return Redacted(text, dict(counts), tuple(names))


def redact_url(url: str) -> str:
    """`url` without what identifies people in it; the ids that find the page stay."""
    return without_people(url, _is_personal)


def _is_personal(value: str) -> bool:
    """Whether a part of an address has what is to be masked."""
    return not _PAGE_KINDS.issuperset(redact(value).counts)


def _shaped(seen: str) -> Iterator[Span]:
    """All that is masked by its shape."""
    for kind, needs, find in FINDERS:
        if needs.search(seen):
            yield from ((start, end, kind) for start, end in find(seen))


def _named(seen: str, known: KnownNames, own: Sequence[Form]) -> Sequence[Span]:
    """The names of persons and firms."""
    return known.find(seen, own) if known or own or NAME_HINT.search(seen) else ()


def _apart(seen: Plain, found: Iterable[Span]) -> list[Span]:
    """(start, end, kind) of all that was found, as it stands in the text itself; no two of them overlap."""
    spans = list(found)
    if not spans:
        return []
    taken = _Taken(seen.text)
    for span in spans:
        taken.add(*span)
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
            free = self._text[start:stop]
            if any(map(str.isalnum, free)):
                first, last = start + len(free) - len(free.lstrip()), start + len(free.rstrip())
                self.found.append((first, last, kind))
                self._take(first, last)
            start = self._is_taken.find(0, stop, end)
            if start < 0:
                return

    def _take(self, start: int, end: int) -> None:
        self._is_taken[start:end] = b"\x01" * (end - start)


def _with_marks(text: str, found: Sequence[Span], counts: Counter[str]) -> str:
    """`text` with marks for what was found, which is counted."""
    out, at = [], 0
    for start, end, kind in found:
        out += [text[at:start], f"[{kind}]"]
        at = end
        counts[kind] += 1
    return "".join([*out, text[at:]]) if found else text
