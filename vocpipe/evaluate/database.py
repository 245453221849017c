"""A private database in memory, filled with rows as the stages of a refresh would have left them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from vocpipe.store.pseudonyms import use_key
from vocpipe.store.tables import registered
from vocpipe.store.workspace import migrate, transaction

_KEY = bytes(32)  # nobody is in these databases, and results are to be the same each time


@contextmanager
def memory_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A private database without rows, open for the length of the block."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        use_key(connection, _KEY)
        yield connection


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Add `rows` to the table, matching columns by name; other columns get their defaults."""
    with registered(connection, new_rows=rows):
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")


def refill(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Replace the content of each named table by its rows, in one transaction."""
    with transaction(connection):
        for table in tables:
            connection.execute(f"DELETE FROM {table}")
        for table, rows in tables.items():
            insert(connection, table, rows)


def repeated(value: object, count: int, kind: pa.DataType) -> pa.Array:
    """A column that holds one value `count` times."""
    return pa.array([value] * count, kind)
