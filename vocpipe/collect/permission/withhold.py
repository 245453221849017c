"""Feedback and customers that may not be kept are taken out: their rows are emptied, as if deleted upstream."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.settings.retention import CUSTOMERS, kept_since
from vocpipe.store.tables import registered
from vocpipe.store.workspace import statement, transaction

_KEPT = pa.schema([("source", pa.string()), ("since", pa.timestamp("us"))])


@dataclass(frozen=True, slots=True)
class Rules:
    """What is kept. since: source -> the first day; left_since: who left before that day goes."""

    needs_consent: bool = False
    since: Mapping[str, date] = field(default_factory=dict)
    left_since: date | None = None

    @classmethod
    def of(cls, settings: Settings, kinds: Mapping[str, str], today: date) -> "Rules":
        """The rules of the settings; kinds: source -> its kind."""
        privacy = settings.privacy
        periods = {
            source.name: source.retention or privacy.retention.get(kinds[source.name]) for source in settings.source
        }
        since = {name: kept_since(period, today) for name, period in periods.items() if period}
        left = privacy.retention.get(CUSTOMERS)
        return cls(privacy.needs_consent, since, kept_since(left, today) if left else None)

    @property
    def kept_from(self) -> pa.Table:
        """One row per source with a period: source, since."""
        rows = [{"source": name, "since": datetime(day.year, day.month, day.day)} for name, day in self.since.items()]
        return pa.Table.from_pylist(rows, schema=_KEPT)


def release(connection: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    """Have the files read again that hold feedback which nothing withholds any more."""
    with registered(connection, kept_from=rules.kept_from), transaction(connection):
        _run(connection, "release.sql", needs=rules.needs_consent)


def withhold(connection: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    """Take out what may not be kept, everything or, after a kill, nothing; `withheld_now` then lists the feedback.

    customer_match has to be of the same files.
    """
    with registered(connection, kept_from=rules.kept_from), transaction(connection):
        _run(connection, "withhold_customers.sql", needs=rules.needs_consent, left_since=rules.left_since)
        now = datetime.now(UTC).replace(tzinfo=None)
        _run(connection, "withhold_feedback.sql", needs=rules.needs_consent, now=now)
        _run(connection, "forget_customers.sql")
        _run(connection, "unquotable.sql")


def _run(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> None:
    """Run every statement of a file, each with those of the values that it names."""
    for part in connection.extract_statements(statement("vocpipe.collect.permission", name)):
        named = {key: value for key, value in values.items() if f"${key}" in part.query}
        connection.execute(part.query, named or None)
