"""Tables of the migrations that analyses replace as a whole, until each is declared as a `Table`."""

import duckdb
import pyarrow as pa

from vocpipe.store.tables import registered
from vocpipe.store.workspace import transaction


def replace(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Make `rows` the whole of the table `name`, in one transaction; the caller must have none open."""
    with registered(connection, outcome_rows=rows), transaction(connection):
        connection.execute(f"DELETE FROM {name}")
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM outcome_rows")
