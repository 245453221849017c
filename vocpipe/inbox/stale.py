"""Which actions have gone stale: past the day from which on customers should feel them, or without a move."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from vocpipe.inbox.actions import Action

_STILL_DAYS = 42  # without a move, an action that is not shipped has gone stale


@dataclass(frozen=True, slots=True)
class Stale:
    """Why an action is to be looked at: days past its day, or without a move."""

    why: str  # overdue | still
    days: int


def why_stale(action: Action, now: datetime, zone: ZoneInfo) -> Stale | None:
    """Why an action that is not shipped yet is to be looked at; None if nothing is wrong with it.

    now: with its time zone. zone: that of the workspace, by whose days an action is late.
    """
    if action.status not in ("open", "doing"):
        return None
    late = (now.astimezone(zone).date() - action.done_on).days
    if late > 0:
        return Stale("overdue", late)
    still = (now.astimezone(UTC).replace(tzinfo=None) - (action.moved_at or action.created_at)).days
    return Stale("still", still) if still >= _STILL_DAYS else None
