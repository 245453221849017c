"""A new secret for the pseudonyms, and what people decided about ids that have other names since."""

from dataclasses import dataclass

import duckdb

from vocpipe.inbox.entries import JOURNALS, inbox_path, open_inbox
from vocpipe.inbox.outbox import drop_words
from vocpipe.store.audit import note_act
from vocpipe.store.lock import refresh_lock
from vocpipe.store.pseudonyms import former_ids, with_ids
from vocpipe.store.secret import replace_secret
from vocpipe.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many ids of each kind are new, and how many entries of the inbox were about former ones."""

    customers: int
    feedback: int
    sentences: int
    entries: int


def rotate_pseudonyms(workspace: Workspace, *, keep_older: bool = False, author: str | None = None) -> Rotation:
    """What has new ids, after the private database and the inbox have them; the next refresh publishes them.

    It also removes the snapshots with former pseudonyms, unless keep_older. Killed at any moment, it leaves either all
    former ids or a new secret, with which whoever opens the database next goes on. Raises RefreshRunningError while a
    refresh holds the workspace.
    """
    with refresh_lock(workspace):
        with workspace.connect() as connection:
            rename_entries(connection, workspace)  # those that the last rotation has not come to
            connection.execute("UPDATE pseudonym_key SET keep_older = ?", [keep_older])
        replace_secret(workspace)
        drop_words(workspace)  # messages that wait lead to former ids
        with workspace.connect() as connection:
            entries = rename_entries(connection, workspace)
            customers, feedback, sentences = (_n_renamed(connection, kind) for kind in ("c", "f", "s"))
    rotation = Rotation(customers, feedback, sentences, entries)
    counts = {"customers": rotation.customers, "feedback": rotation.feedback, "entries": entries}
    note_act(workspace, "pseudonyms.rotate", author=author, older="kept" if keep_older else "removed", **counts)
    return rotation


def rename_entries(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> int:
    """How many entries of the inbox now hold the ids that the private database has, instead of former ones."""
    if not inbox_path(workspace).exists():
        return 0
    renamed = 0
    with open_inbox(workspace) as inbox:
        for journal in JOURNALS:
            rows = inbox.execute(f"SELECT seq, detail FROM {journal.table}").fetchall()
            names = former_ids(connection, [detail for _, detail in rows])
            changed = [(with_ids(detail, names), seq) for seq, detail in rows if with_ids(detail, names) != detail]
            inbox.executemany(f"UPDATE {journal.table} SET detail = ? WHERE seq = ?", changed)
            renamed += len(changed)
    return renamed


def _n_renamed(connection: duckdb.DuckDBPyConnection, kind: str) -> int:
    rows = connection.execute("SELECT count(*) FROM former_id WHERE left(new_id, 1) = ?", [kind]).fetchall()
    return int(rows[0][0])
