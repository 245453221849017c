"""Tables of one file that belong together, such as a sheet for each month, read one after another as one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.part import Row
from vocpipe.collect.reader import Reading
from vocpipe.wording import say

_MIN_SHARED = 2  # columns
_SHARE_OF_TABLES = 0.6  # of the wider table's columns, if it has all of the narrower one's
_SHARE_OF_RECORDS = 0.5  # of either's fields: a record leaves out what it does not have
_SHOWN = 12  # tables that a warning lists


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: distinct column names, and `rows()` as often as wanted; cells are typed, except in text files.

    `decoded` is None if there is no text that bytes were decoded to, `delimiter` if none separates cells. `line` is the
    header's. `names`: the columns as the header names them.
    """

    header: list[str]
    names: list[str]
    line: int
    rows: Callable[[], Iterator[Row]]
    decoded: Decoded | None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One of several tables in a file. `of_records`: its header lists the fields that its records happen to have."""

    name: str
    grid: Grid
    warnings: list[str]
    of_records: bool = False

    @property
    def folded(self) -> list[str]:
        """The names of the columns, without case, width and punctuation."""
        return [fold(name) for name in self.grid.header]


@dataclass(frozen=True, slots=True)
class _Size:
    rows: int
    cells: int  # in rows of two or more: how much it looks like a table
    last: int  # the number of its last row


def lend_header(tables: Sequence[Table]) -> list[Table]:
    """The tables; one without a header has that of the first table that has one and is as wide."""
    headed = {len(table.grid.header): table for table in reversed(tables) if table.grid.line}
    return [_with_header_of(headed.get(len(table.grid.header)), table) for table in tables]


def _with_header_of(lender: Table | None, table: Table) -> Table:
    if lender is None or table.of_records or table.grid.line:
        return table
    grid = replace(table.grid, header=lender.grid.header, names=lender.grid.names)
    return replace(table, grid=grid, warnings=[say("collect.table.lent_header", name=table.name, of=lender.name)])


def join(tables: Sequence[Table], reading: Reading) -> Grid:
    """The largest of the tables, with those whose columns are alike; `reading` is told how, and what was not read."""
    sizes = {id(table): _size(table.grid) for table in tables}
    groups: list[list[Table]] = []
    for table in tables:
        group = next((group for group in groups if _are_alike(group[0], table)), None)
        if group is None:
            groups.append([table])
        else:
            group.append(table)
    chosen = max(groups, key=lambda group: sum(sizes[id(table)].cells for table in group))
    for table in tables:
        if table not in chosen and sizes[id(table)].rows:
            n = sizes[id(table)].rows
            reading.unread.append(say("collect.unread.other_columns", name=table.name, n=n, of=chosen[0].name))
    return _chain(chosen, [sizes[id(table)] for table in chosen], reading)


def _chain(tables: Sequence[Table], sizes: Sequence[_Size], reading: Reading) -> Grid:
    """The tables as one; the numbers of the rows go on from one to the next."""
    for table in tables:
        reading.warnings.extend(warning for warning in table.warnings if warning not in reading.warnings)
    first = tables[0].grid
    if len(tables) == 1:
        return first
    header, names = list(first.header), list(first.names)
    for table in tables[1:]:
        known = set(map(fold, header))
        new = [at for at, name in enumerate(table.folded) if name not in known]
        header += [table.grid.header[at] for at in new]
        names += [table.grid.names[at] for at in new]
    begins = [sum(size.last for size in sizes[:at]) for at in range(len(sizes))]
    listed = [f"{table.name} ({begin + 1})" for table, begin in zip(tables, begins, strict=True)]
    more = len(listed) - _SHOWN
    places = ", ".join(listed[:_SHOWN]) + (f" … +{more}" if more > 0 else "")
    reading.warnings.append(say("collect.table.joined", n=len(tables), places=places))
    readers = [_in_order(table, header, begin) for table, begin in zip(tables, begins, strict=True)]
    return Grid(
        header,
        names,
        first.line,
        lambda: (row for rows in readers for row in rows()),
        _decoded(tables),
        first.delimiter,
    )


def _in_order(table: Table, header: Sequence[str], begin: int) -> Callable[[], Iterator[Row]]:
    """The rows of a table with the columns in the order of `header`, numbered on from `begin`."""
    if table.grid.header == list(header):
        return lambda: ((begin + number, cells) for number, cells in table.grid.rows())
    places = {name: at for at, name in enumerate(table.folded)}
    order = [places.get(fold(name)) for name in header]
    width = len(table.grid.header)

    def arranged(cells: list[Any]) -> list[Any]:
        if isinstance(cells, Broken):
            return cells
        moved = [cells[at] if at is not None and at < len(cells) else None for at in order]
        return [*moved, *cells[width:]]

    return lambda: ((begin + number, arranged(cells)) for number, cells in table.grid.rows())


def _are_alike(one: Table, other: Table) -> bool:
    """Whether two tables have the same columns, in whatever order, or one has all of the other's and a few more."""
    names, others = set(one.folded), set(other.folded)
    if len(names) < len(one.folded) or len(others) < len(other.folded):
        return one.folded == other.folded
    shared, wider = len(names & others), max(len(names), len(others))
    if names == others:
        return True
    if one.of_records and other.of_records:
        return shared >= _MIN_SHARED and shared >= _SHARE_OF_RECORDS * wider
    contained = shared == min(len(names), len(others))
    return contained and shared >= _MIN_SHARED and shared >= _SHARE_OF_TABLES * wider


def _size(grid: Grid) -> _Size:
    rows = cells = 0
    last = grid.line
    for number, row in grid.rows():
        rows += 1
        cells += len(row) if len(row) > 1 else 0
        last = max(last, number)
    return _Size(rows, cells, last)


def _decoded(tables: Sequence[Table]) -> Decoded | None:
    """What is known of the bytes of all the tables together."""
    known = [table.grid.decoded for table in tables if table.grid.decoded is not None]
    return replace(known[0], text="", odd=[run for decoded in known for run in decoded.odd]) if known else None
