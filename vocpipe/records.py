"""What a reader returns for the rows of a file.

Each row becomes exactly one `Accepted`, `Rejected` or `LeftOut`, so that rows read = accepted + rejected + left out
by construction.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa


@dataclass(slots=True)
class Feedback:
    """One piece of feedback as the source has it; nothing is cleaned yet.

    `source_id` is the source's own id, unique within the source (a ticket's comment: "<ticket>-<comment>"). Where it is
    None, the loader makes one from the row's content. Times are aware and in UTC.
    `score` is on the score type's own scale: nps 0-10, csat 1-5, ces 1-7, stars 1-5.
    """

    source_id: str | None = None
    text: str | None = None
    title: str | None = None
    created_at: datetime | None = None
    created_at_raw: str | None = None
    updated_at: datetime | None = None
    customer_ref: str | None = None
    customer_email: str | None = None
    account_ref: str | None = None  # the company or account that the customer belongs to
    thread_id: str | None = None
    part_no: int = 0
    score_type: str | None = None
    score: float | None = None
    url: str | None = None
    attrs: dict[str, Any] = field(default_factory=dict)
    analysis: bool | None = None  # whether it may be counted and read at all; None: nobody said
    quotes: bool | None = None  # whether its words may be shown
    marketing: bool | None = None  # whether its author may be written to
    deleted: bool = False  # a tombstone: the source says that `source_id` (and all of `thread_id`) is gone


@dataclass(slots=True)
class Refused:
    """A value that was rejected; its row was accepted without it."""

    field: str
    reason: str
    raw: str | None = None


@dataclass(slots=True)
class LeftOut:
    """A row, or a message in a row, that no customer wrote: an agent's, a bot's, an internal note; with the reason.

    `speaker`: what the source calls who wrote it, so that the name can be masked elsewhere. `thread_id`, `updated_at`:
    the whole thread that the row is, and of when, where nothing of a customer is in it, or any more.
    """

    row: int
    reason: str
    raw: str | None = None
    speaker: str | None = None
    thread_id: str | None = None
    updated_at: datetime | None = None


@dataclass(slots=True)
class Accepted:
    """A row that was accepted. It may hold several pieces of feedback, or only a score.

    `left_out`: messages in the row that no customer wrote, such as an agent's answers in a ticket.

    `row` is the number from 1 that the user sees: the line of a CSV, the row of a sheet, the object of a JSON file.
    """

    row: int
    feedback: list[Feedback] = field(default_factory=list)
    record: object | None = None  # a row of a companion's table, as the companion's row type
    refused: list[Refused] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Rejected:
    """A row that was rejected as a whole, with the reason; `thread_id`, `updated_at`: as in `LeftOut`."""

    row: int
    reason: str
    raw: str | None = None
    thread_id: str | None = None
    updated_at: datetime | None = None


Outcome = Accepted | Rejected | LeftOut

FEEDBACK_SCHEMA = pa.schema(
    [
        ("source_id", pa.string()),
        ("text", pa.string()),
        ("title", pa.string()),
        ("created_at", pa.timestamp("us")),
        ("created_at_raw", pa.string()),
        ("updated_at", pa.timestamp("us")),
        ("customer_ref", pa.string()),
        ("customer_email", pa.string()),
        ("account_ref", pa.string()),
        ("thread_id", pa.string()),
        ("part_no", pa.int32()),
        ("score_type", pa.string()),
        ("score", pa.float64()),
        ("url", pa.string()),
        ("attrs", pa.string()),
        ("analysis", pa.bool_()),
        ("quotes", pa.bool_()),
        ("marketing", pa.bool_()),
        ("deleted", pa.bool_()),
        ("row_no", pa.int64()),
        ("raw", pa.string()),
    ]
)

REJECT_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("outcome", pa.string()),
        ("field", pa.string()),
        ("reason", pa.string()),
        ("raw", pa.string()),
        ("speaker", pa.string()),
    ]
)
