"""Writing what was read into the private database: each file as a whole or not at all."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe import __version__
from vocpipe.collect.companion import Companion, schema_of
from vocpipe.collect.gather import Gathered
from vocpipe.collect.read import FileRow
from vocpipe.collect.registry import companions
from vocpipe.store.tables import registered
from vocpipe.store.workspace import statement, transaction
from vocpipe.wording import say

LastRead = Mapping[tuple[str, str], dict[str, Any]]

_STATED = "settings"  # the file_id of rows that vocpipe.toml itself states
_MIN_OTHERS = 3  # rows
_FEEDBACK = (
    "incoming.sql",
    "incoming_row.sql",
    "upsert_feedback.sql",
    "gone_row.sql",
    "empty_gone.sql",
    "mark_gone.sql",
)


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make sure that the companions of other packages have their tables."""
    for companion in companions().values():
        if companion.storage.create:
            connection.execute(companion.storage.create)


def last_read(connection: duckdb.DuckDBPyConnection) -> LastRead:
    """(source, path) -> how each file was last read."""
    query = (
        "SELECT source, file, "
        "arg_max({'id': file_id, 'by': read_by, 'run': run_id, 'failed': error IS NOT NULL}, read_at) "
        "FROM ingest_file GROUP BY ALL"
    )
    return {(source, file): last for source, file, last in connection.execute(query).fetchall()}


def is_known(known: LastRead, file: FileRow) -> bool:
    """Whether the path was last read with the same bytes and the same settings; one that failed, by this version too.

    What a version before `read_by` was recorded has read is read once more: its sentences could not be published.
    """
    last = known.get((file.source, file.file))
    if last is None or last["id"] != file.file_id or last["by"] is None:
        return False
    return not last["failed"] or last["by"] == __version__ or last["run"] == file.run_id


def write_file(
    connection: duckdb.DuckDBPyConnection, file: FileRow, gathered: Gathered, companion: Companion | None
) -> None:
    """Store a file, its rows and its rejects in one transaction; `companion`: the one its records belong to."""
    tables = {
        "this_file": file.table,
        "read_feedback": gathered.feedback,
        "read_thread": gathered.threads,
        "incoming_reject": gathered.rejects,
        **_incoming(companion, gathered.records),
    }
    with registered(connection, **tables), transaction(connection):
        counts = _write_feedback(connection) if file.error is None else (0, 0, 0)
        remarks = _remarks(connection) if file.error is None else []
        connection.execute(statement("vocpipe.collect", "former_file.sql"))
        for each in companions().values():
            connection.execute(each.storage.sql)
        connection.execute(statement("vocpipe.collect", "record_rejects.sql"))
        now = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(statement("vocpipe.collect", "record_file.sql"), [remarks, *counts, now])


def write_stated(connection: duckdb.DuckDBPyConnection, companion: Companion, records: pa.Table) -> None:
    """Replace the rows of a companion that vocpipe.toml itself states."""
    file = pa.table({"file_id": [_STATED], "source": [companion.name]})
    with registered(connection, **{"this_file": file, companion.incoming: records}), transaction(connection):
        connection.execute("CREATE OR REPLACE TEMP TABLE former_file AS SELECT file_id FROM this_file")
        connection.execute(companion.storage.sql)


def number_customers(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a pseudonym to every customer who wrote feedback or is known from a companion; all others lose theirs."""
    queries = [companion.storage.customers for companion in companions().values() if companion.storage.customers]
    query = " UNION ".join(["SELECT customer_key FROM feedback_customer", *queries])
    with transaction(connection):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE known_customer AS {query}")
        connection.execute(statement("vocpipe.collect", "number_customers.sql"))
        connection.execute(statement("vocpipe.collect", "unknown_numbers.sql"))


def _incoming(own: Companion | None, records: pa.Table) -> dict[str, pa.Table]:
    """The rows of every companion under their names in SQL: `records` for `own`, none for the others."""
    return {
        companion.incoming: records if companion is own else schema_of(companion.row).empty_table()
        for companion in companions().values()
    }


def _write_feedback(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    """How many pieces of feedback were new, changed and deleted, after they were stored."""
    for name in _FEEDBACK:
        connection.execute(statement("vocpipe.collect", name))
    rows = connection.execute(
        "SELECT count(*) FILTER (WHERE verdict = 'new'), count(*) FILTER (WHERE verdict = 'changed'), "
        "(SELECT count(*) FROM gone_row) FROM incoming_row"
    ).fetchall()
    return rows[0]


def _remarks(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What to say of rows that took the place of others: ids that begin anew in every file overwrite each other."""
    rows = connection.execute("SELECT count(*) FILTER (is_another), count(*) FROM incoming_row").fetchall()
    others, n = rows[0]
    many = others >= _MIN_OTHERS and others > n / 2
    return [say("collect.warning.ids_again", n=others)] if many else []
