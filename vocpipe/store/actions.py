"""What people decide to do about a theme: who does what by when, kept in the inbox with author and time, undoable.

It stands in the store, not among the stages, so that the command line and the explorer use the very same.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from vocpipe.errors import EditError
from vocpipe.store.inbox import ACTIONS, Entry, append_entry, read_entries, undo_entry
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace, fetch_one

_LONGEST_TITLE = 300

Ending = Literal["done", "dropped"]


@dataclass(frozen=True, slots=True)
class Action:
    """One decision as it stands now; times in UTC, without a zone."""

    action_id: str
    theme_id: str
    title: str
    owner: str | None
    done_on: date
    release: str | None
    status: str  # open | done | dropped | undone
    author: str
    created_at: datetime
    closed_at: datetime | None = None
    closed_by: str | None = None


def add_action(
    workspace: Workspace,
    theme_id: str,
    title: str,
    *,
    done_on: date,
    owner: str | None = None,
    release: str | None = None,
    author: str | None = None,
) -> Entry:
    """The decision, after it is in the inbox; `done_on` is the day from which on customers can feel it.

    Raises EditError where there is no such theme or no title, and WorkspaceError where nothing is published yet.
    """
    title = " ".join(title.split())
    if not title or len(title) > _LONGEST_TITLE:
        raise EditError(f"say in 1 to {_LONGEST_TITLE} characters what is done")
    with open_snapshot(newest(workspace)) as published:
        row = fetch_one(published, "SELECT parent_id, state FROM theme WHERE theme_id = ?", [theme_id])
    if row is None or row[1] != "active":
        raise EditError(f"there is no theme {theme_id!r} in the newest snapshot; vocpipe theme list shows them")
    if row[0]:
        raise EditError(f"{theme_id} is a sub-theme; name its theme, {row[0]}")
    detail = {"title": title, "done_on": str(done_on), "owner": owner, "release": release}
    told = {name: value for name, value in detail.items() if value}
    action_id = f"d_{uuid.uuid4().hex[:16]}"
    return append_entry(
        workspace, "add", theme_id=theme_id, detail=told, author=author, edit_id=action_id, book=ACTIONS
    )


def close_action(
    workspace: Workspace,
    action_id: str,
    *,
    ending: Ending = "done",
    done_on: date | None = None,
    author: str | None = None,
) -> Entry:
    """The ending, after it is in the inbox; `done_on` puts right the day that was told before.

    Raises EditError where there is no such action or it is closed.
    """
    action = _open(workspace, action_id)
    detail: dict[str, Any] = {"action_id": action_id, "status": ending}
    if done_on:
        detail["done_on"] = str(done_on)
    return append_entry(workspace, "close", theme_id=action.theme_id, detail=detail, author=author, book=ACTIONS)


def undo_action(workspace: Workspace, action_id: str, *, author: str | None = None) -> Entry:
    """The last thing that was decided about the action, marked as taken back: its ending, else the action itself.

    Raises EditError where there is no such action, or nothing of it stands.
    """
    _known(workspace, action_id)
    standing = [entry for entry in read_entries(workspace, ACTIONS) if not entry.undone_at and _of(entry) == action_id]
    if not standing:
        raise EditError(f"{action_id} was undone before")
    return undo_entry(workspace, standing[-1].edit_id, author=author, book=ACTIONS)


def read_actions(workspace: Workspace) -> list[Action]:
    """Every action in the order of time, as it stands now; undone ones too."""
    found: dict[str, Action] = {}
    for entry in read_entries(workspace, ACTIONS):
        if entry.kind == "add":
            found[entry.edit_id] = _added(entry)
        elif not entry.undone_at and (action := found.get(_of(entry))) and action.status != "undone":
            found[action.action_id] = _closed(action, entry)
    return list(found.values())


def _of(entry: Entry) -> str:
    """The action that an entry is about."""
    return entry.edit_id if entry.kind == "add" else str(entry.detail["action_id"])


def _added(entry: Entry) -> Action:
    detail = entry.detail
    return Action(
        action_id=entry.edit_id,
        theme_id=str(entry.theme_id),
        title=detail["title"],
        owner=detail.get("owner"),
        done_on=date.fromisoformat(detail["done_on"]),
        release=detail.get("release"),
        status="undone" if entry.undone_at else "open",
        author=entry.author,
        created_at=entry.edited_at,
    )


def _closed(action: Action, entry: Entry) -> Action:
    done_on = date.fromisoformat(entry.detail["done_on"]) if "done_on" in entry.detail else action.done_on
    return replace(
        action, status=entry.detail["status"], done_on=done_on, closed_at=entry.edited_at, closed_by=entry.author
    )


def _known(workspace: Workspace, action_id: str) -> Action:
    for action in read_actions(workspace):
        if action.action_id == action_id:
            return action
    raise EditError(f"there is no action {action_id!r}; vocpipe action list shows them")


def _open(workspace: Workspace, action_id: str) -> Action:
    action = _known(workspace, action_id)
    if action.status != "open":
        raise EditError(f"{action_id} is {action.status} already; vocpipe action undo takes that back")
    return action
