"""Any table with one header row and one row per piece of feedback.

Traps: titles above the header and totals below the rows; ids that a spreadsheet turned into 5.70306E+17; "ids" that
many rows share; day and month in either order; scores written as 4/5 or ★★★★☆; a quote that is never closed.
"""

from pathlib import Path

from vocpipe.collect.parsing.grid import header_of
from vocpipe.collect.reader import Reader
from vocpipe.collect.tabular.profile import format_of
from vocpipe.collect.tabular.table import read_table


def recognizes(path: Path) -> bool:
    """Whether this is a table at all; every other reader is to be asked first."""
    return bool(header_of(path))


READER = Reader("table", "survey", read_table, recognizes, order=100, format=format_of("table"))
