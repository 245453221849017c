"""Names that are known beforehand, found in texts however they are written: firms, staff, customers, words to mask.

All of them are looked for at once (Aho and Corasick 1975), so that a hundred thousand cost hardly more than one.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from vocpipe.masking.forms import Form, folded_char
from vocpipe.masking.person_names import names
from vocpipe.own_names import OwnNames

Span = tuple[int, int, str]


class KnownNames:
    """Finds forms of names in texts, and leaves alone what `leave` says.

    everyone: looked for in every text. leave: words that are never a part of a name, such as the workspace's own names.
    """

    def __init__(self, everyone: Iterable[Form] = (), leave: Sequence[str] = ()) -> None:
        self._forms: dict[str, list[Form]] = {}
        for form in everyone:
            if form.folded:
                self._forms.setdefault(form.folded, []).append(form)
        self._leave = OwnNames(leave)

    def __bool__(self) -> bool:
        return bool(self._forms)

    def find(self, text: str, own: Sequence[Form] = ()) -> list[Span]:
        """(start, end, mark) of all names in a text of normal width, in order and apart from each other.

        own: forms of what is known of the one who wrote.
        """
        left = self._leave.spans(text)
        found = [*self.forms_in(text, own), *((start, end, "NAME") for start, end in names(text))]
        return _apart(text, found, left) if found else []

    def forms_in(self, text: str, own: Sequence[Form] = ()) -> Iterator[Span]:
        """(start, end, mark) of every known form in `text`, the longer ones first; they may overlap."""
        if not self._forms and not own:
            return
        chars = [(char, at) for at, raw in enumerate(text) if (char := folded_char(raw))]
        plain = "".join(char for char, _ in chars)
        spans = []
        for last, form in self._matches(plain, own):
            start, end = chars[last - len(form.folded) + 1][1], chars[last][1] + 1
            if _is_whole(text, start, end) and (form.written is None or _as_written(text[start:end], form.written)):
                spans.append((start, end, form.mark))
        yield from sorted(spans, key=lambda span: (span[0] - span[1], span[0]))

    def _matches(self, plain: str, own: Sequence[Form]) -> Iterator[tuple[int, Form]]:
        if self._forms:
            for last, forms in self._automaton.iter(plain):
                yield from ((last, form) for form in forms)
        for form in own:
            at = plain.find(form.folded)
            while at >= 0:
                yield at + len(form.folded) - 1, form
                at = plain.find(form.folded, at + 1)

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick import Automaton

        automaton = Automaton()
        for folded, forms in self._forms.items():
            automaton.add_word(folded, forms)
        automaton.make_automaton()
        return automaton


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter of the same script stands right beside: Ana is not in Analytics, タナ not in タナカ."""
    return not (start and _script(text[start - 1]) == _script(text[start]) != "") and not (
        end < len(text) and _script(text[end - 1]) == _script(text[end]) != ""
    )


def _script(char: str) -> str:
    """The script of a letter whose words are written apart from other words of it; empty for kanji and hiragana."""
    if "ァ" <= char <= "ヶ" or char == "ー":
        return "katakana"
    if char.isdigit():
        return "digit"
    return "" if not char.isalpha() or "ぁ" <= char <= "鿿" else "letter"


def _as_written(found: str, wanted: str) -> bool:
    """Whether every word begins with a capital letter where the known name has one."""
    pairs = zip(found.split(), wanted.split(), strict=False)
    return all(one[0].isupper() or not other[0].isupper() for one, other in pairs)


def _apart(text: str, found: Iterable[Span], left: Sequence[tuple[int, int]]) -> list[Span]:
    """The spans without what an earlier one in `found` has, and without what is to be left."""
    kept: list[Span] = []
    for start, end, mark in found:
        if any(first <= start and end <= last for first, last in left):
            continue
        # What looked like a name was the name of a firm, and a word behind it.
        if mark == "NAME" and any(first < end and start < last for first, last, kind in kept if kind == "COMPANY"):
            continue
        free = start
        for first, last in sorted([*left, *((first, last) for first, last, _ in kept)]):
            if first < end and last > free:
                if first > free:
                    kept.append((free, first, mark))
                free = max(free, last)
        if free < end:
            kept.append((free, end, mark))
    return sorted(_trimmed(text, span) for span in kept if any(map(str.isalnum, text[span[0] : span[1]])))


def _trimmed(text: str, span: Span) -> Span:
    start, end, mark = span
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip()), mark


NOBODY = KnownNames()
