"""Between the private database and Arrow: what an outcome is computed from, and its table replaced at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from vocpipe.store.workspace import fetch, statement, transaction


def read(connection: duckdb.DuckDBPyConnection, name: str, **parameters: str | int | float) -> pa.Table:
    """The rows of the query in the file `name` of this package, as an Arrow table."""
    return fetch(connection, statement("vocpipe.outcomes", name), parameters)


@contextmanager
def registered(connection: duckdb.DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """The Arrow tables under their names in SQL, inside the block."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


def replace(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Make `rows` the whole of the table `name`, in one transaction; the caller must have none open."""
    with registered(connection, outcome_rows=rows), transaction(connection):
        connection.execute(f"DELETE FROM {name}")
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM outcome_rows")


def replace_kinds(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, kinds: Sequence[str]) -> None:
    """Make `rows` all of the table `name` that is of these `kinds`, in one transaction; rows of other kinds stay."""
    with registered(connection, outcome_rows=rows), transaction(connection):
        connection.execute(f"DELETE FROM {name} WHERE list_contains(?::VARCHAR[], kind)", [list(kinds)])
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM outcome_rows")
