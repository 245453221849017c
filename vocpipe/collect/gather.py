"""A reader's outcomes as Arrow tables, with the hashes that tell what has changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

import pyarrow as pa

from vocpipe.collect.forgotten import NOBODY, Forgotten
from vocpipe.collect.parsing.limits import check, limits
from vocpipe.collect.rows import (
    FeedbackRows,
    Row,
    clean,
    left_out_row,
    naive,
    record_row,
    refused_row,
    rejected_row,
    to_json,
)
from vocpipe.errors import ReadError
from vocpipe.records import FEEDBACK_SCHEMA, REJECT_SCHEMA, Accepted, Feedback, LeftOut, Outcome, Rejected
from vocpipe.wording import say

_MANY_REJECTED = 20_000  # rows
_NEARLY_ALL = 0.98  # of the rows: to go through millions that are none would take long, and help nobody
BATCH = 5_000  # rows of a file that are held as Python objects at one time
# `place` orders the feedback in one file; `whole_thread` marks a tombstone for every part of a thread.
_FEEDBACK = pa.schema(
    [
        *FEEDBACK_SCHEMA,
        ("content_hash", pa.string()),
        ("whole_thread", pa.bool_()),
        ("place", pa.int64()),
    ]
)
_NOTHING = pa.schema([("row_no", pa.int64())])
_THREADS = pa.schema([("thread_id", pa.string()), ("updated_at", pa.timestamp("us"))])


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that one file holds.

    `feedback` has FEEDBACK_SCHEMA's columns and content_hash, whole_thread, place; `records` has those of
    the companion that the file belongs to. `counts`: how many of what, by the names that ingest_file has for them.
    `threads`: thread_id and updated_at of each thread in the file, also of those without anything of a customer.
    """

    feedback: pa.Table
    records: pa.Table
    rejects: pa.Table
    counts: Counter[str]
    threads: pa.Table


@dataclass(slots=True)
class _Pile:
    """Rows on their way into a table of `schema`."""

    schema: pa.Schema
    rows: list[Row] = field(default_factory=list)
    batches: list[pa.RecordBatch] = field(default_factory=list)

    def flush(self) -> None:
        self.batches.append(pa.RecordBatch.from_pylist(self.rows, schema=self.schema))
        self.rows = []

    def table(self) -> pa.Table:
        self.flush()
        return pa.Table.from_batches(self.batches, schema=self.schema)


