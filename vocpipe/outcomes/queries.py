"""The queries that analyses load their data with."""

from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.store.workspace import fetch, statement

ANSWER_DAYS = 45  # after a survey invitation, in which an NPS answer counts as the answer to it


def read(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> pa.Table:
    """The rows of the query in the file `name` of this package, as an Arrow table."""
    return fetch(connection, statement("vocpipe.outcomes", name), parameters)


def asked(connection: duckdb.DuckDBPyConnection, timezone: str) -> pa.Table:
    """All survey invitations, as asked.sql has them, by days in the time zone."""
    return read(connection, "asked.sql", days=ANSWER_DAYS, timezone=timezone)
