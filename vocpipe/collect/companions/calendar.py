"""A calendar of releases, campaigns and the like, CSV or Excel: day, name, kind."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.signs import format_of
from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Columns, Vocabulary, Wanted
from vocpipe.collect.parsing.dates import parse_date
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_columns
from vocpipe.collect.parsing.look import Look, look_at_grid, look_at_table
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.parsing.readable import is_readable
from vocpipe.collect.reader import Evidence, Reading
from vocpipe.errors import ReadError
from vocpipe.records import Outcome, Rejected
from vocpipe.settings.base import Model
from vocpipe.store.workspace import statement
from vocpipe.wording import say, tell, text

VOCABULARY = Vocabulary(companion_words("calendar"))
_NAMES = (
    *("calendar", "events", "releases", "campaigns", "schedule", "promotions", "holidays"),
    *("release_notes", "release notes", "releasenotes", "changelog", "release_history", "version_history"),
    *("kalender", "calendrier", "calendario"),
    *("カレンダー", "予定", "日程", "スケジュール", "リリース", "施策", "更新履歴", "変更履歴", "アップデート履歴"),
)
_MOST = 0.8  # of the filled cells
_NO_WORDS = re.compile(r"[\d\W_]*")
# Feedback about a release has a day and a title too, but is not a calendar.
_FEEDBACK_NAMES = (
    *("survey", "review", "feedback", "comment"),
    *("アンケート", "レビュー", "口コミ", "お客様の声", "コメント", "意見", "感想"),
)


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
    columns = columns_of(look_at_grid(grid), reading.source.columns)
    if not {"event_date", "name"} <= columns.fields:
        raise ReadError(say("collect.file.no_event_columns", columns=", ".join(grid.header)))
    yield from each_row(grid, sheet_of(grid, columns, reading, times=("event_date",)), _outcome)


def recognizes(path: Path) -> bool:
    """Whether this is a calendar, by its name and by its columns: a day, what it was, and neither who nor a score."""
    if not is_named(path, _NAMES) or is_named(path, _FEEDBACK_NAMES):
        return False
    look = look_at_table(path)
    feedback_fields = feedback_columns(look.header, {}).fields & {"customer_id", "email", "score"}
    return {"event_date", "name"} <= columns_of(look, {}).fields and not feedback_fields


def columns_of(look: Look, wanted: Wanted) -> Columns:
    """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column.

    Where no name tells, the first column of days has them, and the most varied one of words says what it was.
    """
    columns = VOCABULARY.columns(look.header, wanted)
    free = [at for at in range(len(look.header)) if at not in columns.taken and look.cells(at)]
    days = [at for at in free if _are_days(look.cells(at))]
    if "event_date" not in columns.of and days:
        columns.give("event_date", days[:1], Evidence.CELLS)
    words = [at for at in free if at not in days and not _NO_WORDS.fullmatch("".join(look.cells(at)))]
    if "name" not in columns.of and words:
        columns.give("name", [max(words, key=lambda at: len(set(look.cells(at))))], Evidence.CELLS)
    return columns


def columns_at(path: Path) -> Columns:
    """Where the fields of the table at `path` are, without settings."""
    return columns_of(look_at_table(path), {})


def _are_days(cells: Sequence[str]) -> bool:
    return sum(is_readable(parse_date, cell) for cell in cells) >= _MOST * len(cells)


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
    columns_at=columns_at,
    readers=(READER,),
    storage=Storage(frozenset({"calendar_event"}), statement("vocpipe.collect.companions", "calendar.sql")),
    stated=EventSettings.stated,
)
