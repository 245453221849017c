"""The log of exports with identities. It is in the inbox because only a refresh writes the private database."""

import json
import sqlite3
import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vocpipe.inbox.entries import inbox_path, open_inbox
from vocpipe.store.audit import note_act
from vocpipe.store.user import system_user
from vocpipe.store.workspace import Workspace

_SCHEMA = """
CREATE TABLE IF NOT EXISTS handoff_export (
    export_id   TEXT PRIMARY KEY,
    exported_at TEXT NOT NULL,
    author      TEXT NOT NULL,
    audience    TEXT NOT NULL,
    format      TEXT NOT NULL,
    run_id      TEXT NOT NULL,
    n_rows      INTEGER NOT NULL,
    n_left_out  INTEGER NOT NULL,
    left_out    TEXT NOT NULL
)
"""
# Where the file was written, and keyed hashes of the customers in it; they are not published.
_FILE_SCHEMA = "CREATE TABLE IF NOT EXISTS export_file (export_id TEXT PRIMARY KEY, path TEXT NOT NULL)"
_MEMBER_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS export_member (export_id TEXT NOT NULL, member TEXT NOT NULL, "
    "PRIMARY KEY (export_id, member))"
)
_COLUMNS = "export_id, exported_at, author, audience, format, run_id, n_rows, n_left_out, left_out"


@dataclass(frozen=True, slots=True)
class Export:
    """One export, without identities; `exported_at` in UTC without a zone; `left_out`: reason -> customers."""

    export_id: str
    exported_at: datetime
    author: str
    audience: str
    format: str
    run_id: str
    n_rows: int
    n_left_out: int
    left_out: dict[str, int]


def log_export(
    workspace: Workspace,
    audience: str,
    *,
    output: str,
    run_id: str,
    n_rows: int,
    left_out: dict[str, int],
    path: Path,
    members: Collection[str],
    author: str | None = None,
) -> Export:
    """The export, after it is safely in the inbox; `author` defaults to the system's user.

    members: keyed hashes of the customers who are in the file at `path`.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    export_id = f"x_{uuid.uuid4().hex[:16]}"
    who = author or system_user()
    export = Export(export_id, now, who, audience, output, run_id, n_rows, sum(left_out.values()), left_out)
    row = asdict(export) | {"exported_at": now.isoformat(), "left_out": json.dumps(left_out, sort_keys=True)}
    with open_inbox(workspace) as connection:
        connection.execute(_SCHEMA)
        marks = ", ".join(f":{name}" for name in row)
        connection.execute(f"INSERT INTO handoff_export ({_COLUMNS}) VALUES ({marks})", row)
        _keep_file(connection, export_id, path, members)
        # An export shows identities, so it must be in the audit before its file is there.
        note_act(workspace, "audience.export", author=author, entry=export_id, audience=audience, rows=export.n_rows)
    return export


def log_file(workspace: Workspace, file_id: str, path: Path, members: Collection[str]) -> None:
    """Keep that a file with identities was written, which is no audience; `members` as for `log_export`."""
    with open_inbox(workspace) as connection:
        _keep_file(connection, file_id, path, members)


def exports_with(workspace: Workspace, members: Collection[str]) -> dict[str, Path]:
    """Export -> where its file was written, of those with any of the customers."""
    if not inbox_path(workspace).exists():
        return {}
    with open_inbox(workspace) as connection:
        _create(connection)
        query = (
            "SELECT export_id, path, member FROM export_member JOIN export_file USING (export_id) ORDER BY export_id"
        )
        rows = connection.execute(query).fetchall()
    return {export_id: Path(path) for export_id, path, member in rows if member in set(members)}


def remove_members(workspace: Workspace, members: Collection[str]) -> None:
    """Remove the customers from the log of who was in which export."""
    if not inbox_path(workspace).exists():
        return
    with open_inbox(workspace) as connection:
        _create(connection)
        connection.executemany("DELETE FROM export_member WHERE member = ?", [(member,) for member in members])


def _keep_file(connection: sqlite3.Connection, file_id: str, path: Path, members: Collection[str]) -> None:
    _create(connection)
    connection.execute("INSERT INTO export_file VALUES (?, ?)", [file_id, str(path.resolve())])
    connection.executemany("INSERT INTO export_member VALUES (?, ?)", [(file_id, member) for member in sorted(members)])


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(_FILE_SCHEMA)
    connection.execute(_MEMBER_SCHEMA)


def read_exports(workspace: Workspace) -> list[Export]:
    """Every export in the order of time; none if nobody has exported anything yet."""
    if not inbox_path(workspace).exists():
        return []
    with open_inbox(workspace) as connection:
        connection.execute(_SCHEMA)
        rows = connection.execute(f"SELECT {_COLUMNS} FROM handoff_export ORDER BY exported_at, export_id").fetchall()
    return [_export(row) for row in rows]


def _export(row: tuple[Any, ...]) -> Export:
    export_id, exported_at, author, audience, output, run_id, n_rows, n_left_out, left_out = row
    at = datetime.fromisoformat(exported_at)
    return Export(export_id, at, author, audience, output, run_id, n_rows, n_left_out, json.loads(left_out))
