"""A table's head as it is looked at to tell its role: the names of its columns and what their cells hold."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.grid import first_rows, header_of, rows_as_text
from vocpipe.collect.parsing.joined import Grid

_UTC = ZoneInfo("UTC")
_REPEATED = 0.7  # of the filled cells are different at least, where a column holds the ids of records
_SENTENCES = 0.3  # of the filled cells are sentences at least, where a column holds opinions
_MIN_SENTENCES = 2
_PUNCTUATED = re.compile(r"[。！？]|[^\W\d][!?]|[a-z]\. |\w{2,} \w+ \w{2,}.*[.!?]$|、.*(?:です|ます|た|い)$")
_WORDS = re.compile(r"\S+ +")
_MANY_WORDS = 6
_MIN_LENGTH = 10  # characters of a sentence
_SEEN = 1_000  # characters of a cell that are looked at, since the patterns take time in the square of them


@dataclass(frozen=True, slots=True)
class Look:
    """The header and the first rows of a table, as text; no header where there is no table."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self, at: int | None) -> list[str]:
        """The filled cells of column `at`; none without such a column."""
        if at is None:
            return []
        return [row[at].strip() for row in self.rows if at < len(row) and row[at].strip()]

    def has_ids(self, at: int | None, *, share: float = _REPEATED) -> bool:
        """Whether at least `share` of the filled cells of column `at` are different, as the ids of records are."""
        cells = self.cells(at)
        return bool(cells) and len(set(cells)) >= share * len(cells)

    def has_opinions(self, *, except_for: Iterable[str] = ()) -> bool:
        """Whether the cells of a column are sentences; names like those in `except_for` are not looked at."""
        remarks = [fold(word) for word in except_for]
        candidates = (
            at for at, name in enumerate(self.header) if not any(word and word in fold(name) for word in remarks)
        )
        return any(_are_sentences(self.cells(at)) for at in candidates)

    def spans_are_short(self, start: int | None, end: int | None) -> bool:
        """Whether most rows end on the day they start on, as the answers to a survey do."""
        if start is None or end is None:
            return False
        spans = [span for row in self.rows if (span := _days_between(row, start, end)) is not None]
        return bool(spans) and sum(span <= 1 for span in spans) > len(spans) / 2


def look_at_grid(grid: Grid) -> Look:
    """The head of a table that is open."""
    return Look(tuple(grid.header), rows_as_text(grid))


def look_at_table(path: Path) -> Look:
    """The head of the table at `path`; each version of a file is opened once."""
    rows = first_rows(path)
    return Look((), ()) if rows is None else Look(tuple(header_of(path)), rows)


def _are_sentences(cells: Sequence[str]) -> bool:
    said = sum(map(_is_sentence, cells))
    return said >= _MIN_SENTENCES and said >= _SENTENCES * len(cells) and len(set(cells)) > 0.2 * len(cells)


def _is_sentence(cell: str) -> bool:
    if len(cell) < _MIN_LENGTH or cell[0] in "[{<" or "://" in cell[:12]:
        return False
    seen = cell[:_SEEN]
    return bool(_PUNCTUATED.search(seen)) or len(_WORDS.findall(seen)) >= _MANY_WORDS


def _days_between(row: Sequence[str], start: int, end: int) -> float | None:
    try:
        first, last = (parse_time(row[at], _UTC) for at in (start, end))
    except (ValueError, IndexError, OverflowError):
        return None
    return abs((last - first).total_seconds()) / 86_400
