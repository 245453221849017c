"""The words of a text, and which of them were masked though they belong to no identity."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from vocpipe.masking.redact import MARK
from vocpipe.structure.boundaries import JAPANESE
from vocpipe.structure.split import japanese_dictionary

Span = tuple[int, int]
_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
_MASKED = "\ue000"


def word_spans(text: str) -> list[Span]:
    """(start, end) of each word: a morpheme where the line has Japanese characters, else what stands between blanks."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans += [(start + left, start + right) for left, right in _in_line(line)]
        start += len(line) + 1
    return spans


def _in_line(line: str) -> Iterator[Span]:
    if not JAPANESE.search(line):
        yield from (match.span() for match in _WORD.finditer(line))
        return
    for morpheme in japanese_dictionary().tokenize(line):
        if any(char.isalnum() for char in morpheme.surface()):
            yield morpheme.begin(), morpheme.end()


def masked_spans(text: str, published: str) -> list[Span]:
    """(start, end) of each part of `text` that has a mark in its place in the published text."""
    if not MARK.search(published):
        return []
    shown = MARK.sub(_MASKED, published)
    codes = SequenceMatcher(None, text, shown, autojunk=False).get_opcodes()
    return [(start, end) for _, start, end, left, right in codes if end > start and _MASKED in shown[left:right]]


def touches(span: Span, others: list[Span]) -> bool:
    """Whether a span has a character in common with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)
