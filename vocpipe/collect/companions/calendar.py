"""A calendar of releases, campaigns and the like, CSV or Excel: day, name, kind."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.signs import format_of
from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Vocabulary
from vocpipe.collect.parsing.grid import header_of, open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_columns
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Outcome, Rejected
from vocpipe.settings.base import Model
from vocpipe.store.workspace import statement
from vocpipe.wording import say, tell, text

VOCABULARY = Vocabulary(companion_words("calendar"))
_NAMES = (
    *("calendar", "events", "releases", "campaigns", "promotions", "holidays", "kalender", "calendrier", "calendario"),
    *("カレンダー", "予定表", "リリース", "施策"),
)
# Feedback about a release has a day and a title too, but is not a calendar.
_FEEDBACK_NAMES = ("survey", "review", "feedback", "アンケート", "レビュー", "口コミ", "お客様の声")


@dataclass(slots=True)
class CalendarEvent:
    """A release, a campaign or the like."""

    event_date: datetime.date
    name: str
    kind: str


class EventSettings(Model):
    """`[[event]]`: a release, a campaign or the like by its date and name, or the path of a table of them."""

    date: datetime.date | None = None
    name: str | None = None
    kind: str = "event"
    path: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None
    sheet: str | None = None

    @model_validator(mode="after")
    def _event_or_table(self) -> Self:
        if (self.path is None) == (self.date is None or self.name is None):
            raise ValueError(tell("error.settings.event"))
        return self

    def stated(self) -> CalendarEvent | None:
        """The event that the section itself gives; None if it names a table."""
        return CalendarEvent(self.date, self.name, self.kind) if self.date and self.name else None


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with an event if it was accepted. Raises ReadError if no column holds day or name."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    if not {"event_date", "name"} <= columns.fields:
        raise ReadError(say("collect.file.no_event_columns", columns=", ".join(grid.header)))
    yield from each_row(grid, sheet_of(grid, columns, reading, times=("event_date",)), _outcome)


def recognizes(path: Path) -> bool:
    """Whether this is a calendar, by its name and by its columns: a day, what it was, and neither who nor a score."""
    if not is_named(path, _NAMES) or is_named(path, _FEEDBACK_NAMES):
        return False
    header = header_of(path)
    feedback_fields = feedback_columns(header, {}).fields & {"customer_id", "email", "score"}
    return {"event_date", "name"} <= VOCABULARY.columns(header, {}).fields and not feedback_fields


def _outcome(row: Cells) -> Outcome:
    name, day = row.value("name"), row.day("event_date")
    if name is None or day is None:
        reason = row.refused[0].reason if row.refused else say("collect.row.no_event")
        return Rejected(row.number, reason, joined(row.written))
    return row.accept(CalendarEvent(day, name, row.value("kind") or "event"))


READER = TableReader(
    "calendar",
    "calendar",
    read,
    recognizes,
    order=50,
    about=text("collect.init.event"),
    format=format_of("calendar", "calendar"),
)
COMPANION = Companion(
    name="calendar",
    section="event",
    settings=EventSettings,
    row=CalendarEvent,
    vocabulary=VOCABULARY,
    readers=(READER,),
    storage=Storage(frozenset({"calendar_event"}), statement("vocpipe.collect.companions", "calendar.sql")),
    stated=EventSettings.stated,
)
