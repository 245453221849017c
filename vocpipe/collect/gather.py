"""A reader's outcomes as Arrow tables, with the ids and hashes under which they are stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from vocpipe.collect.rows import FeedbackRows, Row, record_row, reject_row, to_json
from vocpipe.records import FEEDBACK_SCHEMA, REJECT_SCHEMA, Accepted, Outcome

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
    the companion that the file belongs to.
    """

    feedback: pa.Table
    records: pa.Table
    rejects: pa.Table
    rows_accepted: int
    rows_rejected: int
    values_refused: int


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


def gather(outcomes: Iterable[Outcome], *, source: str, kind: str, schema: pa.Schema = _NOTHING) -> Gathered:
    """All of `outcomes` of one file; rows read = accepted + rejected by construction.

    `schema`: the columns of the companion's records; feedback has none.
    """
    feedback, records, rejects = _Pile(_FEEDBACK), _Pile(schema), _Pile(REJECT_SCHEMA)
    feedback_rows = FeedbackRows(source, kind)
    accepted = rejected = refused = 0
    for count, outcome in enumerate(outcomes, start=1):
        if isinstance(outcome, Accepted):
            accepted += 1
            refused += len(outcome.refused)
            raw = to_json(outcome.raw)
            feedback.rows += [feedback_rows.row(part, outcome.row, raw) for part in outcome.feedback]
            if outcome.record is not None:
                records.rows.append(record_row(outcome.record, outcome.row, schema))
            rejects.rows += [reject_row(outcome.row, value.field, value.reason, value.raw) for value in outcome.refused]
        else:
            rejected += 1
            rejects.rows.append(reject_row(outcome.row, None, outcome.reason, outcome.raw))
        if count % BATCH == 0:
            for pile in (feedback, records, rejects):
                pile.flush()
    return Gathered(feedback.table(), records.table(), rejects.table(), accepted, rejected, refused)
