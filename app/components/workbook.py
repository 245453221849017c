"""A table as an Excel workbook: numbers and days are cells of their kind, texts are guarded as in a CSV."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from vocpipe.app.components.cells import Cell
from vocpipe.app.text import columns
from vocpipe.formulas import as_plain

_MOST_LETTERS = 32_767  # of a cell
_WIDEST = 60  # columns of half width


def to_excel(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The table on a sheet of its own, the head fixed and with filters; title: of the sheet."""
    import xlsxwriter

    written = io.BytesIO()
    # No text is taken for a formula, a link or a number, whatever it looks like.
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, safe) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for column, name in enumerate(head):
            sheet.write_string(0, column, _text(name), bold)
            width = max([columns(name), *(columns(str(row[column].value or "")) for row in rows)])
            sheet.set_column(column, column, min(width + 3, _WIDEST))
        forms: dict[str, Any] = {"": book.add_format({"valign": "top", "text_wrap": True})}
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if cell.form not in forms:
                    forms[cell.form] = book.add_format({"num_format": cell.form, "valign": "top"})
                _write(sheet, (number, column), cell.value, forms[cell.form])
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(head) - 1)
    return written.getvalue()


def _write(sheet: Any, place: tuple[int, int], value: Any, form: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*place, value, form)
    elif isinstance(value, str):
        sheet.write_string(*place, _text(value), form)
    elif value is not None:
        sheet.write_number(*place, value, form)


def _text(value: str) -> str:
    guarded = as_plain(value)
    return guarded if len(guarded) <= _MOST_LETTERS else f"{guarded[: _MOST_LETTERS - 1]}…"


def _sheet_name(title: str) -> str:
    """A name that Excel takes: at most 31 letters, none of those it refuses."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'" and letter.isprintable())[:31].strip() or "1"
