"""The queries that analyses load their data with."""

import duckdb
import pyarrow as pa

from vocpipe.store.workspace import fetch, statement


def read(connection: duckdb.DuckDBPyConnection, name: str, **parameters: str | int | float) -> pa.Table:
    """The rows of the query in the file `name` of this package, as an Arrow table."""
    return fetch(connection, statement("vocpipe.outcomes", name), parameters)
