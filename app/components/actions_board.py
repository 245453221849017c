"""Actions as they stand in the inbox, and which of them have gone stale."""

from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st

from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.app.overlay.pending import inbox_state
from vocpipe.inbox.actions import Action, read_actions
from vocpipe.inbox.stale import Stale, why_stale
from vocpipe.store.workspace import Workspace

STAGES = ("open", "doing", "done", "told")


def actions(*, dropped: bool = False) -> list[Action]:
    """The actions that stand, in the order of their days; with `dropped` those that were dropped instead."""
    found = _read(str(workspace().root), inbox_state(workspace()))
    statuses = ("dropped",) if dropped else STAGES
    return sorted((one for one in found if one.status in statuses), key=lambda one: (one.done_on, one.action_id))


def stale(context: PageContext, action: Action) -> Stale | None:
    """Why an action that is not shipped yet is to be looked at; None if nothing is wrong with it."""
    return why_stale(action, datetime.now(UTC), context.words.zone)


def count_stale(context: PageContext) -> int:
    """How many actions are past their day, or stand still."""
    return sum(stale(context, action) is not None for action in actions())


def today(context: PageContext) -> date:
    """The day in the workspace's time zone."""
    return datetime.now(UTC).astimezone(context.words.zone).date()


@st.cache_data(max_entries=2, show_spinner=False)
def _read(root: str, state: tuple[int, ...]) -> list[Action]:
    return read_actions(Workspace(Path(root))) if state else []
