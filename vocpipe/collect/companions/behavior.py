"""What customers do, CSV or Excel: a row says who, when, what, and perhaps how often.

Logins, orders, feature use, hits of a web site: any export of these works, including counts by day or month. What
nobody known did, and what a mailing tool did, is left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from pydantic import Field

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.behavior_columns import VOCABULARY, columns_at, columns_of, recognizes, remarks_in
from vocpipe.collect.companions.marketo import read_behavior
from vocpipe.collect.companions.rows import Behavior
from vocpipe.collect.companions.signs import format_of, words
from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.dates import parse_time
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.look import look_at_grid
from vocpipe.collect.parsing.marketo import is_activities
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import LeftOut, Outcome
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_MONTH = re.compile(r"((?:19|20)\d\d)\s?[-/.年]?\s?(1[0-2]|0?[1-9])月?")
_MAX_DIGITS = 12  # of a count


class BehaviorSettings(TableSettings):
    """`[[behaviour]]`: a table of what customers do: who, when, what."""

    name: Name = "behaviour"
    format: Literal["marketo"] | None = Field(
        default=None, description="marketo: Marketo's activities, of which what the lead did is read"
    )


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with a `Behavior` if it was accepted. Raises ReadError if no column says who or when."""
    grid = open_grid(reading)
    look = look_at_grid(grid)
    columns = columns_of(look, reading.source.columns)
    missing = "customer_id" if not columns.fields & {"customer_id", "email"} else "occurred_at"
    if missing == "customer_id" or missing not in columns.fields:
        raise ReadError(say("collect.file.no_column", field=missing, columns=", ".join(grid.header)))
    if "event" not in columns.fields:
        reading.warnings.append(say("collect.warning.no_event"))
    for at in remarks_in(look):
        if look.cells(at) and at not in columns.taken:
            reading.unread.append(say("matching.warning.remarks", column=look.header[at]))
    yield from each_row(grid, sheet_of(grid, columns, reading, times=("occurred_at",)), _outcome)


def _outcome(row: Cells) -> Outcome:
    ref, email, occurred_at = row.ident("customer_id"), row.email(), _when(row)
    count = _count(row)
    if ref is None and email is None:
        if row.value("visitor"):
            return LeftOut(row.number, say("matching.row.anonymous"), joined(row.written))
        return row.reject("collect.row.no_customer")
    if occurred_at is None:
        return row.reject("collect.row.no_time")
    if count is None:
        return row.reject("collect.row.no_count")
    event = row.value("event") or "use"
    if fold(event) in words("behavior", "others", "event"):
        return LeftOut(row.number, say("matching.row.not_done_by_customer", event=event), joined(row.written))
    return row.accept(Behavior(occurred_at, ref, email, event, count))


def _when(row: Cells) -> datetime | None:
    """The time in UTC; a month is its first day."""
    month = _MONTH.fullmatch(row.as_written("occurred_at") or "")
    if month is None:
        return row.time("occurred_at")
    first = f"{month[1]}-{int(month[2]):02d}-01"
    try:
        return parse_time(first, row.sheet.zone)
    except ValueError as error:
        row.refuse("occurred_at", str(error), month[0])
        return None


def _count(row: Cells) -> int | None:
    """How often it was done: 1 if the table has no counts; None if the cell is not a count."""
    cell = row.value("n")
    if cell is None:
        return 1 if row.as_written("n") is None else None
    plain = unicodedata.normalize("NFKC", cell).replace(",", "").removesuffix("回").removesuffix(".0")
    if plain.isascii() and plain.isdigit() and len(plain) <= _MAX_DIGITS:
        return int(plain)
    row.refuse("n", say("collect.value.no_count"), cell)
    return None


READER = TableReader(
    "behaviour",
    "behaviour",
    read,
    recognizes,
    order=10,
    about=text("collect.init.behaviour"),
    format=format_of("behavior", "behaviour"),
)
MARKETO = TableReader(
    "marketo_behaviour",
    "behaviour",
    read_behavior,
    is_activities,
    order=8,
    about=text("matching.init.marketo_behaviour"),
    format=format_of("behavior", "marketo"),
    options='format = "marketo"',
    beside=True,
)
COMPANION = Companion(
    name="behaviour",
    section="behaviour",
    settings=BehaviorSettings,
    row=Behavior,
    vocabulary=VOCABULARY,
    columns_at=columns_at,
    readers=(READER, MARKETO),
    choose=lambda table: int(table.format is not None),
    storage=Storage(
        frozenset({"behaviour"}),
        statement("vocpipe.collect.companions", "behavior.sql"),
        customers="SELECT customer_key FROM behaviour_event",
    ),
)
