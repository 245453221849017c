"""What the cells of a column look like: times, e-mail addresses, numbers, ids, sentences; told from a sample."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.date_order import Order, order_of
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.free_text import free_length
from vocpipe.collect.parsing.grid import cell_text
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.moments import clock_of
from vocpipe.collect.parsing.not_data import why_not_data
from vocpipe.collect.parsing.readable import is_readable

SAMPLE = 2000  # rows that show what a column holds
_LONGEST = 5000  # characters of a cell that are looked at
_LOOKED = 200  # cells of a column that are parsed
_LONGEST_TIME = 60  # characters
_UTC = ZoneInfo("UTC")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_DAY_NUMBER = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?")
_VERSION = re.compile(r"v?\d{1,3}\.\d{1,3}\.(?:\d|\d{3}|\d{1,3}\.\d{1,3})")  # 4.1.0: no year is written so
_SHORT_DATE = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\b")
_EMAIL = re.compile(r"(?:.*<)?\s*[^@\s<>]+[@＠][^@\s<>]+\.[^@\s<>]+\s*>?")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_KANA = re.compile(r"[ぁ-ん]")
_WORD = re.compile(r"[^\W\d_]+")
_RECORD = re.compile(r'\[?\s?\{\s?"[^"]+"\s?:')
_MISSING = frozenset({"", "nan", "null", "(null)", "none", "n/a", "na", "-", "\\n", "nat"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A column by the filled cells of a sample; shares are of those.

    `times`: written dates; `stamps`: numbers that may be times, such as 1777686400; `clocks`: times of the day alone;
    `low` and `high`: of its numbers; `length`: mean number of characters; `free`: that of free text, else 0;
    `sentences`: share of cells that are more than a name or a choice; `records`: of those that are objects in JSON.
    """

    filled: int = 0
    distinct: int = 0
    times: float = 0.0
    stamps: float = 0.0
    clocks: float = 0.0
    emails: float = 0.0
    urls: float = 0.0
    numbers: float = 0.0
    low: float = 0.0
    high: float = 0.0
    length: float = 0.0
    free: float = 0.0
    sentences: float = 0.0
    records: float = 0.0

    @property
    def varied(self) -> float:
        """The share of different cells."""
        return self.distinct / self.filled if self.filled else 0.0

    @property
    def is_prose(self) -> bool:
        """Whether the cells are sentences: more than names, codes or a few choices."""
        return self.free > 0 and self.sentences >= 0.4


@dataclass(slots=True)
class Sample:
    """The first rows of a table by columns: the filled cells of each, as text and as typed."""

    header: Sequence[str]
    rows: list[list[str]]
    typed: list[list[Any]]
    _shapes: dict[int, Shape] = field(default_factory=dict)

    def shape(self, at: int) -> Shape:
        """What the cells in column `at` look like."""
        if at not in self._shapes:
            self._shapes[at] = shape_of(self.typed[at])
        return self._shapes[at]

    def texts(self, at: int) -> list[str]:
        """The filled cells of column `at`."""
        return [cell_text(cell).strip() for cell in self.typed[at]]

    @property
    def prose(self) -> list[int]:
        """The columns of sentences."""
        return [at for at in range(len(self.header)) if self.shape(at).is_prose]


def sample_of(grid: Grid) -> Sample:
    """The first rows of the table; totals, footers and repeated headers are left out."""
    rows: list[list[str]] = []
    typed: list[list[Any]] = [[] for _ in grid.header]
    for _, cells in islice(grid.rows(), SAMPLE):
        if isinstance(cells, Broken):
            continue
        seen = [cell[:_LONGEST] if isinstance(cell, str) else cell for cell in cells]
        texts = [cell_text(cell) for cell in seen][: len(typed)]
        texts += [""] * (len(typed) - len(texts))
        if why_not_data(texts, grid.names, None):
            continue
        rows.append(texts)
        for at, text in enumerate(texts):
            if text.strip().lower() not in _MISSING:
                typed[at].append(seen[at])
    return Sample(grid.header, rows, typed)


def shape_of(cells: Sequence[Any]) -> Shape:
    """What the filled cells of a column look like."""
    if not cells:
        return Shape()
    texts = [cell_text(cell).strip() for cell in cells]
    step = max(1, len(cells) // _LOOKED)
    looked = [(cell, text) for cell, text in zip(cells[::step], texts[::step], strict=True)]
    some = [text for _, text in looked]
    order = order_of(text for cell, text in looked if isinstance(cell, str))
    numbers = [float(text.replace(",", ".")) for text in texts if _is_number(text)]
    return Shape(
        filled=len(cells),
        distinct=len(set(texts)),
        times=_share([cell for cell, _ in looked], lambda cell: _is_time(cell, order)),
        stamps=_share([cell for cell, _ in looked], _is_stamp),
        clocks=_share([cell for cell, _ in looked], _is_clock),
        emails=_share(some, lambda text: _EMAIL.fullmatch(text) is not None),
        urls=_share(some, lambda text: _URL.fullmatch(text) is not None),
        numbers=len(numbers) / len(texts),
        low=min(numbers, default=0.0),
        high=max(numbers, default=0.0),
        length=sum(map(len, texts)) / len(texts),
        free=free_length(texts),
        sentences=_share(some, _is_sentence),
        records=_share(some, lambda text: _RECORD.match(text) is not None),
    )


def _share(values: Sequence[Any], good: Callable[[Any], bool]) -> float:
    return sum(map(good, values)) / len(values)


def _is_number(text: str) -> bool:
    return text.isascii() and _NUMBER.fullmatch(text) is not None


def _is_time(cell: Any, order: Order | None) -> bool:
    """Whether the cell is a written day or moment; a number is one only as 20260105."""
    if isinstance(cell, date):
        return True
    text = cell_text(cell).strip()
    if len(text) > _LONGEST_TIME or not any(char.isdigit() for char in text):
        return False
    if _VERSION.fullmatch(text):
        return False
    if _is_number(text):
        return _DAY_NUMBER.fullmatch(text) is not None
    return _parses(text, order) or _SHORT_DATE.match(text) is not None


def _is_stamp(cell: Any) -> bool:
    return _is_number(cell_text(cell).strip()) and _parses(cell, None)


def _parses(cell: Any, order: Order | None) -> bool:
    return is_readable(parse_time, cell, zone=_UTC, order=order)


def _is_clock(cell: Any) -> bool:
    return not (isinstance(cell, str) and _is_number(cell.strip())) and is_readable(clock_of, cell)


def _is_sentence(text: str) -> bool:
    """Whether the text is more than a name, a code or a label: four words, or six characters with kana between."""
    if text.startswith(("{", "[{")):
        return False
    kana = len(_KANA.findall(text))
    if kana:
        return len(text) >= 6 and kana >= 0.2 * len(text)
    words = _WORD.findall(text)
    if text.isascii() or " " in text:
        return len(words) >= 4 and sum(word.islower() for word in words) >= 0.5 * len(words)
    return len(text) >= 6
