"""Day and time of day in two columns, which become one moment."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from itertools import islice

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.grid import Grid, cell_text
from vocpipe.collect.parsing.readable import is_readable
from vocpipe.collect.parsing.written_dates import parse_clock
from vocpipe.wording import say

_SAMPLE = 200  # rows that show what a column holds
_MOST = 0.8  # of the filled cells


def pair_clock(grid: Grid, columns: Columns) -> None:
    """Leave `columns` a field `time_of_day` only if it holds the time to the days of `created_at`."""
    clock, created = columns.first("time_of_day"), columns.first("created_at")
    if clock is None or "time_of_day" in columns.explicit:
        return
    if created is None or not _are_clocks(_column(grid, clock)) or have_clocks(_column(grid, created)):
        del columns.of["time_of_day"]


def clock_of(cell: object) -> timedelta:
    """The time since midnight in a cell: 9:30, 午後3時, a time or the part of a day in Excel.

    Raises ValueError, whose text is the reason.
    """
    if isinstance(cell, time):
        return datetime.combine(datetime.min, cell) - datetime.min
    if isinstance(cell, timedelta) and timedelta() <= cell < timedelta(days=1):
        return cell
    if isinstance(cell, float) and 0 <= cell < 1:
        return timedelta(seconds=round(cell * 86_400))
    if isinstance(cell, str):
        return parse_clock(cell)
    raise ValueError(say("collect.value.no_clock"))


def _column(grid: Grid, at: int) -> list[object]:
    """The filled cells of a column's head."""
    cells = (cells[at] for _, cells in islice(grid.rows(), _SAMPLE) if at < len(cells))
    return [cell for cell in cells if cell_text(cell).strip()]


def _are_clocks(cells: Sequence[object]) -> bool:
    return bool(cells) and sum(is_readable(clock_of, cell) for cell in cells) >= _MOST * len(cells)


def have_clocks(cells: Iterable[object]) -> bool:
    """Whether one of the cells with a day holds a time of the day too."""
    return any(
        ":" in unicodedata.normalize("NFKC", cell) or "時" in cell
        if isinstance(cell, str)
        else isinstance(cell, datetime) and cell.time() != time()
        for cell in cells
    )
