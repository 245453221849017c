"""Watches: searches by words that somebody saved under a name, to see how often they find something each week."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from vocpipe.errors import EditError
from vocpipe.inbox.entries import WATCHES, Entry, append_entry, read_entries, undo_entry
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

FILTERS = ("sources", "kinds", "langs", "plans", "labels", "intents", "causes", "feelings")
MOST = 50  # watches that stand at once: each refresh looks through all texts for each
_MAX_NAME, _MAX_SEARCH = 100, 500


@dataclass(frozen=True, slots=True)
class Watch:
    """One saved search; times in UTC, without a zone. filters: name (of FILTERS) -> the values it lets through."""

    watch_id: str
    name: str
    search: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    author: str = ""
    created_at: datetime = datetime.min


def add_watch(
    workspace: Workspace,
    name: str,
    search: str,
    filters: Mapping[str, Sequence[str]] | None = None,
    *,
    author: str | None = None,
) -> Entry:
    """The entry, after it is in the inbox; its id is that of the watch.

    Raises EditError without a name or words, if a watch that stands has the name, or if there are too many.
    """
    name, search = " ".join(name.split()), " ".join(search.split())
    if not name or len(name) > _MAX_NAME:
        raise EditError(tell("error.watch.name", max=_MAX_NAME))
    if not search or len(search) > _MAX_SEARCH:
        raise EditError(tell("error.watch.search", max=_MAX_SEARCH))
    standing = read_watches(workspace)
    if name in {watch.name for watch in standing}:
        raise EditError(tell("error.watch.taken", name=name))
    if len(standing) >= MOST:
        raise EditError(tell("error.watch.many", max=MOST))
    chosen = {kind: list(values) for kind, values in (filters or {}).items() if kind in FILTERS and values}
    watch_id, detail = f"w_{uuid.uuid4().hex[:16]}", {"name": name, "search": search, "filters": chosen}
    return append_entry(
        workspace, "add", theme_id=None, detail=detail, author=author, edit_id=watch_id, journal=WATCHES
    )


def remove_watch(workspace: Workspace, watch_id: str, *, author: str | None = None) -> Entry:
    """The entry that added the watch, now marked as undone; raises EditError if no such watch stands."""
    return undo_entry(workspace, watch_id, author=author, journal=WATCHES)


def read_watches(workspace: Workspace) -> list[Watch]:
    """Every watch that stands, in the order of time."""
    return [
        Watch(
            entry.edit_id,
            str(entry.detail["name"]),
            str(entry.detail["search"]),
            dict(entry.detail.get("filters") or {}),
            entry.author,
            entry.edited_at,
        )
        for entry in read_entries(workspace, WATCHES)
        if not entry.undone_at
    ]
