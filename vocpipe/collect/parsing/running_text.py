"""Text files that are no lists of what people said: running text, questions with answers, terms of use."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from vocpipe.collect.parsing.names import suffix_of
from vocpipe.collect.parsing.textfile import head

_SUFFIXES = frozenset({".txt", ".text"})
_MIN_LINES = 3
_QUESTION = re.compile(r"(?:Q|質問|問)\s?\d*\s?[.:．：)）、]\s?\S|Q\d+\s", re.IGNORECASE)
_ANSWER = re.compile(r"(?:A|回答|答)\s?\d*\s?[.:．：)）、]\s?\S|A\d+\s", re.IGNORECASE)
_CLAUSE = re.compile(
    r"第\s?[\d一二三四五六七八九十]+\s?条|(?:article|section|clause)\s+\d+|\d+\.\d+\s|§\s?\d", re.IGNORECASE
)
_END = re.compile(r"[.!?。！？…:：;)）」』\"”]\s*$")
_GOES_ON = re.compile(r"[a-z]")
_MARKUP = re.compile(r"#{1,6} |={3,}$|-{3,}$|\* \* \*")
_HALF = 0.5
_SOME = 0.2
_FEW = 0.12


def why_no_list(path: Path) -> str | None:
    """The key of the sentence that says why the lines of the text file are no single remarks; None if they may be."""
    if suffix_of(path) not in _SUFFIXES:
        return None
    lines = [line.strip() for line in head(path).splitlines()]
    filled = [line for line in lines if line]
    if len(filled) < _MIN_LINES:
        return None
    if _share(filled, _QUESTION) >= _SOME and _share(filled, _ANSWER) >= _SOME:
        return "collect.init.faq"
    if _share(filled, _CLAUSE) >= _SOME or _is_wrapped(filled) or _share(filled, _MARKUP) >= _FEW:
        return "collect.init.running_text"
    return "collect.init.running_text" if _is_split_at_commas(filled) else None


def _share(lines: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.match(line)) for line in lines) / len(lines)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether sentences go on in the next line."""
    on = sum(
        not _END.search(line) and bool(_GOES_ON.match(after)) and len(line) > 40 for line, after in pairwise(lines)
    )
    return on >= _SOME * len(lines)


def _is_split_at_commas(lines: Sequence[str]) -> bool:
    """Whether every line is sentences with commas in them, of which the first line's make no names of columns."""
    first = lines[0].split(", ")
    sentences = sum(bool(_END.search(line)) and ", " in line for line in lines)
    return len(first) > 1 and bool(_END.search(lines[0])) and sentences >= _HALF * len(lines)
