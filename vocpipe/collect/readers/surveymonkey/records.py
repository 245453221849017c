"""A SurveyMonkey export's rows, header rows too, from text or a workbook."""

from itertools import islice
from pathlib import Path

from vocpipe.collect.parsing.archive import ZIP_MAGIC, content
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.csvfile import read_records
from vocpipe.collect.parsing.decoded import Decoded
from vocpipe.collect.parsing.grid import cell_text, header_of, open_grid
from vocpipe.collect.parsing.textfile import head, read_text, records_of
from vocpipe.collect.parsing.workbook import OLE_MAGIC
from vocpipe.collect.parsing.workbook import SUFFIXES as _WORKBOOKS
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError

RESPONDENT = frozenset({"respondentid", "回答者id"})
_COLLECTOR = frozenset({"collectorid", "コレクターid"})


def read_rows(reading: Reading) -> tuple[Decoded, list[tuple[int, list[str]]]]:
    """The file's records with their lines, those of a workbook as wide as its header."""
    if not _is_workbook(reading.path):
        decoded = read_text(reading)
        return decoded, list(records_of(decoded))
    grid = open_grid(reading)
    rows = [(line, [cell_text(cell) for cell in cells]) for line, cells in grid.rows()]
    width = max(len(cells) for _, cells in [(0, grid.names), *rows])
    rows = [(line, [*cells, *[""] * (width - len(cells))]) for line, cells in rows]
    return Decoded("", reading.encoding or ""), [(grid.line, grid.names), *rows]


def is_export(path: Path) -> bool:
    """Whether the first line names a column Respondent ID, at its beginning or beside the column of collectors."""
    first = header_of(path) if _is_workbook(path) else next(islice(read_records(head(path)), 1), (1, []))[1]
    names = [fold(cell) for cell in first]
    return len(names) > 1 and (
        names[0] in RESPONDENT or not (RESPONDENT.isdisjoint(names) or _COLLECTOR.isdisjoint(names))
    )


def _is_workbook(path: Path) -> bool:
    """Whether the file is a workbook, perhaps in a .zip, as SurveyMonkey sends it."""
    try:
        return path.suffix.lower() in _WORKBOOKS or content(path, limit=4).startswith((ZIP_MAGIC, OLE_MAGIC))
    except (OSError, ReadError):
        return False
