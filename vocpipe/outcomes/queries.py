"""The queries that analyses load their data with."""

from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.store.workspace import fetch, statement


def read(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> pa.Table:
    """The rows of the query in the file `name` of this package, as an Arrow table."""
    return fetch(connection, statement("vocpipe.outcomes", name), parameters)
