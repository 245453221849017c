"""CSV whose values no spreadsheet runs as formulas: the one guard of every CSV file that vocpipe writes.

Spreadsheets run what begins with =, +, - or @, and some drop invisible characters, blanks or quotes before it first.
See OWASP, "CSV Injection".
"""

import csv
import io
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

_STARTS = frozenset("=+-@")
_CONTROLS = ("\t", "\r", "\n")
_QUOTES = frozenset('"`“”„«»')
# Categories of Unicode that show nothing by themselves: control and format characters, marks, and blanks of every kind.
_INVISIBLE = ("C", "M", "Z")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and symbols that look like blanks


def is_formula(value: str) -> bool:
    """Whether a spreadsheet may run the text: it starts like a formula once what is invisible, and quotes, are gone."""
    first = next((char for char in unicodedata.normalize("NFKC", value) if not _is_dropped(char)), "")
    return first in _STARTS or value.startswith(_CONTROLS)


def as_plain(value: str) -> str:
    """The value, after an apostrophe if it could be taken for a formula."""
    return f"'{value}" if is_formula(value) else value


def to_csv(header: Iterable[str], rows: Iterable[Iterable[Any]], *, line_end: str = "\n") -> str:
    """The CSV with every text guarded; numbers are written as they are, and None as nothing."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=line_end)
    writer.writerow([_cell(title) for title in header])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float | Decimal) else as_plain(str(value))


def _is_dropped(char: str) -> bool:
    return char in _QUOTES or char in _FILLERS or unicodedata.category(char)[0] in _INVISIBLE
