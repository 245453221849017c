"""A table as an Excel workbook: numbers and days are cells of their kind, texts are guarded as in a CSV."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from vocpipe.formulas import as_plain
from vocpipe.wording import Language
from vocpipe.wording.readback import Written, day_in, is_nothing, number_in

_MOST_LETTERS = 32_767  # of a cell
_WIDEST = 60  # columns of half width
_DAYS = {
    ("day", "ja"): 'yyyy"年"m"月"d"日"',
    ("day", "en"): "d mmm yyyy",
    ("month", "ja"): 'yyyy"年"m"月"',
    ("month", "en"): "mmm yyyy",
}
_RATIOS = {"ja": '{}" 倍"', "en": '"×"{}'}
Cell = tuple[Any, str]  # the value, and Excel's format of it


def typed(value: Any, language: Language, *, numeric: bool) -> Cell:
    """A cell as a number, a day or a text; a text in a numeric column that is no number alone stays a text."""
    if value is None or isinstance(value, bool) or (isinstance(value, str) and is_nothing(value)):
        return (None, "") if not isinstance(value, bool) else (str(value), "")
    if isinstance(value, int | float | Decimal):
        number = float(value)
        return (value, "#,##0" if number.is_integer() else "#,##0.0##") if isfinite(number) else (None, "")
    if isinstance(value, date):
        return value, _DAYS["day", language]
    text = str(value)
    written = number_in(text, language) if numeric else day_in(text, language)
    return (text, "") if written is None else (_plain(written), _format(written, language))


def to_excel(
    title: str, head: Sequence[str], rows: Iterable[Sequence[Any]], numeric: Iterable[int], language: Language
) -> bytes:
    """The table on a sheet of its own, the head fixed and with filters; title: of the sheet."""
    import xlsxwriter

    written, right = io.BytesIO(), set(numeric)
    # No text is taken for a formula, a link or a number, whatever it looks like.
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, safe) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        forms: dict[str, Any] = {"": book.add_format({"valign": "top", "text_wrap": True})}
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        widths = [_width(name) for name in head]
        for column, name in enumerate(head):
            sheet.write_string(0, column, _text(name), bold)
        n_rows = 0
        for n_rows, row in enumerate(rows, start=1):
            for column, given in enumerate(row):
                value, form = typed(given, language, numeric=column in right)
                if form not in forms:
                    forms[form] = book.add_format({"num_format": form, "valign": "top"})
                _write(sheet, n_rows, column, value, forms[form])
                widths[column] = max(widths[column], _width(str(given)))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 2, _WIDEST))
        sheet.freeze_panes(1, 0)
        if n_rows:
            sheet.autofilter(0, 0, n_rows, len(head) - 1)
    return written.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, _text(value), form)
    else:
        sheet.write_number(row, column, value, form)


def _text(value: str) -> str:
    guarded = as_plain(value)
    return guarded if len(guarded) <= _MOST_LETTERS else f"{guarded[: _MOST_LETTERS - 1]}…"


def _plain(written: Written) -> Any:
    value = written.value
    return int(value) if isinstance(value, float) and value.is_integer() and written.kind != "percent" else value


def _format(written: Written, language: Language) -> str:
    """Excel's format, with as many decimals as were written."""
    if written.kind in ("day", "month"):
        return _DAYS[written.kind, language]
    digits = f"0.{'0' * written.digits}" if written.digits else "0"
    return {
        "percent": f"{digits}%",
        "signed": f"+#,##{digits};−#,##{digits};0",
        "ratio": _RATIOS[language].format(digits),
    }.get(written.kind, f"#,##{digits}")


def _width(text: str) -> int:
    """The half-width columns of the longest line."""
    return max(
        (
            sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line)
            for line in text.split("\n")
        ),
        default=0,
    )


def _sheet_name(title: str) -> str:
    """A name that Excel takes: at most 31 letters, none of those it refuses."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'" and letter.isprintable())[:31].strip() or "1"
