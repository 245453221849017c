"""What tests of table files share: a reading of a file, and its rows as dicts of text."""

from zoneinfo import ZoneInfo

from vocpipe.collect.parsing.csvfile import Broken
from vocpipe.collect.parsing.grid import cell_text, open_grid
from vocpipe.collect.reader import Reading
from vocpipe.settings import SourceSettings


def reading(path, **source):
    return Reading(path, SourceSettings(name="answers", path=path.name, **source), ZoneInfo("Asia/Tokyo"))


def rows_of(path, **source):
    """(the reading, row -> filled cells by column; a row that is none: the reason)."""
    about = reading(path, **source)
    grid = open_grid(about)
    return about, {
        number: cells.reason
        if isinstance(cells, Broken)
        else {name: cell_text(cell) for name, cell in zip(grid.header, cells, strict=False) if cell is not None}
        for number, cells in grid.rows()
    }
