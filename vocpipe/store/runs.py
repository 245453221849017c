"""Runs: one row per refresh that did something. One that was cut off is gone on with under its own id."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import duckdb

from vocpipe import __version__
from vocpipe.settings import Settings
from vocpipe.store.publish import public_settings
from vocpipe.store.snapshot import is_older, newest, open_snapshot
from vocpipe.store.tables import PublishedTable
from vocpipe.store.workspace import Workspace, fetch_one


def begin_run(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    settings: Settings,
    tables: Iterable[PublishedTable],
) -> str:
    """The id of the run: the one that was cut off, if there is one, else a new one.

    A run that was finished, but cut off before its snapshot became the newest, was cut off too.
    """
    row = fetch_one(
        connection,
        "SELECT run_id FROM run WHERE finished_at IS NULL OR run_id > ? ORDER BY run_id DESC LIMIT 1",
        [_published_run(workspace, tables)],
    )
    now = datetime.now(UTC).replace(tzinfo=None)
    run_id = str(row[0]) if row else now.strftime("%Y%m%dT%H%M%S%f")
    connection.execute(
        "INSERT INTO run (run_id, started_at, vocpipe_version, settings, seconds, changes) "
        "VALUES (?, ?, ?, ?, '{}', '{}') "
        "ON CONFLICT DO UPDATE SET finished_at = NULL, vocpipe_version = excluded.vocpipe_version, "
        "settings = excluded.settings",
        [run_id, now, __version__, public_settings(settings)],
    )
    if row:  # what was done before the cut may not have been noted: such a run is always published
        connection.execute(
            "INSERT INTO stage_state VALUES ('resumed', ?) "
            "ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint",
            [run_id],
        )
    return run_id


def note_stage(
    connection: duckdb.DuckDBPyConnection, run_id: str, stage: str, seconds: float, changes: dict[str, Any]
) -> None:
    """Add what a stage did and how long it took; a stage that ran twice in one run, since it was cut off, adds up."""
    row = fetch_one(connection, "SELECT seconds, changes FROM run WHERE run_id = ?", [run_id])
    took, did = (json.loads(value) for value in row) if row else ({}, {})
    took[stage] = round(took.get(stage, 0.0) + seconds, 2)
    before = did.get(stage, {})
    did[stage] = {key: before.get(key, 0) + value for key, value in changes.items()} | {
        key: before[key] for key in before if key not in changes
    }
    connection.execute(
        "UPDATE run SET seconds = ?, changes = ? WHERE run_id = ?", [json.dumps(took), json.dumps(did), run_id]
    )


def is_current(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, run_id: str, tables: Iterable[PublishedTable]
) -> bool:
    """Is the newest snapshot what this run would publish, since no stage of it changed anything?"""
    row = fetch_one(connection, "SELECT changes, settings FROM run WHERE run_id = ?", [run_id])
    last = fetch_one(
        connection,
        "SELECT settings, vocpipe_version, run_id FROM run WHERE finished_at IS NOT NULL ORDER BY run_id DESC LIMIT 1",
    )
    if not row or not last:
        return False
    changed = any(any(stage.values()) for stage in json.loads(row[0]).values())
    resumed = fetch_one(connection, "SELECT 1 FROM stage_state WHERE stage = 'resumed' AND fingerprint = ?", [run_id])
    same = json.loads(row[1]) == json.loads(last[0]) and last[1] == __version__
    return not changed and not resumed and same and _published_run(workspace, tables) == last[2]


def _published_run(workspace: Workspace, tables: Iterable[PublishedTable]) -> str | None:
    """The run that the newest snapshot is of; None where there is none, or an older vocpipe made it."""
    if not workspace.snapshot_link.exists():
        return None
    with open_snapshot(newest(workspace)) as connection:
        if is_older(connection, tables):
            return None
        row = connection.execute("SELECT max(run_id) FROM run WHERE finished_at IS NOT NULL").fetchone()
    return str(row[0]) if row and row[0] else None


def drop_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Forget a run that found nothing new."""
    connection.execute("DELETE FROM run WHERE run_id = ?", [run_id])


def finish_run(connection: duckdb.DuckDBPyConnection, run_id: str, models: dict[str, str]) -> None:
    """Write down when the run ended and with which models, just before it is published."""
    connection.execute(
        "UPDATE run SET finished_at = ?, models = ? WHERE run_id = ?",
        [datetime.now(UTC).replace(tzinfo=None), json.dumps(models), run_id],
    )
