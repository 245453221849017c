"""Actions: what people decide to do about a theme, with owner, day and author. Every entry can be undone."""

import re
import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from vocpipe.errors import EditError
from vocpipe.inbox.entries import ACTIONS, Entry, append_entry, read_entries, undo_entry
from vocpipe.store.snapshot import open_newest
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import tell

_MAX_TITLE = 300
_TICKET = re.compile(r"https?://[^\s\"'<>\\]{1,500}")
_BEFORE: dict[str, tuple[str, ...]] = {"doing": ("open",), "told": ("done",)}  # status -> where an action comes from

Ending = Literal["done", "dropped"]
Stage = Literal["doing", "told"]


@dataclass(frozen=True, slots=True)
class Action:
    """One action as it stands now; times in UTC, without a zone.

    moved_at: when it last went to another status. told_at: when customers were told.
    """

    action_id: str
    theme_id: str
    title: str
    owner: str | None
    done_on: date
    release: str | None
    status: str  # open | doing | done | told | dropped | undone
    author: str
    created_at: datetime
    closed_at: datetime | None = None
    closed_by: str | None = None
    ticket: str | None = None
    moved_at: datetime | None = None
    told_at: datetime | None = None


def add_action(
    workspace: Workspace,
    theme_id: str,
    title: str,
    *,
    done_on: date,
    owner: str | None = None,
    release: str | None = None,
    ticket: str | None = None,
    author: str | None = None,
) -> Entry:
    """The entry, after it is in the inbox; `done_on` is the first day on which customers can notice the action.

    ticket: the address of its ticket in a tracker. Raises EditError if there is no such theme, no title, or the ticket
    is no web address, and WorkspaceError if nothing is published yet.
    """
    title = " ".join(title.split())
    if not title or len(title) > _MAX_TITLE:
        raise EditError(tell("error.action.title", max=_MAX_TITLE))
    if ticket and not _TICKET.fullmatch(ticket):
        raise EditError(tell("error.action.ticket"))
    _check_theme(workspace, theme_id)
    fields = {"title": title, "done_on": str(done_on), "owner": owner, "release": release, "ticket": ticket}
    detail = {name: value for name, value in fields.items() if value}
    action_id = f"d_{uuid.uuid4().hex[:16]}"
    return append_entry(
        workspace, "add", theme_id=theme_id, detail=detail, author=author, edit_id=action_id, journal=ACTIONS
    )


def _check_theme(workspace: Workspace, theme_id: str) -> None:
    """Raises EditError if an action cannot be about the theme."""
    with open_newest(workspace) as published:
        row = fetch_one(published, "SELECT parent_id, state FROM theme WHERE theme_id = ?", [theme_id])
    if row is None or row[1] != "active":
        raise EditError(tell("error.theme.unknown", theme=repr(theme_id)))
    if row[0]:
        raise EditError(tell("error.action.subtheme", theme=theme_id, parent=row[0]))


def close_action(
    workspace: Workspace,
    action_id: str,
    *,
    ending: Ending = "done",
    done_on: date | None = None,
    author: str | None = None,
) -> Entry:
    """The entry that closes the action, after it is in the inbox; `done_on` corrects the day that was given before.

    Raises EditError if there is no such action or it is closed.
    """
    action = _in(workspace, action_id, ("open", "doing"))
    detail: dict[str, Any] = {"action_id": action_id, "status": ending}
    if done_on:
        detail["done_on"] = str(done_on)
    return append_entry(workspace, "close", theme_id=action.theme_id, detail=detail, author=author, journal=ACTIONS)


def advance_action(workspace: Workspace, action_id: str, stage: Stage, *, author: str | None = None) -> Entry:
    """The entry that an open action is being worked on, or that customers were told of a done one.

    Raises EditError if there is no such action, or it is neither.
    """
    action = _in(workspace, action_id, _BEFORE[stage])
    detail = {"action_id": action_id, "status": stage}
    kind = "start" if stage == "doing" else "tell"
    return append_entry(workspace, kind, theme_id=action.theme_id, detail=detail, author=author, journal=ACTIONS)


def undo_action(workspace: Workspace, action_id: str, *, author: str | None = None) -> Entry:
    """The action's newest entry, now marked as undone: the last that changed its status, else the one that added it.

    Raises EditError if there is no such action, or all of its entries were undone before.
    """
    _find(workspace, action_id)
    entries = [
        entry for entry in read_entries(workspace, ACTIONS) if not entry.undone_at and _action_of(entry) == action_id
    ]
    if not entries:
        raise EditError(tell("error.action.undone", action=action_id))
    return undo_entry(workspace, entries[-1].edit_id, author=author, journal=ACTIONS)


def read_actions(workspace: Workspace) -> list[Action]:
    """Every action in the order of time, as it stands now; undone ones too."""
    actions: dict[str, Action] = {}
    for entry in read_entries(workspace, ACTIONS):
        if entry.kind == "add":
            actions[entry.edit_id] = _added(entry)
        elif not entry.undone_at and (action := actions.get(_action_of(entry))) and action.status != "undone":
            actions[action.action_id] = _moved(action, entry)
    return list(actions.values())


def _action_of(entry: Entry) -> str:
    """The id of the action that an entry is about."""
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
        ticket=detail.get("ticket"),
        moved_at=entry.edited_at,
    )


def _moved(action: Action, entry: Entry) -> Action:
    action = replace(action, status=entry.detail["status"], moved_at=entry.edited_at)
    if entry.kind == "tell":
        return replace(action, told_at=entry.edited_at)
    if entry.kind != "close":
        return action
    done_on = date.fromisoformat(entry.detail["done_on"]) if "done_on" in entry.detail else action.done_on
    return replace(action, done_on=done_on, closed_at=entry.edited_at, closed_by=entry.author)


def _find(workspace: Workspace, action_id: str) -> Action:
    for action in read_actions(workspace):
        if action.action_id == action_id:
            return action
    raise EditError(tell("error.action.unknown", action=repr(action_id)))


def _in(workspace: Workspace, action_id: str, statuses: tuple[str, ...]) -> Action:
    """The action; raises EditError if it is in none of the statuses."""
    action = _find(workspace, action_id)
    if action.status not in statuses:
        raise EditError(tell(f"error.action.{action.status}", action=action_id))
    return action
