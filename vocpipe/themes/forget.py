"""What themes do about sentences that structure has changed or taken out; doing it twice changes nothing more."""

import duckdb

from vocpipe.store.workspace import statement, transaction


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the sentences in changed_sentence out of their themes."""
    with transaction(connection):
        connection.execute(statement("vocpipe.themes", "forget.sql"))


def keep_edits(connection: duckdb.DuckDBPyConnection) -> None:
    """Let edits hold texts under the new hashes in changed_sentence too."""
    connection.execute(statement("vocpipe.themes", "keep_edits.sql"))
