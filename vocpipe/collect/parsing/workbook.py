"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) to sheets of typed cells.

Formulas are never evaluated: what the spreadsheet last computed is read.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from vocpipe.collect.parsing.archive import is_zipped_workbook
from vocpipe.collect.parsing.merged import Filled, fill_merged
from vocpipe.collect.parsing.part import Part, Row
from vocpipe.collect.parsing.sheet_check import check_workbook
from vocpipe.collect.parsing.spreadsheet import plain
from vocpipe.collect.parsing.unseen import unseen_in
from vocpipe.collect.parsing.unseen.found import Marks
from vocpipe.errors import ReadError
from vocpipe.wording import say

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of .xls, and of workbooks with a password
_FAR = 1 << 14  # columns: no sheet has more


def read_workbook(name: str, suffix: str, data: bytes, unread: list[str], *, sheet: str | None = None) -> list[Part]:
    """The visible sheets of a workbook that are not empty, or only `sheet`; hidden ones are named in `unread`.

    Raises ReadError if `data` is no workbook, has a password or no such sheet.
    """
    with _told_as_damaged(name):
        if is_zipped_workbook(data):
            check_workbook(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        titles = _titles(book, unread, sheet)
        return [part for title in titles if (part := _part(book, title, suffix, data)) is not None]


@contextmanager
def _told_as_damaged(name: str) -> Iterator[None]:
    """Raise ReadError for whatever a damaged workbook makes the libraries raise; in Rust that may be a panic."""
    try:
        yield
    except ReadError:
        raise
    except PasswordError as error:
        raise ReadError(say("collect.table.password")) from error
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise ReadError(say("collect.file.bad_workbook", file=name, error=error)) from error


def _titles(book: CalamineWorkbook, unread: list[str], sheet: str | None) -> list[str]:
    if sheet is not None:
        if sheet not in book.sheet_names:
            raise ReadError(say("collect.file.no_such_sheet", sheet=sheet, sheets=", ".join(book.sheet_names)))
        return [sheet]
    tables = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    hidden = [about.name for about in tables if about.visible != SheetVisibleEnum.Visible]
    filled = [title for title in hidden if book.get_sheet_by_name(title).start is not None]
    unread.extend(say("collect.unread.hidden_sheet", sheet=title) for title in filled)
    return [about.name for about in tables if about.name not in hidden]


def _part(book: CalamineWorkbook, title: str, suffix: str, data: bytes) -> Part | None:
    """The sheet as a table; None if it is empty."""
    sheet = book.get_sheet_by_name(title)
    unseen = unseen_in(data, title)
    if sheet.start is None and not unseen.marks:
        return None
    filled = fill_merged(sheet, (sheet.merged_cell_ranges or []) if unseen.ranges is None else unseen.ranges)
    warnings: list[str] = [say("collect.table.merged_cells", letters=filled.shown)] if filled.shown else []
    return Part(title, suffix[1:], partial(_rows, sheet, filled, unseen.marks), warnings=warnings)


def _rows(sheet: CalamineSheet, filled: Filled, marks: Marks) -> Iterator[Row]:
    """(row of the sheet, its cells) for every row that is not empty; trailing empty cells are cut off.

    Columns that are empty left of the table are left out.
    """
    with _told_as_damaged(sheet.name):
        yield from _each_row(sheet, filled, marks)


def _each_row(sheet: CalamineSheet, filled: Filled, marks: Marks) -> Iterator[Row]:
    start = sheet.start[1] if sheet.start else _FAR
    first = min([start, *(column for row in marks.values() for column in row)])
    indent = [None] * (start - first) if sheet.start else []
    below = range(sheet.end[0] + 1 if sheet.end else 0, max(marks, default=-1) + 1)
    for at, row in enumerate(chain(sheet.iter_rows(), ([] for _ in below))):
        if at in filled.dropped:
            continue
        cells: list[Any] = [*indent, *map(_cell, row)]
        for column, value in chain(marks.get(at, {}).items(), filled.at.get(at, {}).items()):
            cells.extend([None] * (column - first + 1 - len(cells)))
            cells[column - first] = value
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield at + 1, cells


def _cell(cell: Any) -> Any:
    return (plain(cell) or None) if isinstance(cell, str) else cell
