"""A calendar of releases, campaigns and the like, CSV or Excel: day, name, kind."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vocpipe.collect.parsing.cells import Sheet, cells_of, days_first, joined
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import event_columns, feedback_columns
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.table import header_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, CalendarEvent, Outcome, Rejected

_NAMES = ("calendar", "events", "releases", "campaigns", "カレンダー", "予定表", "リリース", "施策")
# What people say about a release is no calendar, though it has a day and a title too.
_VOICES = ("survey", "review", "feedback", "アンケート", "レビュー", "口コミ", "お客様の声")


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row: an event, or why not. Raises ReadError where no column tells the day, or what it was."""
    grid = open_grid(reading)
    columns = event_columns(grid.header, reading.source.columns)
    if not {"event_date", "name"} <= columns.of.keys():
        names = ", ".join(grid.header)
        raise ReadError(
            "no column tells the day of an event, or none its name; name them: "
            f'columns = {{ event_date = "…", name = "…" }}; it has: {names}'
        )
    days = days_first(grid, columns, ("event_date",))
    sheet = Sheet(grid.header, columns, reading.timezone, grid.decoded, day_first=days)
    for number, cells in grid.rows():
        yield _outcome(number, cells, sheet)


def recognizes(path: Path) -> bool:
    """Whether this is a calendar, by its name and by its columns: a day, what it was, and neither who nor a score."""
    stem = unicodedata.normalize("NFKC", path.stem).lower()
    if not any(word in stem for word in _NAMES) or any(word in stem for word in _VOICES):
        return False
    header = header_of(path)
    told = feedback_columns(header, {}).of.keys() & {"customer_id", "email", "score"}
    return {"event_date", "name"} <= event_columns(header, {}).of.keys() and not told


def _outcome(number: int, cells: list[Any], sheet: Sheet) -> Outcome:
    row = cells_of(sheet, cells)
    if isinstance(row, str):
        return Rejected(number, row, joined(cells))
    name, day = row.value("name"), row.day("event_date")
    if name is None or day is None:
        why = row.refused[0].reason if row.refused else "an event needs a day and a name"
        return Rejected(number, why, joined(cells))
    return Accepted(number, event=CalendarEvent(day, name, row.value("kind") or "event"), refused=row.refused)


READER = Reader("calendar", "calendar", read, recognizes)
