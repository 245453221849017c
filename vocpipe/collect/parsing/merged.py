"""Merged cells of a sheet: filled down where rows share one, joined with the names below where a header has groups."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from python_calamine import CalamineSheet

from vocpipe.collect.parsing.columns import GROUPED
from vocpipe.collect.parsing.unseen.found import Range

_TOP = 20  # rows that a header of several rows is looked for in
_MIN_NAMES = 2  # filled cells of a row that is not a title


@dataclass(frozen=True, slots=True)
class Filled:
    """What merging changes: row -> column -> the cell; the rows that became part of the header row below them.

    `shown`: the letters of the columns that were filled down, as "A, B".
    """

    at: dict[int, dict[int, Any]] = field(default_factory=dict)
    dropped: frozenset[int] = frozenset()
    shown: str = ""


def fill_merged(sheet: CalamineSheet, merged: list[Range]) -> Filled:
    """What the merged cells of a sheet mean for the cells that they cover, which are stored empty."""
    ranges = sorted(merged)
    if not ranges or sheet.end is None or sheet.start is None:
        return Filled()
    values = _values(sheet, ranges)
    header = _header_rows(sheet, ranges)
    at: dict[int, dict[int, Any]] = {}
    columns = set()
    for (top, left), (bottom, _) in ranges:
        value = values.get((top, left))
        if value in (None, "") or bottom == top or top in header:
            continue
        columns.add(left)
        for row in range(top + 1, min(bottom, sheet.end[0]) + 1):
            at.setdefault(row, {})[left] = value
    if header:
        at.setdefault(header[-1], {}).update(_joined_names(sheet, ranges, header))
    return Filled(at, frozenset(header[:-1]), ", ".join(_letters(column) for column in sorted(columns)))


def _values(sheet: CalamineSheet, ranges: list[Range]) -> dict[tuple[int, int], Any]:
    """The values of the first cells of the ranges."""
    wanted: dict[int, list[int]] = {}
    for (top, left), _ in ranges:
        wanted.setdefault(top, []).append(left)
    first = sheet.start[1] if sheet.start else 0
    rows = enumerate(islice(sheet.iter_rows(), max(wanted) + 1))
    return {
        (at, left): row[left - first] for at, row in rows for left in wanted.get(at, ()) if 0 <= left - first < len(row)
    }


def _header_rows(sheet: CalamineSheet, ranges: list[Range]) -> list[int]:
    """The rows of a header whose upper cells are merged over several columns with names of their own; else none."""
    top = list(islice(sheet.iter_rows(), _TOP))
    first = sheet.start[1] if sheet.start else 0
    row = next((at for at, cells in enumerate(top) if sum(cell != "" for cell in cells) >= _MIN_NAMES), None)
    rows: list[int] = []
    while row is not None and row + 1 < len(top) and _are_groups(top[row + 1], _groups(ranges, row), first):
        rows.append(row)
        row += 1
    return [*rows, row] if rows and row is not None else []


def _groups(ranges: list[Range], row: int) -> list[range]:
    """The columns of each cell of a row that is merged over several columns."""
    return [range(left, right + 1) for (top, left), (bottom, right) in ranges if top == bottom == row and right > left]


def _are_groups(below: list[Any], groups: list[range], first: int) -> bool:
    """Whether every group has names below it."""
    cells = [
        [below[at - first] for at in group if 0 <= at - first < len(below) and below[at - first] != ""]
        for group in groups
    ]
    return bool(cells) and all(
        len(names) >= _MIN_NAMES and all(isinstance(name, str) for name in names) for names in cells
    )


def _joined_names(sheet: CalamineSheet, ranges: list[Range], header: list[int]) -> Iterator[tuple[int, str]]:
    """(column, its name) with the names of the groups it is in, as "満足度 / 価格"."""
    rows = list(islice(sheet.iter_rows(), header[-1] + 1))
    first = sheet.start[1] if sheet.start else 0
    covering = {
        (row, column): rows[top][left - first]
        for (top, left), (bottom, right) in ranges
        if top in header
        for row in range(top, min(bottom, header[-1]) + 1)
        for column in range(left, right + 1)
        if 0 <= left - first < len(rows[top])
    }
    width = len(rows[header[-1]])
    for column in range(first, first + width):
        cells = [covering.get((row, column), rows[row][column - first]) for row in header]
        names = list(dict.fromkeys(str(cell).strip() for cell in cells if str(cell).strip()))
        yield column, GROUPED.join(names)


def _letters(column: int) -> str:
    """A for column 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
