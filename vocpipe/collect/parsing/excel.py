"""Excel workbooks to rows of typed cells. Formulas are never evaluated: what Excel last computed is read."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from vocpipe.collect.parsing.spreadsheet import unescaped
from vocpipe.errors import ReadError
from vocpipe.wording import say

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

SUFFIXES = frozenset({".xlsx", ".xlsm"})
OLD_SUFFIXES = frozenset({".xls", ".xlsb", ".ods", ".numbers"})
# A damaged workbook can fail in openpyxl in any of these ways; XML errors are SyntaxErrors.
_DAMAGED = (
    *(BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError),
    *(OSError, SyntaxError, NotImplementedError),
)


def read_sheet(path: Path, *, sheet: str | None = None) -> list[tuple[int, list[Any]]]:
    """(row of the sheet, its cells) for every row that is not empty, of `sheet` or else of the sheet with most data.

    Trailing empty cells are cut off.
    Raises ReadError if the file is not a workbook or has no such sheet.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True)
            try:
                names = [sheet] if sheet is not None else _visible(book)
                missing = [name for name in names if name not in book.sheetnames]
                if missing:
                    raise ReadError(
                        say("collect.file.no_such_sheet", sheet=missing[0], sheets=", ".join(book.sheetnames))
                    )
                return max((_rows(book[name]) for name in names), key=_filled, default=[])
            finally:
                book.close()
    except (*_DAMAGED, InvalidFileException) as error:
        raise ReadError(say("collect.file.bad_workbook", file=path.name, error=error)) from error


def _visible(book: "Workbook") -> list[str]:
    """The sheets with cells (not charts) that the user sees."""
    return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _rows(sheet: "ReadOnlyWorksheet") -> list[tuple[int, list[Any]]]:
    sheet.reset_dimensions()  # some programs store a wrong size
    rows = []
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [unescaped(cell) if isinstance(cell, str) else cell for cell in row]
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        if cells:
            rows.append((number, cells))
    return rows


def _filled(rows: list[tuple[int, list[Any]]]) -> int:
    """How much a sheet looks like a table: the number of its cells in rows of two or more."""
    return sum(len(cells) for _, cells in rows if len(cells) > 1) or bool(rows)
