"""The newest published snapshot, and the answers to the queries in queries/. Beside it only the inbox is opened.

While edits of themes wait for the next refresh, queries see `theme` and `sentence_theme` as they will be: see overlay/.
"""

import json
import os
import re
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import streamlit as st

from vocpipe.app.cursors import Cursors, sql
from vocpipe.app.filters import Choices
from vocpipe.app.overlay.pending import Overlay, Pending, inbox_state, pending_of
from vocpipe.app.overlay.replay import replay
from vocpipe.errors import DamageError, OldSnapshotError, StorageError, VocpipeError
from vocpipe.inbox.entries import Entry, read_entries
from vocpipe.settings import OutcomesSettings
from vocpipe.store.failures import explaining
from vocpipe.store.snapshot import expected_newest, open_snapshot, read_through, snapshots
from vocpipe.store.workspace import Workspace

_PARAMETER = re.compile(r"\$(\w+)")
_NOT_NEEDED = frozenset({"meanings"})  # a snapshot without vectors is searched by words alone
_NO_QUERY = frozenset({"macros", "kept"})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published file, by its real path, so that it does not change when a newer one is published."""

    path: str
    unreadable: str | None = None  # the name of a newer snapshot that can't be read
    pending: Pending = field(default_factory=Pending, compare=False)
    overlay: Overlay = field(default_factory=Overlay)

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows that queries/<query>.sql gives; parameters that the query does not use are left out."""
        rows: list[dict[str, Any]] = self.table(query, **parameters).to_pylist()
        return rows

    def table(self, query: str, **parameters: Any) -> pa.Table:
        """What queries/<query>.sql gives, as columns: for as many rows as a map has points."""
        return _answer(self.path, query, {key: parameters[key] for key in sorted(_parameters(query))}, self.overlay)

    def once(self, query: str) -> pa.Table:
        """What a query without parameters gives, as columns, which are not kept: they are many and asked for once."""
        return _asked(self.path, query, {}, self.overlay)

    def row(self, query: str, **parameters: Any) -> dict[str, Any]:
        """The first row that queries/<query>.sql gives, or an empty dictionary."""
        return next(iter(self.rows(query, **parameters)), {})


@dataclass(frozen=True, slots=True)
class Facts:
    """Properties of the snapshot."""

    timezone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    min_responses: int = field(default_factory=lambda: OutcomesSettings().min_responses)
    currency: str | None = None


def workspace() -> Workspace:
    """The workspace that the explorer was started for."""
    return Workspace(Path(os.environ.get("VOCPIPE_WORKSPACE") or ".").resolve())


def newest_snapshot() -> Snapshot:
    """The newest snapshot at this moment that can be read; `unreadable` names a newer one that can't be.

    Raises WorkspaceError if nothing has been published, DamageError or StorageError if nothing of it can be read,
    NewerVersionError if a newer vocpipe published it, and OldSnapshotError if an older one did.
    """
    found = snapshots(workspace())
    readable = next((path for path in found if _is_readable(str(path), _state(path))), None)
    if readable is None:
        with explaining():
            open_snapshot(found[0]).close()
        raise DamageError(found[0].name, str(found[0]))
    if _is_older(str(readable)):
        raise OldSnapshotError(str(readable))
    expected = expected_newest(workspace())
    return _with_pending(Snapshot(str(readable), None if expected == readable else expected.name))


def _with_pending(snapshot: Snapshot) -> Snapshot:
    """The snapshot with the edits in the inbox that it does not show yet laid over it."""
    known = {row["edit_id"]: row["undone_at"] for row in snapshot.rows("known_edits")}
    try:
        pending = pending_of(_edits(str(workspace().root), inbox_state(workspace())), known)
    except VocpipeError as error:
        return replace(snapshot, pending=Pending(problem=str(error)))
    steps = [*pending.restored, *pending.edits]
    return (
        replace(snapshot, pending=pending, overlay=_overlay(snapshot.path, pending.key, steps)) if steps else snapshot
    )


@st.cache_data(max_entries=2, show_spinner=False)
def _edits(root: str, state: tuple[int, ...]) -> list[Entry]:
    return read_entries(Workspace(Path(root))) if state else []


@st.cache_resource(max_entries=4, show_spinner=False)
def _overlay(path: str, key: str, _steps: list[Entry]) -> Overlay:
    with explaining(), _cursors(path).fresh() as cursor:
        return Overlay(key, replay(cursor, _steps, facts(Snapshot(path)).languages[0]))


def facts(snapshot: Snapshot) -> Facts:
    """Time zone, languages, minimum number of answers and currency, from the settings of the newest run."""
    settings = json.loads(snapshot.row("last_run").get("settings") or "{}")
    workspace_settings = settings.get("workspace", {})
    languages = tuple(workspace_settings.get("languages", ["en"]))
    min_responses = settings.get("outcomes", {}).get("min_responses", Facts().min_responses)
    zone, currency = workspace_settings.get("timezone", "UTC"), workspace_settings.get("currency")
    return Facts(zone, languages, min_responses, currency)


def choices(snapshot: Snapshot) -> Choices:
    """The choices of the filters."""
    row = snapshot.row("choices")
    lists = {name: tuple(row[name] or ()) for name in ("sources", "kinds", "langs", "plans", "labels")}
    return Choices(**lists, first=row["first"], last=row["last"])


@cache
def _parameters(name: str) -> frozenset[str]:
    return frozenset(_PARAMETER.findall(sql(name)))


def _state(path: Path) -> tuple[int, int]:
    """What changes when the file does."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


@st.cache_data(max_entries=20, show_spinner=False)
def _is_readable(path: str, state: tuple[int, int]) -> bool:
    """Whether the snapshot can be read to its last byte; NewerVersionError if a newer vocpipe made it."""
    try:
        with explaining(), open_snapshot(Path(path)) as connection:
            read_through(connection)
    except (DamageError, StorageError):
        return False
    return True


# Two: while one visitor still reads the old snapshot, another has already opened the new one.
@st.cache_resource(max_entries=2, show_spinner=False, on_release=lambda cursors: cursors.close())
def _cursors(path: str) -> Cursors:
    return Cursors(Path(path))


@st.cache_data(max_entries=2, show_spinner=False)
def _is_older(path: str) -> bool:
    """Whether the snapshot lacks a table or a column that one of the queries asks for."""
    try:
        with _cursors(path).one(Overlay()) as cursor:
            return not all(_can_answer(cursor, name) for name in _query_names())
    except (duckdb.CatalogException, duckdb.BinderException):
        return True


def _can_answer(cursor: duckdb.DuckDBPyConnection, name: str) -> bool:
    try:
        cursor.execute(f"EXPLAIN {sql(name)}", dict.fromkeys(_parameters(name))).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return False
    return True


def _query_names() -> list[str]:
    folder = resources.files("vocpipe.app") / "queries"
    names = (item.name.removesuffix(".sql") for item in folder.iterdir() if item.name.endswith(".sql"))
    return sorted(name for name in names if name not in _NOT_NEEDED | _NO_QUERY)


@st.cache_data(max_entries=2000, show_spinner=False, hash_funcs={Overlay: lambda overlay: overlay.key})
def _answer(path: str, name: str, parameters: dict[str, Any], overlay: Overlay) -> pa.Table:
    return _asked(path, name, parameters, overlay)


def _asked(path: str, name: str, parameters: dict[str, Any], overlay: Overlay) -> pa.Table:
    with explaining(), _cursors(path).one(overlay) as cursor:
        return cursor.sql(sql(name), params=parameters).to_arrow_table()
