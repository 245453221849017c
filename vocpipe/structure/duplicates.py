"""The table `duplicate`: texts that were written before. It is rebuilt whenever any text has changed."""

import duckdb

from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, fetch_one, statement, transaction
from vocpipe.structure.similarity import MIN_SIMILARITY, compare


def find_duplicates(connection: duckdb.DuckDBPyConnection) -> int:
    """Rebuild `duplicate`; returns how many rows it has, or 0 if no text has changed since it was built."""
    (fingerprint,) = fetch_one(connection, _sql("duplicate_fingerprint.sql")) or ("",)
    if fetch_one(connection, _sql("duplicate_state.sql")) == (fingerprint,):
        return 0
    connection.execute(_sql("duplicate_pair.sql"))
    pairs = fetch(connection, _sql("duplicate_todo.sql"))
    with registered(connection, duplicate_todo=pairs):
        texts = fetch(connection, _sql("duplicate_text.sql"))
    with registered(connection, new_compared=compare(pairs, texts)), transaction(connection):
        connection.execute("INSERT INTO duplicate_compared BY NAME SELECT * FROM new_compared")
        connection.execute("DELETE FROM duplicate")
        connection.execute(_sql("insert_duplicate.sql"), {"min_similarity": MIN_SIMILARITY})
        connection.execute("DELETE FROM duplicate_state")
        connection.execute("INSERT INTO duplicate_state VALUES (?)", [fingerprint])
    connection.execute("DROP TABLE duplicate_pair")
    (count,) = fetch_one(connection, "SELECT count(*) FROM duplicate") or (0,)
    return int(count)


def _sql(name: str) -> str:
    return statement("vocpipe.structure", name)
