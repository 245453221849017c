"""A reader's outcomes as Arrow tables, with the ids and hashes under which they are stored."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from vocpipe.collect.parsing.limits import check, limits
from vocpipe.collect.rows import FeedbackRows, Row, left_out_row, record_row, refused_row, rejected_row, to_json
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
        ("feedback_id", pa.string()),
        ("content_hash", pa.string()),
        ("whole_thread", pa.bool_()),
        ("place", pa.int64()),
    ]
)
_NOTHING = pa.schema([("row_no", pa.int64())])


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that one file holds.

    `feedback` has FEEDBACK_SCHEMA's columns and feedback_id, content_hash, whole_thread, place; `records` has those of
    the companion that the file belongs to. `counts`: how many of what, by the names that ingest_file has for them.
    """

    feedback: pa.Table
    records: pa.Table
    rejects: pa.Table
    counts: Counter[str]


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
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.counts["rows_read"] += 1
        if isinstance(outcome, Accepted):
            self._accept(outcome)
        elif isinstance(outcome, LeftOut):
            self.counts["rows_left_out"] += 1
            self.rejects.rows.append(left_out_row(outcome))
        else:
            self.counts["rows_rejected"] += 1
            self.rejects.rows.append(rejected_row(outcome))

    def _accept(self, row: Accepted) -> None:
        if any(_is_too_long(part) for part in row.feedback):
            too_long = say("faults.limit.cell_characters", limit=limits().cell_characters)
            self.counts["rows_rejected"] += 1
            self.rejects.rows.append(rejected_row(Rejected(row.row, too_long)))
            return
        self.counts["rows_accepted"] += 1
        self.counts["values_refused"] += len(row.refused)
        self.counts["messages_left_out"] += len(row.left_out)
        raw = to_json(row.raw)
        for part in row.feedback:
            self.feedback.rows.append(self.feedback_rows.row(part, row.row, raw))
            self._count(part)
        if row.record is not None:
            self.records.rows.append(record_row(row.record, row.row, self.records.schema))
        self.rejects.rows += [refused_row(row.row, value) for value in row.refused]
        self.rejects.rows += [left_out_row(message) for message in row.left_out]

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


def gather(outcomes: Iterable[Outcome], *, source: str, kind: str, schema: pa.Schema = _NOTHING) -> Gathered:
    """All of `outcomes` of one file; rows read = accepted + rejected + left out by construction.

    Raises ReadError if there are more than the limits allow.

    `schema`: the columns of the companion's records; feedback has none.
    """
    piles = _Piles(FeedbackRows(source, kind), _Pile(_FEEDBACK), _Pile(schema), _Pile(REJECT_SCHEMA))
    for count, outcome in enumerate(outcomes, start=1):
        piles.add(outcome)
        if count % BATCH == 0:
            piles.flush()
            _check_counts(piles.counts)
    _check_counts(piles.counts)
    return Gathered(piles.feedback.table(), piles.records.table(), piles.rejects.table(), piles.counts)
