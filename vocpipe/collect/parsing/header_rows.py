"""Headers of two rows: groups above the columns in them, and a second row that names the columns in other words."""

from collections.abc import Sequence
from typing import Any

from vocpipe.collect.parsing.columns import GROUPED
from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.headers import is_known
from vocpipe.collect.parsing.not_data import repeats_header

_MIN_KNOWN = 2
_MOST = 0.6  # of the filled cells of a row that names columns


def group_names(upper: Sequence[Any], lower: Sequence[Any]) -> list[str] | None:
    """The names of the columns, as "満足度 / 価格", if `upper` has groups and `lower` the columns in them; else None.

    A group has its name above the first of its columns and nothing above the others; below a column that is in no
    group, there is nothing.
    """
    if isinstance(lower, Broken) or not all(isinstance(cell, str) for cell in lower if cell is not None):
        return None
    width = max(len(upper), len(lower))
    above, below = ([*map(_text, row), *[""] * (width - len(row))] for row in (upper, lower))
    groups: dict[int, list[int]] = {}
    start = 0
    for at in range(width):
        start = at if above[at] else start
        if below[at]:
            groups.setdefault(start, []).append(at)
    whole = all(above[start] and columns == list(range(start, columns[-1] + 1)) for start, columns in groups.items())
    covered = {at for columns in groups.values() for at in columns}
    blank = {at for at in range(width) if not above[at]}
    alone = len(covered) == width  # the lower row has a name for every column: it is a header or data by itself
    if not groups or not whole or alone or not blank <= covered or any(len(columns) < 2 for columns in groups.values()):
        return None
    group_of = {at: above[start] for start, columns in groups.items() for at in columns}
    return [f"{group_of[at]}{GROUPED}{below[at]}" if at in covered else above[at] for at in range(width)]


def names_again(row: Sequence[Any], header: Sequence[Any]) -> bool:
    """Whether a row names columns in other words than `header`, such as codes, or names in another language."""
    if isinstance(row, Broken) or repeats_header(list(map(_text, row)), list(map(_text, header))):
        return False
    filled = [cell for cell in row if cell not in (None, "")]
    known = sum(isinstance(cell, str) and is_known(cell) for cell in filled)
    return known >= _MIN_KNOWN and known >= _MOST * len(filled)


def _text(cell: Any) -> str:
    return cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)
