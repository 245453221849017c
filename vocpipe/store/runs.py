"""Runs: one row per refresh that did something. A killed refresh resumes under its own id."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import duckdb

from vocpipe import __version__
from vocpipe.errors import DamageError, StorageError
from vocpipe.settings import Settings
from vocpipe.store.pseudonyms import key_of, label_of, published_label
from vocpipe.store.publish import public_settings
from vocpipe.store.snapshot import is_older, open_newest, read_through
from vocpipe.store.tables import PublishedTable
from vocpipe.store.workspace import Workspace, fetch_one

_UNFINISHED = "SELECT run_id FROM run WHERE finished_at IS NULL OR run_id > ? ORDER BY run_id DESC LIMIT 1"
_BEGIN = (
    "INSERT INTO run (run_id, started_at, vocpipe_version, settings, seconds, changes, resumed) "
    "VALUES (?, ?, ?, ?, '{}', '{}', false) "
    "ON CONFLICT DO UPDATE SET finished_at = NULL, vocpipe_version = excluded.vocpipe_version, "
    "settings = excluded.settings, resumed = true"
)
_LAST = "SELECT settings, vocpipe_version, run_id FROM run WHERE finished_at IS NOT NULL ORDER BY run_id DESC LIMIT 1"


def begin_run(connection: duckdb.DuckDBPyConnection, workspace: Workspace, settings: Settings) -> str:
    """The id of the run that did not end, if there is one, else a new id.

    A run that ended, but was killed before its snapshot became the newest, or whose snapshot is lost or damaged, counts
    as one that did not end. A resumed run is always published, because a stage may have changed something just before
    the kill without recording it.
    """
    row = fetch_one(connection, _UNFINISHED, [_published_run(workspace)])
    now = datetime.now(UTC).replace(tzinfo=None)
    run_id = str(row[0]) if row else now.strftime("%Y%m%dT%H%M%S%f")
    connection.execute(_BEGIN, [run_id, now, __version__, public_settings(workspace, settings)])
    return run_id


def note_stage(
    connection: duckdb.DuckDBPyConnection, run_id: str, stage: str, seconds: float, changes: dict[str, Any]
) -> None:
    """Record what a stage did and how long it took; a resumed run adds up both executions of a stage."""
    row = fetch_one(connection, "SELECT seconds, changes FROM run WHERE run_id = ?", [run_id])
    all_seconds, all_changes = (json.loads(value) for value in row) if row else ({}, {})
    all_seconds[stage] = round(all_seconds.get(stage, 0.0) + seconds, 2)
    before = all_changes.get(stage, {})
    sums = {key: before.get(key, 0) + value for key, value in changes.items()}
    all_changes[stage] = sums | {key: value for key, value in before.items() if key not in changes}
    connection.execute(
        "UPDATE run SET seconds = ?, changes = ? WHERE run_id = ?",
        [json.dumps(all_seconds), json.dumps(all_changes), run_id],
    )


def is_current(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, run_id: str, tables: Iterable[PublishedTable]
) -> bool:
    """Whether the newest snapshot is what this run would publish, since none of its stages changed anything."""
    row = fetch_one(connection, "SELECT changes, settings, resumed FROM run WHERE run_id = ?", [run_id])
    last = fetch_one(connection, _LAST)
    if not row or not last or row[2]:
        return False
    changed = any(any(stage.values()) for stage in json.loads(row[0]).values())
    same = json.loads(row[1]) == json.loads(last[0]) and last[1] == __version__
    if changed or not same or _published_run(workspace, tables) != last[2]:
        return False
    return _has_ids_of(connection, workspace)


def _has_ids_of(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> bool:
    """Whether the newest snapshot has the ids that the private database has."""
    with open_newest(workspace) as snapshot:
        return published_label(snapshot) == label_of(key_of(connection))


def _published_run(workspace: Workspace, tables: Iterable[PublishedTable] = ()) -> str:
    """The run that made the newest snapshot; "" if there is none, or it can't be read to its last byte.

    tables: those that it must have, as one of an older vocpipe has not, to count. Raises NewerVersionError if a newer
    vocpipe made it.
    """
    if not workspace.snapshot_link.is_file():
        return ""
    try:
        with open_newest(workspace) as connection:
            read_through(connection)
            if is_older(connection, tables):
                return ""
            row = connection.execute("SELECT max(run_id) FROM run WHERE finished_at IS NOT NULL").fetchone()
    except (DamageError, StorageError):
        return ""
    return str(row[0]) if row and row[0] else ""


def has_lost(connection: duckdb.DuckDBPyConnection, run_id: str, losses: Iterable[tuple[str, str]]) -> bool:
    """Whether the run has counted any of `losses`, (stage, count)."""
    row = fetch_one(connection, "SELECT changes FROM run WHERE run_id = ?", [run_id])
    changes = json.loads(row[0]) if row else {}
    return any(changes.get(stage, {}).get(name, 0) for stage, name in losses)


def drop_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Delete a run that found nothing new."""
    connection.execute("DELETE FROM run WHERE run_id = ?", [run_id])


def finish_run(connection: duckdb.DuckDBPyConnection, run_id: str, models: dict[str, str]) -> None:
    """Record when the run ended and which models it used, just before it is published."""
    connection.execute(
        "UPDATE run SET finished_at = ?, models = ? WHERE run_id = ?",
        [datetime.now(UTC).replace(tzinfo=None), json.dumps(models), run_id],
    )
