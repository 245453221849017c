"""A reader's outcomes as Arrow tables, with the ids and hashes that the database knows things by."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pyarrow as pa

from vocpipe.records import (
    BEHAVIOUR_SCHEMA,
    CONTACT_SCHEMA,
    CUSTOMER_SCHEMA,
    EVENT_SCHEMA,
    FEEDBACK_SCHEMA,
    INVITATION_SCHEMA,
    REJECT_SCHEMA,
    Accepted,
    Behaviour,
    CalendarEvent,
    Contact,
    Customer,
    Feedback,
    Invitation,
    Outcome,
)

BATCH = 5_000  # rows of a file that are held as Python objects at one time
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
# `place` orders the things said in one file; a tombstone of a whole thread goes by the thread's mark.
_INCOMING = pa.schema(
    [
        *FEEDBACK_SCHEMA,
        ("feedback_id", pa.string()),
        ("content_hash", pa.string()),
        ("whole_thread", pa.bool_()),
        ("place", pa.int64()),
    ]
)


@dataclass(slots=True)
class Gathered:
    """Everything that one file holds. `feedback` has FEEDBACK_SCHEMA's columns and feedback_id, content_hash,
    whole_thread, place."""

    feedback: pa.Table
    customers: pa.Table
    behaviour: pa.Table
    contacts: pa.Table
    invitations: pa.Table
    events: pa.Table
    rejects: pa.Table
    rows_accepted: int
    rows_rejected: int
    values_refused: int


@dataclass(slots=True)
class _Pile:
    """Rows on their way into a table of `schema`."""

    schema: pa.Schema
    rows: list[dict[str, Any]] = field(default_factory=list)
    batches: list[pa.RecordBatch] = field(default_factory=list)

    def flush(self) -> None:
        self.batches.append(pa.RecordBatch.from_pylist(self.rows, schema=self.schema))
        self.rows = []

    def table(self) -> pa.Table:
        self.flush()
        return pa.Table.from_batches(self.batches, schema=self.schema)


def gather(outcomes: Iterable[Outcome], *, source: str, kind: str) -> Gathered:
    """All of `outcomes` of one file; rows read = accepted + rejected by construction."""
    feedback, customers, rejects = _Pile(_INCOMING), _Pile(CUSTOMER_SCHEMA), _Pile(REJECT_SCHEMA)
    behaviour, contacts = _Pile(BEHAVIOUR_SCHEMA), _Pile(CONTACT_SCHEMA)
    invitations, events = _Pile(INVITATION_SCHEMA), _Pile(EVENT_SCHEMA)
    piles = (feedback, customers, behaviour, contacts, invitations, events, rejects)
    alike: Counter[str] = Counter()
    accepted = rejected = refused = place = 0
    for count, outcome in enumerate(outcomes, start=1):
        if isinstance(outcome, Accepted):
            accepted += 1
            refused += len(outcome.refused)
            raw = _json(outcome.raw)
            for one in outcome.feedback:
                place += 1
                feedback.rows.append(_feedback_row(one, outcome.row, raw, alike, source=source, kind=kind, place=place))
            if outcome.customer:
                customers.rows.append(_customer_row(outcome.customer, outcome.row))
            if outcome.behaviour:
                behaviour.rows.append(_behaviour_row(outcome.behaviour))
            if outcome.contact:
                contacts.rows.append(_contact_row(outcome.contact, outcome.row))
            if outcome.invitation:
                invitations.rows.append(_invitation_row(outcome.invitation, outcome.row))
            if outcome.event:
                events.rows.append(_event_row(outcome.event, outcome.row))
            for value in outcome.refused:
                rejects.rows.append(_reject(outcome.row, value.field, value.reason, value.raw))
        else:
            rejected += 1
            rejects.rows.append(_reject(outcome.row, None, outcome.reason, outcome.raw))
        if count % BATCH == 0:
            for pile in piles:
                pile.flush()
    counts = {"rows_accepted": accepted, "rows_rejected": rejected, "values_refused": refused}
    return Gathered(*(pile.table() for pile in piles), **counts)


def feedback_id(source: str, source_id: str) -> str:
    """The id of what `source` calls `source_id`; the same in every run."""
    return "f_" + _digest(source, source_id)


def customer_key(ref: str | None) -> str | None:
    """A customer's id in the one spelling that all sources are joined by."""
    return (_clean(unicodedata.normalize("NFKC", ref).strip()) or None) if ref else None


