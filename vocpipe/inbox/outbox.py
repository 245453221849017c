"""The outbox: messages that somebody is to get, and what became of each.

What a message tells of is noted in the same transaction as the message, so it is told once, whoever is killed when.
A message is noted as tried before it is sent and as sent afterwards: one that is cut off in between may have arrived,
and stays known as such. The words of a message are removed as soon as it is sent.
"""

import sqlite3
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from vocpipe.inbox.entries import inbox_path, open_inbox
from vocpipe.store.audit import note_act
from vocpipe.store.workspace import Workspace
from vocpipe.wording import Text, text

_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS outbox_message (
        message_id TEXT PRIMARY KEY, name TEXT NOT NULL, way TEXT NOT NULL, recipient TEXT NOT NULL,
        topics TEXT NOT NULL, n_events INTEGER NOT NULL, content TEXT NOT NULL, created_at TEXT NOT NULL,
        state TEXT NOT NULL, attempts INTEGER NOT NULL, not_before TEXT NOT NULL, tried_at TEXT, ended_at TEXT,
        problem TEXT
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS outbox_event (
        name TEXT NOT NULL, recipient TEXT NOT NULL, event TEXT NOT NULL, message_id TEXT NOT NULL,
        PRIMARY KEY (name, recipient, event)
    )
    """,
    "CREATE TABLE IF NOT EXISTS outbox_refresh (ended_at TEXT NOT NULL, failed_since TEXT)",
)
_COLUMNS = (
    "message_id, name, way, recipient, topics, n_events, content, created_at, state, attempts, not_before, tried_at, "
    "ended_at, problem"
)


class State(StrEnum):
    """Where a message is on its way. unsure: it was cut off while it was sent, and is not sent again."""

    waiting = "waiting"
    trying = "trying"
    sent = "sent"
    failed = "failed"
    unsure = "unsure"
    dropped = "dropped"


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands in the outbox; times in UTC, without a zone.

    recipient: a mail address, "" where the way itself leads to one place. content: JSON, "" once it was sent. problem:
    the key of the sentence that says why it was not sent, and the status of the answer, after a space.
    """

    message_id: str
    name: str
    way: str
    recipient: str
    topics: tuple[str, ...]
    n_events: int
    content: str
    created_at: datetime
    state: State = State.waiting
    attempts: int = 0
    not_before: datetime = datetime.min
    tried_at: datetime | None = None
    ended_at: datetime | None = None
    problem: str | None = None


def problem_text(problem: str) -> Text:
    """The sentence for a problem as a message has it."""
    key, _, number = problem.partition(" ")
    return text(f"notify.problem.{key}", number=number)


def new_message_id() -> str:
    """A random id, which the receiver may use to tell whether it has the message already."""
    return f"m_{uuid.uuid4().hex}"


def told_events(workspace: Workspace, name: str, recipient: str) -> set[str]:
    """The events that a recipient has been told of, or will be by a message that waits."""
    if not inbox_path(workspace).exists():
        return set()
    with _open(workspace) as connection:
        query = "SELECT event FROM outbox_event WHERE name = ? AND recipient = ?"
        return {row[0] for row in connection.execute(query, [name, recipient]).fetchall()}


def put_message(workspace: Workspace, message: Message, events: Collection[str]) -> bool:
    """Put a message into the outbox, together with the events that it tells of.

    False, and nothing is changed, if the recipient was meanwhile told of one of them.
    """
    with _open(workspace) as connection:
        rows = [(message.name, message.recipient, event, message.message_id) for event in sorted(events)]
        for row in rows:
            known = "SELECT 1 FROM outbox_event WHERE name = ? AND recipient = ? AND event = ?"
            if connection.execute(known, row[:3]).fetchone():
                return False
        connection.executemany("INSERT INTO outbox_event VALUES (?, ?, ?, ?)", rows)
        marks = ", ".join("?" * len(_COLUMNS.split(", ")))
        connection.execute(f"INSERT INTO outbox_message ({_COLUMNS}) VALUES ({marks})", _values(message))
        note_act(workspace, "notify.message", entry=message.message_id, way=message.way, topics=list(message.topics))
    return True


def read_outbox(workspace: Workspace, *states: State) -> list[Message]:
    """The messages in these states, all without any, in the order of time."""
    if not inbox_path(workspace).exists():
        return []
    with _open(workspace) as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM outbox_message ORDER BY created_at, message_id").fetchall()
    return [message for message in map(_message, rows) if not states or message.state in states]


def note_trying(workspace: Workspace, message: Message, now: datetime) -> None:
    """Note, before it is sent, that a message is being sent."""
    _update(workspace, message, "state = ?, attempts = attempts + 1, tried_at = ?", [State.trying.value, _iso(now)])


def note_waiting(workspace: Workspace, message: Message, problem: str, not_before: datetime) -> None:
    """Note that a message did not arrive, and from when on it is tried again."""
    values = [State.waiting.value, _iso(not_before), problem]
    _update(workspace, message, "state = ?, not_before = ?, problem = ?", values)


def note_end(workspace: Workspace, message: Message, state: State, now: datetime, problem: str | None = None) -> None:
    """Note that a message has arrived, or will not be sent any more; what has arrived loses its words."""
    changed = "state = ?, ended_at = ?, problem = ?" + (", content = ''" if state is State.sent else "")
    _update(workspace, message, changed, [state.value, _iso(now), problem])


def try_again(workspace: Workspace, now: datetime) -> int:
    """Let messages that failed, or may not have arrived, wait anew; returns how many."""
    with _open(workspace) as connection:
        return connection.execute(
            "UPDATE outbox_message SET state = ?, not_before = ?, created_at = ?, ended_at = NULL "
            "WHERE state IN (?, ?) AND content <> ''",
            [State.waiting.value, _iso(now), _iso(now), State.failed.value, State.unsure.value],
        ).rowcount


def drop_words(workspace: Workspace) -> int:
    """Remove the words of every message that was not sent, since somebody in them may have been forgotten.

    What those tell that were never tried is told anew, from what is published then. Returns how many were dropped.
    """
    if not inbox_path(workspace).exists():
        return 0
    with _open(workspace) as connection:
        connection.execute(
            "DELETE FROM outbox_event WHERE message_id IN "
            "(SELECT message_id FROM outbox_message WHERE state = ? AND attempts = 0)",
            [State.waiting.value],
        )
        return connection.execute(
            "UPDATE outbox_message SET state = ?, ended_at = ?, content = '' WHERE content <> ''",
            [State.dropped.value, _iso(datetime.now(UTC).replace(tzinfo=None))],
        ).rowcount


def note_refresh(workspace: Workspace, *, failed: bool, now: datetime) -> None:
    """Note that a refresh ended well, or that one failed."""
    with _open(workspace) as connection:
        ended, since = _refresh(connection)
        connection.execute("DELETE FROM outbox_refresh")
        row = [ended, since or _iso(now)] if failed else [_iso(now), None]
        connection.execute("INSERT INTO outbox_refresh VALUES (?, ?)", row)


def failing_since(workspace: Workspace) -> datetime | None:
    """When the first refresh failed after the last that ended well; None if none did."""
    if not inbox_path(workspace).exists():
        return None
    with _open(workspace) as connection:
        since = _refresh(connection)[1]
    return datetime.fromisoformat(since) if since else None


def _refresh(connection: sqlite3.Connection) -> tuple[str, str | None]:
    row = connection.execute("SELECT ended_at, failed_since FROM outbox_refresh").fetchone()
    return (row[0], row[1]) if row else ("", None)


@contextmanager
def _open(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    with open_inbox(workspace) as connection:
        for table in _SCHEMA:
            connection.execute(table)
        yield connection


def _update(workspace: Workspace, message: Message, changed: str, values: Sequence[str | None]) -> None:
    with _open(workspace) as connection:
        update = f"UPDATE outbox_message SET {changed} WHERE message_id = ?"
        connection.execute(update, [*values, message.message_id])


def _values(message: Message) -> list[object]:
    return [
        *(message.message_id, message.name, message.way, message.recipient, " ".join(message.topics)),
        *(message.n_events, message.content, _iso(message.created_at), message.state.value, message.attempts),
        *(_iso(message.not_before), None, None, message.problem),
    ]


def _message(row: tuple[object, ...]) -> Message:
    ident, name, way, recipient, topics, n, content, created, state, attempts, not_before, tried, ended, problem = row
    return Message(
        *(str(ident), str(name), str(way), str(recipient), tuple(str(topics).split()), int(str(n)), str(content)),
        *(_time(created), State(str(state)), int(str(attempts)), _time(not_before)),
        *(_time(tried) if tried else None, _time(ended) if ended else None, str(problem) if problem else None),
    )


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _time(written: object) -> datetime:
    return datetime.fromisoformat(str(written))
