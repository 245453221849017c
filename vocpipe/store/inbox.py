"""The inbox: what people decide, kept apart from what a refresh computes, in a small SQLite file of many writers.

Nothing is ever removed from it: an edit that is taken back is marked, so that it stays known who decided what and when.
"""

import getpass
import json
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from vocpipe.errors import EditError
from vocpipe.store.workspace import Workspace

# Writers wait for each other; each holds the file for milliseconds.
_PATIENCE_SECONDS = 30.0
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
class Book:
    """One kind of decisions: their table in the inbox, what one is called, and the command that lists them."""

    table: str
    what: str
    listed_by: str


THEME_EDITS = Book("theme_edit", "edit", "vocpipe theme edits")
ACTIONS = Book("action_entry", "entry", "vocpipe action list")
_BOOKS = (THEME_EDITS, ACTIONS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as it lies in the inbox; times in UTC, without a zone."""

    edit_id: str
    edited_at: datetime
    author: str
    kind: str
    theme_id: str | None
    detail: dict[str, Any]
    undone_at: datetime | None = None
    undone_by: str | None = None


def inbox_path(workspace: Workspace) -> Path:
    """Where the inbox is."""
    return workspace.private / "inbox.sqlite"


def new_edit_id() -> str:
    """An id that was never given, also not by an inbox that was lost."""
    return f"e_{uuid.uuid4().hex[:16]}"


def append_entry(
    workspace: Workspace,
    kind: str,
    *,
    theme_id: str | None,
    detail: dict[str, Any],
    author: str | None = None,
    edit_id: str | None = None,
    book: Book = THEME_EDITS,
) -> Entry:
    """The decision, after it is safely in the inbox; `author` is the system's user where none is given.

    Its time is later than that of every decision before it, whatever the clocks of the writers say, since decisions are
    replayed in the order of time.
    """
    with open_inbox(workspace) as connection:
        row = connection.execute(f"SELECT max(edited_at) FROM {book.table}").fetchone()
        at = _now(after=row[0])
        entry = Entry(edit_id or new_edit_id(), at, author or system_user(), kind, theme_id, detail)
        connection.execute(
            f"INSERT INTO {book.table} (edit_id, edited_at, author, kind, theme_id, detail) VALUES (?, ?, ?, ?, ?, ?)",
            [
                entry.edit_id,
                _text(at),
                entry.author,
                kind,
                theme_id,
                json.dumps(detail, ensure_ascii=False, sort_keys=True),
            ],
        )
    return entry


def undo_entry(workspace: Workspace, edit_id: str, *, author: str | None = None, book: Book = THEME_EDITS) -> Entry:
    """The decision, marked as taken back; raises EditError where there is none of that id, or it was so before."""
    with open_inbox(workspace) as connection:
        entry = _one(connection, edit_id, book)
        if entry is None:
            raise EditError(f"there is no {book.what} {edit_id!r}; {book.listed_by} lists them")
        if entry.undone_at:
            raise EditError(
                f"{edit_id} was undone before, by {entry.undone_by}, at {entry.undone_at:%Y-%m-%d %H:%M} UTC"
            )
        connection.execute(
            f"UPDATE {book.table} SET undone_at = ?, undone_by = ? WHERE edit_id = ?",
            [_text(_now(after=_text(entry.edited_at))), author or system_user(), edit_id],
        )
        undone = _one(connection, edit_id, book)
    if undone is None:
        raise EditError(f"{edit_id} has vanished from {inbox_path(workspace)}")
    return undone


def read_entries(workspace: Workspace, book: Book = THEME_EDITS) -> list[Entry]:
    """Every decision in the order of time; none where nobody has decided anything yet."""
    if not inbox_path(workspace).exists():
        return []
    with open_inbox(workspace) as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM {book.table} ORDER BY edited_at")
        return [_entry(row) for row in rows]


def system_user() -> str:
    """Who runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"


@contextmanager
def open_inbox(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """The inbox inside one transaction that no other writer comes between."""
    workspace.private.mkdir(parents=True, exist_ok=True)
    path = inbox_path(workspace)
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                for book in _BOOKS:
                    connection.execute(_SCHEMA.format(table=book.table))
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise EditError(f"{path} can't be used: {error}") from error


def _one(connection: sqlite3.Connection, edit_id: str, book: Book) -> Entry | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM {book.table} WHERE edit_id = ?", [edit_id]).fetchone()
    return _entry(row) if row else None


def _entry(row: tuple[Any, ...]) -> Entry:
    edit_id, edited_at, author, kind, theme_id, detail, undone_at, undone_by = row
    return Entry(
        edit_id, _time(edited_at), author, kind, theme_id, json.loads(detail), undone_at and _time(undone_at), undone_by
    )


def _now(*, after: str | None) -> datetime:
    now = datetime.now(UTC).replace(tzinfo=None)
    return max(now, _time(after) + timedelta(microseconds=1)) if after else now


def _text(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
