"""Delete the scores and facets of changed and removed sentences; repeating it changes nothing more."""

import duckdb

from vocpipe.store.workspace import statement


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete the scores and facets of the sentences in changed_sentence."""
    connection.execute(statement("vocpipe.sentiment", "forget.sql"))
