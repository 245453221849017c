"""Any file of tables as a header and rows of cells, each with the row number that the user sees."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.decoded import Decoded, strip_odd
from vocpipe.collect.parsing.header_again import rearranged
from vocpipe.collect.parsing.header_rows import group_names, names_again
from vocpipe.collect.parsing.headerless import lacks_header, names_by_cells
from vocpipe.collect.parsing.headers import is_known, is_vendors_header
from vocpipe.collect.parsing.joined import Grid, Table, join, lend_header
from vocpipe.collect.parsing.limits import check
from vocpipe.collect.parsing.part import Part, Row
from vocpipe.collect.parsing.tables import may_hold_table, tables_in
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.settings import SourceSettings
from vocpipe.wording import say

__all__ = ["Grid", "cell_text", "first_rows", "header_of", "open_grid", "plain_reading", "problem_of", "rows_as_text"]

_FIRST_ROWS = 300  # by which a table's role is told
_MAX_NAME = 1000  # characters of a column's name, since each row may hold it again
_TITLE_ROWS = 20  # a header further down than this is not looked for


def open_grid(reading: Reading) -> Grid:
    """The table in the reading's file; encoding, warnings and what was not read are set in `reading`.

    Sheets and members with alike columns are one table; the largest is taken, the others are named in `unread`.
    Rows above the header, such as a title, give a warning. Raises ReadError if the file is empty or unreadable.
    """
    parts = tables_in(reading)
    if len(parts) == 1:
        return _grid(parts[0], reading)
    tables, problems = [], []
    for part in parts:
        own = replace(reading, warnings=[])
        try:
            tables.append(
                Table(part.name, _grid(part, own, alone=False), own.warnings, of_records=part.header is not None)
            )
        except ReadError as error:
            problems.append(say("collect.unread.member", name=part.name, reason=error))
    if not tables:
        raise ReadError(problems[0] if problems else say("collect.file.empty"))
    reading.encoding = parts[0].encoding
    reading.unread.extend(problems)
    return join(lend_header(tables), reading)


def header_of(path: Path) -> list[str]:
    """The header of the table at `path`; empty if the file is not a table or can't be read."""
    return list(_known(path).header)


def problem_of(path: Path) -> str | None:
    """Why no table can be read from `path`, in English; None if there is one, or the file should not be a table."""
    return _known(path).problem


def first_rows(path: Path) -> tuple[tuple[str, ...], ...] | None:
    """The first rows under the header of the table at `path`, as text; None if there is none, or one is broken."""
    return _known(path).rows


@dataclass(frozen=True, slots=True)
class _Known:
    header: tuple[str, ...] = ()
    problem: str | None = None
    rows: tuple[tuple[str, ...], ...] | None = None


def _known(path: Path) -> _Known:
    if not may_hold_table(path):
        return _Known()
    try:
        about = path.stat()
    except OSError:
        return _Known()
    return _look_at(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=256)
def _look_at(path: Path, modified: int, size: int) -> _Known:
    """What is known of a file as it was last `modified`: every reader asks for it, and opening costs time."""
    try:
        grid = open_grid(plain_reading(path))
    except ReadError as error:
        return _Known(problem=str(error))
    rows = None
    with suppress(ReadError):
        rows = rows_as_text(grid)
    return _Known(tuple(grid.header), rows=rows)


def rows_as_text(grid: Grid) -> tuple[tuple[str, ...], ...]:
    """The first rows under the header of a table that is open."""
    return tuple(tuple(map(cell_text, cells)) for _, cells in islice(grid.rows(), _FIRST_ROWS))


def plain_reading(path: Path) -> Reading:
    """A reading of `path` with no settings, to look at a file before there are any."""
    return Reading(path, SourceSettings(name="table", path=path.name), ZoneInfo("UTC"))


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, times in ISO form, None as empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _grid(part: Part, reading: Reading, *, alone: bool = True) -> Grid:
    """The table with its header; one that is not `alone` may have none, and no column that reads like text."""
    reading.encoding = part.encoding
    reading.warnings.extend(part.warnings)
    if part.header is None:
        return replace(_with_header(part.rows, reading, part.decoded, alone=alone), delimiter=part.delimiter)
    names = [name.strip()[:_MAX_NAME] for name in part.header]
    return Grid(_distinct(names), names, 0, part.rows, part.decoded)


