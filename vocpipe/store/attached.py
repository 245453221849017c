"""A new file that is written beside the private database: attached, filled in one transaction, and closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from vocpipe.store.tables import PublishedTable
from vocpipe.store.workspace import transaction

# The oldest format that DuckDB 1.1 to 2 open; 8 % larger than v1.5.0, which nothing before 1.5 opens.
STORAGE_VERSION = "v1.0.0"


@contextmanager
def new_file(connection: duckdb.DuckDBPyConnection, path: Path, database: str) -> Iterator[None]:
    """Inside the block, `database` is a new file at `path`; after it all of the block's changes are in the file."""
    connection.execute(f"ATTACH {literal(str(path))} AS {database} (STORAGE_VERSION '{STORAGE_VERSION}')")
    try:
        with transaction(connection):  # one commit, not one for each comment
            yield
        connection.execute(f"CHECKPOINT {database}")
    finally:
        connection.execute(f"DETACH {database}")


def add(connection: duckdb.DuckDBPyConnection, database: str, table: PublishedTable, query: str) -> None:
    """Create the table or view from `query`. A column without a comment is a KeyError."""
    what = "VIEW" if table.is_view else "TABLE"
    place = f"{database}.{table.name}"
    connection.execute(f"CREATE {what} {place} AS {query}")
    for column, *_ in connection.execute(f"DESCRIBE {place}").fetchall():
        connection.execute(f'COMMENT ON COLUMN {place}."{column}" IS {literal(table.comments[column])}')
    connection.execute(f"COMMENT ON {what} {place} IS {literal(table.comments[table.name])}")


def literal(text: str) -> str:
    """The text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
