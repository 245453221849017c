"""What customers do, CSV or Excel: a row says who, when, what, and perhaps how often.

Logins, orders, feature use: any export of these works, including counts by day or month.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.parsing.cells import Cells, each_row, sheet_of
from vocpipe.collect.parsing.columns import Vocabulary, merged
from vocpipe.collect.parsing.grid import header_of, open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_columns, feedback_words
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Outcome
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_OWN = companion_words("behavior")
VOCABULARY = Vocabulary(
    merged(feedback_words(), _OWN, fields=list(_OWN)), last={"occurred_at": feedback_words()["created_at"]}
)
_NAMES = (
    *("behavio", "event", "login", "usage", "activit", "access"),
    *("行動", "利用", "ログイン", "操作", "アクセス", "イベント"),
)
_MAX_DIGITS = 12  # of a count


@dataclass(slots=True)
class Behavior:
    """What one customer did at one time, `n` times; at least one of customer_ref and customer_email is set."""

    occurred_at: datetime
    customer_ref: str | None = None
    customer_email: str | None = None
    event: str = "use"
    n: int = 1


class BehaviorSettings(TableSettings):
    """`[[behaviour]]`: a table of what customers do: who, when, what."""

    name: Name = "behaviour"


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with a `Behavior` if it was accepted. Raises ReadError if no column says who or when."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    missing = "customer_id" if not columns.fields & {"customer_id", "email"} else "occurred_at"
    if missing == "customer_id" or missing not in columns.fields:
        raise ReadError(say("collect.file.no_column", field=missing, columns=", ".join(grid.header)))
    if "event" not in columns.fields:
        reading.warnings.append(say("collect.warning.no_event"))
    yield from each_row(grid, sheet_of(grid, columns, reading, times=("occurred_at",)), _outcome)


def recognizes(path: Path) -> bool:
    """Whether this is a table of what customers do: who, when, an event or a telling file name, no text."""
    header = header_of(path)
    fields = VOCABULARY.columns(header, {}).fields
    if feedback_columns(header, {}).fields & {"text", "score"}:
        return False
    has_customer = bool(fields & {"customer_id", "email"})
    return (
        has_customer and "occurred_at" in fields and ("event" in fields or ("n" in fields and is_named(path, _NAMES)))
    )


def _outcome(row: Cells) -> Outcome:
    ref, email, occurred_at = row.ident("customer_id"), row.email(), row.time("occurred_at")
    count = _count(row)
    if ref is None and email is None:
        return row.reject("collect.row.no_customer")
    if occurred_at is None:
        return row.reject("collect.row.no_time")
    if count is None:
        return row.reject("collect.row.no_count")
    return row.accept(Behavior(occurred_at, ref, email, row.value("event") or "use", count))


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
COMPANION = Companion(
    name="behaviour",
    section="behaviour",
    settings=BehaviorSettings,
    row=Behavior,
    vocabulary=VOCABULARY,
    readers=(READER,),
    storage=Storage(
        frozenset({"behaviour"}),
        statement("vocpipe.collect.companions", "behavior.sql"),
        customers="SELECT customer_key FROM behaviour_event",
    ),
)
