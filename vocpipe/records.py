"""The types of rows that readers produce.

A reader turns each row of a file into exactly one `Accepted` or `Rejected`, so that rows read = accepted + rejected by
construction. What the accepted rows carry is gathered into Arrow tables of `FEEDBACK_SCHEMA`, `CUSTOMER_SCHEMA` …
"""

from dataclasses import dataclass, field
from datetime import date, datetime
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
    thread_id: str | None = None
    part_no: int = 0
    score_type: str | None = None
    score: float | None = None
    url: str | None = None
    attrs: dict[str, Any] = field(default_factory=dict)
    deleted: bool = False  # a tombstone: the source says that `source_id` (and all of `thread_id`) is gone


@dataclass(slots=True)
class Customer:
    """One customer as the customers file has it."""

    customer_ref: str
    email: str | None = None
    started_at: date | None = None
    churned_at: date | None = None
    plan: str | None = None
    monthly_value: float | None = None
    attrs: dict[str, Any] = field(default_factory=dict)
    churned: bool | None = None  # None: the file does not say
    consent: bool | None = None
    opted_out: bool | None = None
    last_contacted_on: date | None = None


@dataclass(slots=True)
class Behaviour:
    """What one customer did at one time, `n` times; customer_ref, customer_email or both are given."""

    occurred_at: datetime
    customer_ref: str | None = None
    customer_email: str | None = None
    event: str = "use"
    n: int = 1


@dataclass(slots=True)
class Contact:
    """A message that was sent to a customer, or whether they may be written to; None: the row does not say."""

    customer_ref: str | None = None
    customer_email: str | None = None
    contacted_at: datetime | None = None
    consent: bool | None = None
    opted_out: bool | None = None


@dataclass(slots=True)
class Invitation:
    """An invitation to a survey, with customer_ref, customer_email or both. answered is None where it is unknown."""

    sent_at: datetime
    customer_ref: str | None = None
    customer_email: str | None = None
    answered: bool | None = None


@dataclass(slots=True)
class CalendarEvent:
    """A release, a campaign or the like."""

    event_date: date
    name: str
    kind: str


@dataclass(slots=True)
class Refused:
    """A value that was rejected; its row was accepted without it."""

    field: str
    reason: str
    raw: str | None = None


@dataclass(slots=True)
class Accepted:
    """A row that was accepted. It may hold several pieces of feedback, or only a score.

    `row` counts from 1 as the user sees it in the file: line of a CSV, row of a sheet, object of a JSON file.
    """

    row: int
    feedback: list[Feedback] = field(default_factory=list)
    customer: Customer | None = None
    behaviour: Behaviour | None = None
    contact: Contact | None = None
    invitation: Invitation | None = None
    event: CalendarEvent | None = None
    refused: list[Refused] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Rejected:
    """A row that was rejected as a whole, with the reason."""

    row: int
    reason: str
    raw: str | None = None


Outcome = Accepted | Rejected

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
        ("thread_id", pa.string()),
        ("part_no", pa.int32()),
        ("score_type", pa.string()),
        ("score", pa.float64()),
        ("url", pa.string()),
        ("attrs", pa.string()),
        ("deleted", pa.bool_()),
        ("row_no", pa.int64()),
        ("raw", pa.string()),
    ]
)

CUSTOMER_SCHEMA = pa.schema(
    [
        ("customer_ref", pa.string()),
        ("email", pa.string()),
        ("started_at", pa.date32()),
        ("churned_at", pa.date32()),
        ("churned", pa.bool_()),
        ("plan", pa.string()),
        ("monthly_value", pa.float64()),
        ("attrs", pa.string()),
        ("consent", pa.bool_()),
        ("opted_out", pa.bool_()),
        ("last_contacted_on", pa.date32()),
        ("row_no", pa.int64()),
    ]
)

BEHAVIOUR_SCHEMA = pa.schema(
    [
        ("customer_ref", pa.string()),
        ("customer_email", pa.string()),
        ("occurred_at", pa.timestamp("us")),
        ("event", pa.string()),
        ("n", pa.int64()),
    ]
)

CONTACT_SCHEMA = pa.schema(
    [
        ("customer_ref", pa.string()),
        ("customer_email", pa.string()),
        ("contacted_at", pa.timestamp("us")),
        ("consent", pa.bool_()),
        ("opted_out", pa.bool_()),
        ("row_no", pa.int64()),
    ]
)

INVITATION_SCHEMA = pa.schema(
    [
        ("customer_ref", pa.string()),
        ("customer_email", pa.string()),
        ("sent_at", pa.timestamp("us")),
        ("answered", pa.bool_()),
        ("row_no", pa.int64()),
    ]
)

EVENT_SCHEMA = pa.schema(
    [("event_date", pa.date32()), ("name", pa.string()), ("kind", pa.string()), ("row_no", pa.int64())]
)

REJECT_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("field", pa.string()),
        ("reason", pa.string()),
        ("raw", pa.string()),
    ]
)