def _with_header(rows: Callable[[], Iterator[Row]], reading: Reading, decoded: Decoded | None, *, alone: bool) -> Grid:
    head = list(islice(rows(), _TITLE_ROWS * 3))
    if not head:
        raise ReadError(say("collect.file.empty"))
    wanted = _wanted(reading)
    first = [cells for _, cells in head]
    check("columns", max(map(len, first)))
    whole = [cells for cells in first if not isinstance(cells, Broken)]
    if not _is_headed(first, wanted) and lacks_header(whole):
        return _without_header(rows, reading, decoded, names_by_cells(whole, wanted), alone=alone)
    at = find_header(first, wanted)
    if at:
        reading.warnings.append(say("collect.warning.rows_above", n=at, row=head[at][0]))
    row, cells = head[at][0], [cell_text(cell) for cell in head[at][1]]
    below = first[at + 1] if at + 1 < len(first) else []
    grouped = group_names(first[at], below)
    if grouped is not None or names_again(below, first[at]):
        at, row, cells = at + 1, head[at + 1][0], grouped or cells
        reading.warnings.append(say("collect.table.two_rows", row=row))
    names = [strip_odd(cell).strip().lstrip("\ufeff")[:_MAX_NAME] for cell in cells]
    if any(strip_odd(cell) != cell for cell in cells):
        reading.warnings.append(say("collect.warning.odd_header"))
    return Grid(_distinct(names), names, row, lambda: rearranged(islice(rows(), at + 1, None), names), decoded)


def _without_header(
    rows: Callable[[], Iterator[Row]], reading: Reading, decoded: Decoded | None, names: list[str], *, alone: bool
) -> Grid:
    """The table whose first row is data; raises ReadError if no column is text and the settings name none."""
    if alone and "text" not in names and not set(_wanted(reading)) & set(names):
        raise ReadError(say("collect.file.no_header", columns=", ".join(names)))
    reading.warnings.append(say("collect.warning.no_header", columns=", ".join(names)))
    return Grid(names, names, 0, rows, decoded)


def _wanted(reading: Reading) -> list[str]:
    """Every column that the settings name."""
    given = reading.source.columns.values()
    return [name for names in given for name in ([names] if isinstance(names, str) else names)]


def find_header(rows: list[list[Any]], wanted: list[str]) -> int:
    """The index, among the first rows, of the one that names the columns.

    It is one by whose names a vendor's table is recognized, else the one with most of the `wanted` names, else with
    most synonyms, else the first that is as wide as the table and all text.
    """
    first = rows[:_TITLE_ROWS]
    vendors = [number for number, row in enumerate(first) if _is_vendors(row)]
    if vendors:
        return vendors[0]
    for count, enough in _ways_to_name(rows, wanted):
        scores = [_count(row, count) for row in first]
        if max(scores) >= enough:
            return scores.index(max(scores))
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    for number, row in enumerate(first):
        if len(row) >= width and all(isinstance(cell, str) and cell.strip() for cell in row):
            return number
    return 0


def _is_headed(rows: list[list[Any]], wanted: list[str]) -> bool:
    """Whether a row among the first has names that a vendor, the settings or the synonyms know."""
    first = rows[:_TITLE_ROWS]
    if any(map(_is_vendors, first)):
        return True
    return any(_count(row, count) >= enough for count, enough in _ways_to_name(rows, wanted) for row in first)


def _is_vendors(row: list[Any]) -> bool:
    """Whether the row is the header of a vendor's table."""
    return not isinstance(row, Broken) and is_vendors_header(cell for cell in row if isinstance(cell, str))


def _ways_to_name(rows: list[list[Any]], wanted: list[str]) -> list[tuple[Callable[[str], bool], int]]:
    """What makes a cell a name of a column, each with the number of such cells that a header has."""
    # One known word may be in a title or among the data; a header has more, unless the table is that narrow.
    needed = 2 if max(map(len, rows[:_TITLE_ROWS])) > 2 else 1
    named = {fold(name) for name in wanted}
    return [(lambda cell: fold(cell) in named, 1), (is_known, needed)]


def _count(row: list[Any], good: Callable[[str], bool]) -> int:
    if isinstance(row, Broken):
        return 0
    return sum(good(cell) for cell in row if isinstance(cell, str) and cell.strip())


def _distinct(names: list[str]) -> list[str]:
    """`names` with empty ones called by their number and repeated ones numbered, so that no cell is lost."""
    seen: Counter[str] = Counter()
    result = []
    for number, name in enumerate(names, start=1):
        base = unicodedata.normalize("NFC", name) or f"column {number}"
        seen[base] += 1
        result.append(base if seen[base] == 1 else f"{base} ({seen[base]})")
    return result
