"""Remove changed and removed sentences from themes; repeating it changes nothing more."""

import duckdb

from vocpipe.store.workspace import statement, transaction


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the sentences in changed_sentence out of their themes."""
    with transaction(connection):
        connection.execute(statement("vocpipe.themes", "forget.sql"))


def keep_edits(connection: duckdb.DuckDBPyConnection) -> None:
    """Make edits hold their texts also under the new hashes in changed_sentence."""
    connection.execute(statement("vocpipe.themes", "keep_edits.sql"))
