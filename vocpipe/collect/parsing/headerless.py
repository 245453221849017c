"""Tables whose first row is data already: how they are told, and what their columns are called."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from vocpipe.collect.parsing.dates import parse_date
from vocpipe.collect.parsing.free_text import guess_text
from vocpipe.collect.parsing.readable import is_readable

_DATE = re.compile(r"\s*(?:\d{1,4}\s?[-/.年]\s?\d{1,2}|\d{1,2}[- ][A-Za-z]{3,9}[- ,]|[A-Za-z]{3,9} \d{1,2},? )")
_NUMBER = re.compile(r"\s*-?\d+(?:[.,]\d+)*\s*")
_BULLET = re.compile(r"\s*(?:[・●•■◆○◎※*-]|\d{1,3}[.)．）]|[（(]\d{1,3}[)）])\s?[^\s\d]")
_SENTENCE = re.compile(r".*[.!。！]\s*", re.DOTALL)
_REQUEST = re.compile(
    r"ください|下さい|お聞かせ|ますか|ですか|でしょうか|\b(?:please|tell us|describe|explain)\b", re.IGNORECASE
)
_MIN_ROWS = 3
_MIN_ALIKE = 0.8  # share of the rows below that are like the first one


def lacks_header(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the first of `rows` is data like those below.

    A date above dates is data; a number above numbers is, if free text stands above free text too. In a file of one
    column, a sentence above sentences is, unless it asks for them, and so is a point in a list of points.
    """
    if len(rows) >= _MIN_ROWS and all(len(row) == 1 for row in rows):
        return any(like(rows[0][0]) and _share(rows, 0, like) >= _MIN_ALIKE for like in (_is_point, _is_said))
    if len(rows) < _MIN_ROWS or len(rows[0]) < 2 or len(rows[0]) != _common_width(rows):
        return False
    columns = range(len(rows[0]))
    if any(_is_date(rows[0][at]) and _share(rows, at, _is_date) >= _MIN_ALIKE for at in columns):
        return True
    numeric = any(_is_number(rows[0][at]) and _share(rows, at, _is_number) >= _MIN_ALIKE for at in columns)
    text = guess_text(_texts(rows), columns)
    return numeric and text is not None and guess_text(_texts(rows[:1]), [text]) is not None


def names_by_cells(rows: Sequence[Sequence[Any]], keep: Collection[str]) -> list[str]:
    """The name of each column: "date" for the first with dates, "text" for free text, else "column 1" and so on.

    Columns whose number is in `keep`, such as "column 3", are not given another name.
    """
    names = [f"column {number}" for number in range(1, len(rows[0]) + 1)]
    free = [at for at, name in enumerate(names) if name not in keep]
    dates = [at for at in free if _share(rows, at, _is_date) >= _MIN_ALIKE]
    text = guess_text(_texts(rows), [at for at in free if at not in dates])
    if dates:
        names[dates[0]] = "date"
    if text is not None:
        names[text] = "text"
    return names


def _common_width(rows: Sequence[Sequence[Any]]) -> int:
    return Counter(map(len, rows)).most_common(1)[0][0]


def _share(rows: Sequence[Sequence[Any]], at: int, good: Callable[[Any], bool]) -> float:
    """The share of the filled cells below the first row, in column `at`, that are `good`."""
    cells = [row[at] for row in rows[1:] if at < len(row) and row[at] not in (None, "")]
    return sum(map(good, cells)) / len(cells) if cells else 0.0


def _texts(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def _is_point(cell: Any) -> bool:
    return isinstance(cell, str) and _BULLET.match(cell) is not None


def _is_said(cell: Any) -> bool:
    return isinstance(cell, str) and _SENTENCE.fullmatch(cell) is not None and not _REQUEST.search(cell)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and _NUMBER.fullmatch(cell) is not None)


def _is_date(cell: Any) -> bool:
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and _DATE.match(cell) is not None and is_readable(parse_date, cell)