def _feedback_row(
    one: Feedback, row: int, raw: str, alike: Counter[str], *, source: str, kind: str, place: int
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "text": _clean(one.text),
        "title": _clean(one.title),
        "created_at": _naive(one.created_at),
        "created_at_raw": _clean(one.created_at_raw),
        "updated_at": _naive(one.updated_at),
        "customer_ref": customer_key(one.customer_ref),
        "customer_email": _address(one.customer_email),
        "thread_id": _clean(one.thread_id),
        "part_no": one.part_no,
        "score_type": one.score_type,
        "score": one.score,
        "url": _clean(one.url),
        "attrs": _json(one.attrs),
        "raw": raw,
    }
    whole_thread = one.deleted and one.source_id is None
    source_id = f"thread:{values['thread_id']}" if whole_thread else _clean(one.source_id) or _made_id(values, alike)
    return {
        **values,
        "source_id": source_id,
        "deleted": one.deleted,
        "row_no": row,
        "feedback_id": feedback_id(source, source_id),
        "content_hash": _digest(kind, *values.values(), length=32),
        "whole_thread": whole_thread,
        "place": place,
    }


def _made_id(values: dict[str, Any], alike: Counter[str]) -> str:
    """An id from what was said, by whom and when: the same when the row is read again, another for each identical row.

    Columns that are no field are left out, so that a row keeps its id when, say, its status changes.
    """
    when = values["created_at_raw"] or values["created_at"]
    told = (values[name] for name in values if name not in ("created_at", "created_at_raw", "attrs", "raw"))
    digest = _digest(when, *told)
    alike[digest] += 1
    return f"row-{digest}-{alike[digest]}"


def _customer_row(customer: Customer, row: int) -> dict[str, Any]:
    return {
        "customer_ref": customer_key(customer.customer_ref),
        "email": _clean(customer.email),
        "started_at": customer.started_at,
        "churned_at": customer.churned_at,
        "churned": customer.churned,
        "plan": _clean(customer.plan),
        "monthly_value": customer.monthly_value,
        "attrs": _json(customer.attrs),
        "consent": customer.consent,
        "opted_out": customer.opted_out,
        "last_contacted_on": customer.last_contacted_on,
        "row_no": row,
    }


def _behaviour_row(one: Behaviour) -> dict[str, Any]:
    return {
        "customer_ref": customer_key(one.customer_ref),
        "customer_email": _address(one.customer_email),
        "occurred_at": _naive(one.occurred_at),
        "event": _clean(one.event),
        "n": one.n,
    }


def _contact_row(one: Contact, row: int) -> dict[str, Any]:
    return {
        "customer_ref": customer_key(one.customer_ref),
        "customer_email": _address(one.customer_email),
        "contacted_at": _naive(one.contacted_at),
        "consent": one.consent,
        "opted_out": one.opted_out,
        "row_no": row,
    }


def _invitation_row(one: Invitation, row: int) -> dict[str, Any]:
    return {
        "customer_ref": customer_key(one.customer_ref),
        "customer_email": _address(one.customer_email),
        "sent_at": _naive(one.sent_at),
        "answered": one.answered,
        "row_no": row,
    }


def _event_row(one: CalendarEvent, row: int) -> dict[str, Any]:
    return {"event_date": one.event_date, "name": _clean(one.name), "kind": _clean(one.kind), "row_no": row}


def _address(email: str | None) -> str | None:
    """An e-mail address in the one spelling that all sources are joined by."""
    return _clean(unicodedata.normalize("NFKC", email).strip().lower() or None) if email else None


def _reject(row: int, name: str | None, reason: str, raw: str | None) -> dict[str, Any]:
    return {"row": row, "field": _clean(name), "reason": _clean(reason), "raw": _clean(raw)}


def _digest(*values: object, length: int = 16) -> str:
    joined = "\x1f".join("" if value is None else str(value) for value in values)
    return sha256(joined.encode("utf-8")).hexdigest()[:length]


def _naive(moment: datetime | None) -> datetime | None:
    """UTC without saying so, as the database keeps times."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _clean(text: str | None) -> str | None:
    """`text` as it can be stored: NULs and halves of a character (a cut-off emoji in JSON) become U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text) if text else text


def _json(value: dict[str, Any]) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, default=str, allow_nan=False)
    except ValueError:  # NaN and infinity, which JSON does not have
        text = json.dumps({name: str(item) for name, item in value.items()}, ensure_ascii=False)
    return _UNSTORABLE.sub("\ufffd", text)
