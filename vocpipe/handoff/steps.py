"""The steps of hand-off: exports that people made are stored, and it is counted whom a message could reach."""

import json
from dataclasses import asdict

import duckdb

from vocpipe.handoff import audience_count, notifications
from vocpipe.inbox.exports import Export, read_exports
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import published_queries
from vocpipe.store.workspace import fetch_one, transaction

PUBLISHED = published_queries("vocpipe.handoff")


def store_exports(connection: duckdb.DuckDBPyConnection, exports: list[Export]) -> int:
    """Store the exports in the private database; returns how many were new."""
    before = _n_exports(connection)
    with transaction(connection):
        for export in exports:
            row = asdict(export) | {"left_out": json.dumps(export.left_out, sort_keys=True)}
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT OR IGNORE INTO handoff_export VALUES ({marks})", list(row.values()))
    return _n_exports(connection) - before


def _n_exports(connection: duckdb.DuckDBPyConnection) -> int:
    row = fetch_one(connection, "SELECT count(*) FROM handoff_export")
    return int(row[0]) if row else 0


def _sync_exports(context: Context) -> Counts:
    return {"exports": store_exports(context.connection, read_exports(context.workspace))}


STEPS = (Step("collect.exports", _sync_exports, writes=frozenset({"handoff_export"})), notifications.STEP)
AUDIENCE = audience_count.STEP