@dataclass(slots=True)
class _Piles:
    """What the outcomes of one file are sorted into, and their counts."""

    feedback_rows: FeedbackRows
    feedback: _Pile
    records: _Pile
    rejects: _Pile
    forgotten: Forgotten
    counts: Counter[str] = field(default_factory=Counter)
    threads: set[tuple[str, datetime | None]] = field(default_factory=set)

    def add(self, outcome: Outcome) -> None:
        self.counts["rows_read"] += 1
        if not isinstance(outcome, Accepted) and outcome.thread_id:
            self.threads.add((clean(outcome.thread_id) or "", naive(outcome.updated_at)))
        if isinstance(outcome, Accepted):
            self._accept(outcome)
        elif isinstance(outcome, LeftOut):
            self.counts["rows_left_out"] += 1
            self.rejects.rows.append(left_out_row(self._unnamed(outcome)))
        else:
            self.counts["rows_rejected"] += 1
            raw = None if self.forgotten.names(outcome.raw) else outcome.raw
            self.rejects.rows.append(rejected_row(replace(outcome, raw=raw)))

    def _accept(self, row: Accepted) -> None:
        if any(_is_too_long(part) for part in row.feedback):
            too_long = say("faults.limit.cell_characters", limit=limits().cell_characters)
            self.counts["rows_rejected"] += 1
            self.rejects.rows.append(rejected_row(Rejected(row.row, too_long)))
            return
        raw = to_json(row.raw)
        feedback = [(part, self.feedback_rows.row(part, row.row, raw)) for part in row.feedback]
        record = record_row(row.record, row.row, self.records.schema) if row.record is not None else None
        kept = [(part, stored) for part, stored in feedback if not self.forgotten.wrote(stored)]
        gone = [part for part, stored in feedback if self.forgotten.wrote(stored)] if len(kept) < len(feedback) else []
        if (gone and not kept) or (record is not None and self.forgotten.is_about(record)):
            self._leave_out(row)
        else:
            self._take_in(row, [(part, self._apart(row, part, stored, gone)) for part, stored in kept], record)

    def _take_in(self, row: Accepted, feedback: list[tuple[Feedback, Row]], record: Row | None) -> None:
        self.counts["rows_accepted"] += 1
        self.counts["values_refused"] += len(row.refused)
        self.counts["messages_left_out"] += len(row.left_out) + len(row.feedback) - len(feedback)
        for part, stored in feedback:
            self.feedback.rows.append(stored)
            if stored["thread_id"] and not part.deleted:
                self.threads.add((stored["thread_id"], stored["updated_at"]))
            self._count(part)
        if record is not None:
            self.records.rows.append(self.forgotten.without_contact(record))
        self.rejects.rows += [refused_row(row.row, value) for value in row.refused]
        self.rejects.rows += [left_out_row(self._unnamed(message)) for message in row.left_out]
        forgotten = LeftOut(row.row, say("forget.left_out"))
        self.rejects.rows += [left_out_row(forgotten)] * (len(row.feedback) - len(feedback))

    def _leave_out(self, row: Accepted) -> None:
        """Leave a forgotten person's row out, with all that it holds."""
        self.counts["rows_left_out"] += 1
        self.rejects.rows.append(left_out_row(LeftOut(row.row, say("forget.left_out"))))

    def _apart(self, row: Accepted, part: Feedback, stored: Row, gone: list[Feedback]) -> Row:
        """What somebody wrote beside a forgotten person, whose parts of the row are `gone`, without that person."""
        if not gone and not self.forgotten.is_beside(stored["thread_id"]):
            return stored
        raw = self.forgotten.without(to_json(row.raw), [words for other in gone for words in (other.text, other.title)])
        title, text = (value and self.forgotten.unnamed(value) for value in (part.title, part.text))
        others = FeedbackRows(self.feedback_rows.kind)
        masked = others.row(replace(part, title=title, text=text), row.row, raw)
        return stored | {name: masked[name] for name in ("title", "text", "raw", "content_hash")}

    def _unnamed(self, message: LeftOut) -> LeftOut:
        return replace(message, raw=None) if self.forgotten.names(message.raw) else message

    def _count(self, part: Feedback) -> None:
        if part.deleted:
            return
        self.counts["voices"] += 1
        self.counts["voices_dated"] += part.created_at is not None
        self.counts["voices_with_customer"] += bool(part.customer_ref or part.customer_email or part.account_ref)
        self.counts["voices_scored"] += part.score is not None

    def flush(self) -> None:
        for pile in (self.feedback, self.records, self.rejects):
            pile.flush()


def _check_counts(counts: Counter[str]) -> None:
    """Raise ReadError if a file has more rows than the limits allow, or so far nearly none that can be read."""
    check("rows", counts["rows_read"])
    rejected = counts["rows_rejected"]
    if rejected >= _MANY_REJECTED and rejected > _NEARLY_ALL * counts["rows_read"]:
        raise ReadError(say("faults.file.nearly_all_rejected", n=rejected, rows=counts["rows_read"]))


def _is_too_long(part: Feedback) -> bool:
    return max(len(part.text or ""), len(part.title or "")) > limits().cell_characters


def gather(
    outcomes: Iterable[Outcome],
    *,
    kind: str,
    schema: pa.Schema = _NOTHING,
    forgotten: Forgotten = NOBODY,
) -> Gathered:
    """All of `outcomes` of one file; rows read = accepted + rejected + left out by construction.

    `schema`: the columns of the companion's records; feedback has none. `forgotten`: the people whose rows are left out
    because they were forgotten on request. Raises ReadError if there are more rows than the limits allow.
    """
    piles = _Piles(FeedbackRows(kind), _Pile(_FEEDBACK), _Pile(schema), _Pile(REJECT_SCHEMA), forgotten)
    for count, outcome in enumerate(outcomes, start=1):
        piles.add(outcome)
        if count % BATCH == 0:
            piles.flush()
            _check_counts(piles.counts)
    _check_counts(piles.counts)
    rows = [{"thread_id": thread, "updated_at": at} for thread, at in sorted(piles.threads, key=str)]
    threads = pa.Table.from_pylist(rows, schema=_THREADS)
    return Gathered(piles.feedback.table(), piles.records.table(), piles.rejects.table(), piles.counts, threads)
