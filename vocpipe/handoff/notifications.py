"""notification: what became of every message in the outbox, without its words and addresses."""

from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.inbox.outbox import Message, problem_text, read_outbox
from vocpipe.step import Context, Counts, Step
from vocpipe.store.secret import keyed, secret
from vocpipe.store.tables import registered
from vocpipe.store.workspace import transaction

_TEXTS = ("message_id", "name", "way", "recipient", "state", "problem_en", "problem_ja")
_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in _TEXTS),
        *((name, pa.int64()) for name in ("n_events", "attempts")),
        *((name, pa.timestamp("us")) for name in ("created_at", "tried_at", "ended_at")),
        ("topics", pa.list_(pa.string())),
    ]
)


def store_notifications(connection: duckdb.DuckDBPyConnection, messages: list[Message], key: bytes) -> None:
    """Replace the table by the messages; `key`: with which addresses are hashed."""
    rows = pa.Table.from_pylist([_row(message, key) for message in messages], _SCHEMA)
    with registered(connection, notification_now=rows), transaction(connection):
        connection.execute("DELETE FROM notification")
        connection.execute("INSERT INTO notification BY NAME SELECT * FROM notification_now")


def _row(message: Message, key: bytes) -> dict[str, Any]:
    problem = problem_text(message.problem) if message.problem else None
    return {
        **{name: getattr(message, name) for name in ("message_id", "name", "way", "n_events", "attempts")},
        **{name: getattr(message, name) for name in ("created_at", "tried_at", "ended_at")},
        "recipient": f"r_{keyed(key, 'recipient', message.recipient.lower())}" if message.recipient else None,
        "topics": list(message.topics),
        "state": message.state.value,
        "problem_en": problem.en if problem else None,
        "problem_ja": problem.ja if problem else None,
    }


def _run(context: Context) -> Counts:
    """Store them; they count as nothing new, since otherwise each message would publish a snapshot of its own."""
    messages = read_outbox(context.workspace)
    store_notifications(context.connection, messages, secret(context.workspace))
    return {}


STEP = Step("collect.notifications", _run, writes=frozenset({"notification"}))
