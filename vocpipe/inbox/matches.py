"""Matches that people take back: what was said is not that customer's. Every entry can be undone."""

from dataclasses import dataclass

from vocpipe.errors import EditError
from vocpipe.inbox.entries import MATCHES, Entry, append_entry, read_entries
from vocpipe.store.snapshot import open_newest
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class WrongMatch:
    """A piece of feedback and the customer, by the pseudonym, that it is not by."""

    feedback_id: str
    customer_id: str


def reject_match(workspace: Workspace, feedback_id: str, *, author: str | None = None) -> Entry:
    """The entry, after it is in the inbox; the next refresh applies it to all that was said under the same reference.

    Raises EditError if there is no such feedback or nobody is known to have given it, and WorkspaceError if nothing is
    published yet.
    """
    with open_newest(workspace) as published:
        row = fetch_one(published, "SELECT customer_id FROM feedback WHERE feedback_id = ?", [feedback_id])
    if row is None:
        raise EditError(tell("matching.error.unknown_feedback", id=repr(feedback_id)))
    if row[0] is None:
        raise EditError(tell("matching.error.no_customer", id=feedback_id))
    detail = {"feedback_id": feedback_id, "customer_id": row[0]}
    return append_entry(workspace, "reject", theme_id=None, detail=detail, author=author, journal=MATCHES)


def wrong_matches(workspace: Workspace) -> list[WrongMatch]:
    """Every match that was taken back and still is."""
    entries = read_entries(workspace, MATCHES)
    return [WrongMatch(**entry.detail) for entry in entries if entry.kind == "reject" and not entry.undone_at]
