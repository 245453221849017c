"""What Marketo's activities say beside the words in them: what leads did, what was sent to them, who unsubscribed."""

from collections.abc import Iterator
from pathlib import Path

from vocpipe.collect.companions.rows import Behavior, Contact
from vocpipe.collect.parsing.cells import Cells
from vocpipe.collect.parsing.marketo import Activity, holds, leave_out, read_activities, types
from vocpipe.collect.reader import Reading
from vocpipe.records import Outcome


def read_behavior(reading: Reading) -> Iterator[Outcome]:
    """One outcome per activity: what the lead did is accepted; what was done to the lead is left out."""
    return read_activities(reading, _behavior)


def read_contacts(reading: Reading) -> Iterator[Outcome]:
    """One outcome per activity: mail that was sent and unsubscriptions are accepted; all else is left out."""
    return read_activities(reading, _contact)


def recognizes_contacts(path: Path) -> bool:
    """Whether the file holds activities, and mail that was sent or somebody who unsubscribed among them."""
    return holds(path, lambda activity: activity.type in types("sent") | types("unsubscribed"))


def _behavior(row: Cells, activity: Activity) -> Outcome:
    if not activity.is_done_by_lead or activity.occurred_at is None:
        return leave_out(row, "matching.row.not_done_by_customer", activity)
    return row.accept(Behavior(activity.occurred_at, activity.lead_id, None, activity.event))


def _contact(row: Cells, activity: Activity) -> Outcome:
    if activity.type in types("unsubscribed"):
        return row.accept(Contact(activity.lead_id, opted_out=True))
    if activity.type in types("sent"):
        return row.accept(Contact(activity.lead_id, contacted_at=activity.occurred_at))
    return leave_out(row, "matching.row.no_contact", activity)
