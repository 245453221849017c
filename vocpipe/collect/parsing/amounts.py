"""The decimal sign of a table's columns: by their own values, else by other columns, else by the file's delimiter."""

from collections.abc import Iterable
from itertools import islice

from vocpipe.collect.parsing.columns import Columns
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.joined import Grid
from vocpipe.collect.parsing.numbers import Sign, decimal_sign_of, is_ambiguous
from vocpipe.collect.reader import Reading
from vocpipe.wording import say

_SAMPLE = 5000  # rows of other columns
_GROUP = 3  # digits
# Where a comma is the decimal sign, programs separate cells by semicolons; elsewhere a comma groups thousands.
_BY_DELIMITER = {";": Sign.COMMA}


def signs_of(grid: Grid, columns: Columns, names: tuple[str, ...], reading: Reading) -> dict[str, Sign]:
    """Field -> the decimal sign of its column; a warning says where the column itself does not show it."""
    found = {name: columns.of[name][0] for name in names if name in columns.of}
    return {name: _sign(grid, at, reading) for name, at in found.items()}


def _sign(grid: Grid, at: int, reading: Reading) -> Sign:
    values = list(_texts(grid, at))
    sign = decimal_sign_of(values)
    unclear = [value for value in values if is_ambiguous(value)]
    if sign is not Sign.OPEN or not unclear:
        return sign
    column, example = grid.header[at], unclear[0]
    elsewhere = (other for other in range(len(grid.header)) if other != at)
    others = decimal_sign_of(value for other in elsewhere for value in _sample(grid, other))
    if others is not Sign.OPEN:
        reading.warnings.append(say("collect.table.sign_by_columns", column=column, example=example, sign=others.value))
        return others
    delimited = _BY_DELIMITER.get(grid.delimiter or "")
    if delimited is not None:
        reading.warnings.append(
            say("collect.table.sign_by_delimiter", column=column, example=example, sign=delimited.value)
        )
        return delimited
    if all("," in value for value in unclear) and _are_grouped(values):
        return Sign.POINT
    reading.warnings.append(say("collect.table.sign_open", column=column, n=len(unclear), example=example))
    return Sign.OPEN


def _are_grouped(values: Iterable[str]) -> bool:
    """Whether no number of a thousand and more goes without a comma: commas group then, as in Japan and the US."""
    return all(len(value.strip()) <= _GROUP for value in values if value.strip().isdecimal())


def _texts(grid: Grid, at: int) -> Iterable[str]:
    """The texts of a column; numbers that the file types need no sign."""
    for _, cells in grid.rows():
        if at < len(cells) and isinstance(cells[at], str) and not isinstance(cells, Broken):
            yield cells[at]


def _sample(grid: Grid, at: int) -> Iterable[str]:
    return islice(_texts(grid, at), _SAMPLE)
