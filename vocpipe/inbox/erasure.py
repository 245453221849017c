"""People's decisions that quote a forgotten person, or concern them, without it."""

import json
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from vocpipe.inbox.entries import (
    ACTIONS,
    MATCHES,
    THEME_EDITS,
    WATCHES,
    Entry,
    Journal,
    inbox_path,
    open_inbox,
    read_entries,
)
from vocpipe.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An entry with its new detail as JSON; None: nothing is left of it."""

    journal: Journal
    edit_id: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Theirs:
    """What of a person an entry may hold.

    mask: a text without their traces. is_theirs: whether a name for a theme is in their words alone. holding: the ids
    of the edits that still hold texts of others.
    """

    feedback_ids: Collection[str]
    sentence_ids: Collection[str]
    customer_ids: Collection[str]
    mask: Callable[[str], str]
    is_theirs: Callable[[str], bool]
    holding: Collection[str]


def rewritten_entries(workspace: Workspace, theirs: Theirs) -> list[Rewritten]:
    """The entries that hold something of the person, as they are without it; nothing is changed yet."""
    found = []
    for journal, rewrite in ((THEME_EDITS, _edit), (ACTIONS, _action), (MATCHES, _match), (WATCHES, _watch)):
        for entry in read_entries(workspace, journal):
            detail = rewrite(entry, theirs)
            if detail != entry.detail:
                text = None if detail is None else json.dumps(detail, ensure_ascii=False, sort_keys=True)
                found.append(Rewritten(journal, entry.edit_id, text))
    return found


def rewrite_entries(workspace: Workspace, entries: Collection[Rewritten]) -> None:
    """Change or remove the entries in the inbox."""
    if not inbox_path(workspace).exists():
        return
    with open_inbox(workspace) as connection:
        for entry in entries:
            if entry.detail is None:
                connection.execute(f"DELETE FROM {entry.journal.table} WHERE edit_id = ?", [entry.edit_id])
            else:
                update = f"UPDATE {entry.journal.table} SET detail = ? WHERE edit_id = ?"
                connection.execute(update, [entry.detail, entry.edit_id])


def compact_inbox(workspace: Workspace) -> None:
    """Write the inbox anew, so that no byte is left of what was removed from it."""
    path = inbox_path(workspace)
    if path.exists():
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _edit(entry: Entry, theirs: Theirs) -> dict[str, Any] | None:
    """An edit without their sentences, and without names for themes that are in their words."""
    detail = {
        name: value
        for name, value in entry.detail.items()
        if not (name.startswith("name_") and isinstance(value, str) and theirs.is_theirs(value))
    }
    named = detail.get("sentence_ids")
    if named:
        detail["sentence_ids"] = [item for item in named if item not in theirs.sentence_ids]
    if entry.kind == "rename" and not detail.keys() & {"name_ja", "name_en"}:
        return None
    is_empty = named and not detail["sentence_ids"] and not detail.get("subtheme_id")
    return None if is_empty and entry.edit_id not in theirs.holding else detail


def _action(entry: Entry, theirs: Theirs) -> dict[str, Any]:
    return {
        name: theirs.mask(value) if name in ("title", "owner", "release") else value
        for name, value in entry.detail.items()
    }


def _match(entry: Entry, theirs: Theirs) -> dict[str, Any] | None:
    is_about = (
        entry.detail.get("feedback_id") in theirs.feedback_ids or entry.detail.get("customer_id") in theirs.customer_ids
    )
    return None if is_about else entry.detail


def _watch(entry: Entry, theirs: Theirs) -> dict[str, Any] | None:
    """A watch without their traces in its name; none that looks for them."""
    detail = entry.detail
    if theirs.mask(detail["search"]) != detail["search"]:
        return None
    return {**detail, "name": theirs.mask(detail["name"])}
