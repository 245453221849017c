"""The inbox: a small SQLite file that several processes may write at once.

Nothing is ever removed from it: an entry that is undone is marked, so that it stays known who decided what and when.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from vocpipe.errors import DamageError, EditError, NewerVersionError
from vocpipe.store.audit import note_act
from vocpipe.store.failures import Used, explaining
from vocpipe.store.files import private_umask
from vocpipe.store.user import system_user
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

# Writers wait for each other; each holds the file for milliseconds.
_TIMEOUT_SECONDS = 30.0
_VERSION = 1  # of the tables, in the file's user_version; 0 in an inbox from before there was one
_SCHEMA = """
CREATE TABLE IF NOT EXISTS {table} (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    edit_id   TEXT NOT NULL UNIQUE,
    edited_at TEXT NOT NULL UNIQUE,
    author    TEXT NOT NULL,
    kind      TEXT NOT NULL,
    theme_id  TEXT,
    detail    TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT
)
"""
_COLUMNS = "edit_id, edited_at, author, kind, theme_id, detail, undone_at, undone_by"


@dataclass(frozen=True, slots=True)
class Journal:
    """One kind of entries: the table in the inbox, the name in the audit, the message's key for an unknown id."""

    table: str
    act: str
    unknown: str


THEME_EDITS = Journal("theme_edit", "theme", "error.inbox.unknown_edit")
ACTIONS = Journal("action_entry", "action", "error.inbox.unknown_entry")
MATCHES = Journal("match_entry", "match", "matching.error.unknown_entry")
WATCHES = Journal("watch_entry", "watch", "error.inbox.unknown_entry")
JOURNALS = (THEME_EDITS, ACTIONS, MATCHES, WATCHES)


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as it stands in the inbox; times in UTC, without a zone."""

    edit_id: str
    edited_at: datetime
    author: str
    kind: str
    theme_id: str | None
    detail: dict[str, Any]
    undone_at: datetime | None = None
    undone_by: str | None = None


def inbox_path(workspace: Workspace) -> Path:
    """The path of the inbox."""
    return workspace.private / "inbox.sqlite"


def new_edit_id() -> str:
    """A random id, so that no id is given twice even if an inbox was lost."""
    return f"e_{uuid.uuid4().hex[:16]}"


def append_entry(
    workspace: Workspace,
    kind: str,
    *,
    theme_id: str | None,
    detail: dict[str, Any],
    author: str | None = None,
    edit_id: str | None = None,
    journal: Journal = THEME_EDITS,
) -> Entry:
    """The entry, after it is safely in the inbox; `author` defaults to the system's user.

    Entries are replayed in the order of time, so each gets a time after all earlier ones, whatever the clocks of the
    writers show. Raises EditError if the inbox can't be used.
    """
    with open_inbox(workspace) as connection:
        row = connection.execute(f"SELECT max(edited_at) FROM {journal.table}").fetchone()
        now = _now(after=row[0])
        entry = Entry(edit_id or new_edit_id(), now, author or system_user(), kind, theme_id, detail)
        values = [entry.edit_id, _iso(now), entry.author, kind, theme_id, _json(detail)]
        connection.execute(
            f"INSERT INTO {journal.table} (edit_id, edited_at, author, kind, theme_id, detail) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            values,
        )
        note_act(workspace, f"{journal.act}.{kind}", author=author, entry=entry.edit_id, theme=theme_id)
    return entry


def undo_entry(
    workspace: Workspace, edit_id: str, *, author: str | None = None, journal: Journal = THEME_EDITS
) -> Entry:
    """The entry, marked as undone; raises EditError if the id is unknown or the entry was undone before."""
    with open_inbox(workspace) as connection:
        entry = _find(connection, edit_id, journal)
        if entry is None:
            raise EditError(tell(journal.unknown, id=repr(edit_id)))
        if entry.undone_at:
            raise EditError(tell("error.inbox.undone", id=edit_id, author=entry.undone_by, at=entry.undone_at))
        connection.execute(
            f"UPDATE {journal.table} SET undone_at = ?, undone_by = ? WHERE edit_id = ?",
            [_iso(_now(after=_iso(entry.edited_at))), author or system_user(), edit_id],
        )
        undone = _find(connection, edit_id, journal)
        note_act(workspace, f"{journal.act}.undo", author=author, entry=edit_id, theme=entry.theme_id)
    if undone is None:
        raise EditError(tell("error.inbox.vanished", id=edit_id, path=inbox_path(workspace)))
    return undone


def read_entries(workspace: Workspace, journal: Journal = THEME_EDITS) -> list[Entry]:
    """Every entry in the order of time; none if nobody has decided anything yet."""
    if not inbox_path(workspace).exists():
        return []
    with open_inbox(workspace) as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM {journal.table} ORDER BY edited_at")
        try:
            return [_entry(row) for row in rows]
        except (ValueError, TypeError) as error:  # a time or a detail that nobody can have written
            path = inbox_path(workspace)
            raise DamageError(tell("damage.inbox.damaged", path=path), str(path)) from error


@contextmanager
def open_inbox(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """The inbox inside one transaction, during which no other process can write.

    Raises DamageError if the file is damaged, NewerVersionError if a newer vocpipe wrote it, StorageError if the system
    refuses it, and EditError if it can't be used for another reason.
    """
    path = inbox_path(workspace)
    try:
        with explaining(Used(path, "inbox", workspace.root)):
            workspace.protect()
            with (
                private_umask(),  # SQLite writes further files next to it
                closing(sqlite3.connect(path, timeout=_TIMEOUT_SECONDS, isolation_level=None)) as connection,
            ):
                connection.execute("PRAGMA journal_mode = WAL")
                with _transaction(connection):
                    _check_version(connection, path)
                    yield connection
    except sqlite3.Error as error:
        raise EditError(tell("error.inbox.unusable", path=path, problem=error)) from error


def check_inbox(workspace: Workspace) -> None:
    """Read the whole inbox, if there is one, so that damage anywhere in it shows. Raises what `open_inbox` raises."""
    path = inbox_path(workspace)
    if not path.exists():
        return
    with open_inbox(workspace) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise DamageError(tell("damage.inbox.damaged", path=path), str(path))
    for journal in JOURNALS:
        read_entries(workspace, journal)


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > _VERSION:
        raise NewerVersionError(tell("damage.inbox.newer", path=path))
    if found < _VERSION:
        connection.execute(f"PRAGMA user_version = {_VERSION}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for journal in JOURNALS:
            connection.execute(_SCHEMA.format(table=journal.table))
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _find(connection: sqlite3.Connection, edit_id: str, journal: Journal) -> Entry | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM {journal.table} WHERE edit_id = ?", [edit_id]).fetchone()
    return _entry(row) if row else None


def _entry(row: tuple[Any, ...]) -> Entry:
    edit_id, edited_at, author, kind, theme_id, detail, undone_at, undone_by = row
    return Entry(
        edit_id, _time(edited_at), author, kind, theme_id, json.loads(detail), undone_at and _time(undone_at), undone_by
    )


def _now(*, after: str | None) -> datetime:
    now = datetime.now(UTC).replace(tzinfo=None)
    return max(now, _time(after) + timedelta(microseconds=1)) if after else now


def _json(detail: dict[str, Any]) -> str:
    return json.dumps(detail, ensure_ascii=False, sort_keys=True)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
