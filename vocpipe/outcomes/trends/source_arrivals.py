"""How each source comes in: its part of the table source_state that is told by pulls and files, not by days."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from vocpipe.outcomes.queries import read
from vocpipe.settings.freshness import due_at
from vocpipe.store.tables import Column

READS = frozenset({"feedback_raw", "ingest_file", "source_intake"})
COLUMNS = (
    Column("vendor", "VARCHAR", "the system that it is pulled from; null if it comes in files"),
    Column("expect", "VARCHAR", "how often something new should come, by vocpipe.toml; null if that does not say"),
    Column("arrived_at", "TIMESTAMP", "when it last brought something new, in UTC; null if it never did"),
    Column("due_at", "TIMESTAMP", "when something new must have come, by expect, or else it is late; in UTC"),
    Column("newest_at", "TIMESTAMP", "the time of its newest feedback, in UTC"),
    Column("lag_hours", "DOUBLE", "hours from newest_at to pulled_at; of files, to arrived_at"),
    Column("pulled_at", "TIMESTAMP", "when a pull last came to its end before this snapshot, in UTC"),
    Column("tried_at", "TIMESTAMP", "when a pull was last tried, in UTC"),
    Column("cursor", "VARCHAR", "from where the next pull goes on, as JSON: its times; all else is hidden"),
    Column("n_feedback", "BIGINT", "pieces of feedback that it has, dated or not"),
    Column("n_pages", "BIGINT", "pages that were pulled and kept, since the beginning"),
    Column("n_records", "BIGINT", "records in them, a record that came again counted each time"),
    Column("n_failures", "BIGINT", "pulls that failed since the last one that came to its end"),
    Column("problem_en", "VARCHAR", "why the last pull ended early, in English; null if it did not"),
    Column("problem_ja", "VARCHAR", "why the last pull ended early, in Japanese"),
)
_HOUR = 3600


def source_arrivals(connection: duckdb.DuckDBPyConnection, zone: ZoneInfo) -> dict[str, dict[str, Any]]:
    """Source -> its values of `COLUMNS`; `zone` is that of the workspace's calendar."""
    rows = read(connection, "trends/source_arrivals.sql").to_pylist()
    return {row["source"]: {**row, **_judged(row, zone)} for row in rows}


def _judged(row: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    arrived, checked, newest = row["arrived_at"], row["pulled_at"] or row["arrived_at"], row["newest_at"]
    lag = max(0.0, (checked - newest).total_seconds() / _HOUR) if checked and newest else None
    due = due_at(_aware(arrived), row["expect"], zone).replace(tzinfo=None) if arrived and row["expect"] else None
    return {"lag_hours": lag, "due_at": due}


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
