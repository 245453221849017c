"""What customers do, CSV or Excel: a row says who, when, what, and perhaps how often.

Logins, orders, feature use: any export of these works, including counts by day or month.
"""

import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Literal

from pydantic import Field

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.marketo import read_behavior
from vocpipe.collect.companions.rows import Behavior
from vocpipe.collect.companions.signs import words
from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Columns, fold, merged
from vocpipe.collect.parsing.grid import Grid, cell_text, open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_columns, feedback_words
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.parsing.marketo import is_activities
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.parsing.system_names import SystemVocabulary, plain_name
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import LeftOut, Outcome
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_OWN = companion_words("behavior")
_LAST = {"event": sorted(words("behavior", "last", "event"))}
_VAGUE = words("behavior", "last", "event")
_TELLING = words("behavior", "signs", "n")
VOCABULARY = SystemVocabulary(
    merged(feedback_words(), _OWN, fields=list(_OWN)), last={"occurred_at": feedback_words()["created_at"], **_LAST}
)
_NAMES = (
    *("behavio", "event", "login", "usage", "activit", "access"),
    *("行動", "利用", "ログイン", "操作", "アクセス", "イベント"),
)
_NO_OPINIONS = ("page", "url", "title", "referrer", "agent", "ページ", "param", "properties", "attributes")
_SAMPLE = 500  # rows that show whether ids are those of events
_MIN_ROWS = 20  # with fewer, every customer may have done one thing
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
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    _drop_row_ids(grid, columns)
    missing = "customer_id" if not columns.fields & {"customer_id", "email"} else "occurred_at"
    if missing == "customer_id" or missing not in columns.fields:
        raise ReadError(say("collect.file.no_column", field=missing, columns=", ".join(grid.header)))
    if "event" not in columns.fields:
        reading.warnings.append(say("collect.warning.no_event"))
    yield from each_row(grid, sheet_of(grid, columns, reading, times=("occurred_at",)), _outcome)


def recognizes(path: Path) -> bool:
    """Whether this is a table of what customers do: who, when, an event or a count, and no opinions."""
    look = look_at_table(path)
    columns = VOCABULARY.columns(look.header, {})
    fields = columns.fields
    if feedback_columns(look.header, {}).fields & {"text", "score"} or look.has_opinions(except_for=_NO_OPINIONS):
        return False
    if not fields & {"customer_id", "email"} or "occurred_at" not in fields:
        return False
    event, count = columns.first("event"), columns.first("n")
    if event is not None and fold(plain_name(look.header[event])) not in _VAGUE:
        return True
    return bool((event is not None or count is not None) and is_named(path, _NAMES)) or (
        count is not None and fold(look.header[count]) in _TELLING
    )


def _outcome(row: Cells) -> Outcome:
    ref, email, occurred_at = row.ident("customer_id"), row.email(), row.time("occurred_at")
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


def _drop_row_ids(grid: Grid, columns: Columns) -> None:
    """Let a column called id be the event's own where no two rows share it and another column says who."""
    at = columns.first("customer_id")
    if at is None or "customer_id" in columns.explicit or fold(grid.header[at]) != "id":
        return
    idents = [cell_text(cells[at]) for _, cells in islice(grid.rows(), _SAMPLE) if at < len(cells)]
    if len(idents) >= _MIN_ROWS and len(set(idents)) == len(idents):
        del columns.of["customer_id"]


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


READER = TableReader("behaviour", "behaviour", read, recognizes, order=10, about=text("collect.init.behaviour"))
MARKETO = TableReader(
    "marketo_behaviour",
    "behaviour",
    read_behavior,
    is_activities,
    order=8,
    about=text("matching.init.marketo_behaviour"),
    options='format = "marketo"',
    beside=True,
)
COMPANION = Companion(
    name="behaviour",
    section="behaviour",
    settings=BehaviorSettings,
    row=Behavior,
    vocabulary=VOCABULARY,
    readers=(READER, MARKETO),
    choose=lambda table: int(table.format is not None),
    storage=Storage(
        frozenset({"behaviour"}),
        statement("vocpipe.collect.companions", "behavior.sql"),
        customers="SELECT customer_key FROM behaviour_event",
    ),
)
