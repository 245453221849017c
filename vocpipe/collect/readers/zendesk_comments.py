"""Comments on Zendesk tickets, one per row, as a warehouse loader stores them.

Traps: a comment has its author's id, but not whether that is an agent. Internal notes stand among the public comments.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from vocpipe.collect.parsing.headers import column_at
from vocpipe.collect.reader import Reading
from vocpipe.collect.tabular.profile import Profile, vendor_reader
from vocpipe.collect.tabular.table import read_table
from vocpipe.records import Accepted, LeftOut, Outcome
from vocpipe.wording import say

_ROLES = ("author_role", "user_role", "author.role")
_LAST = datetime.max.replace(tzinfo=UTC)


def read(reading: Reading, profile: Profile) -> Iterator[Outcome]:
    """One outcome per comment; without a column of roles, only those of a ticket's opener are accepted."""
    outcomes = list(read_table(reading, profile))
    header = next((list(outcome.raw) for outcome in outcomes if isinstance(outcome, Accepted)), [])
    if not header or any(column_at(header, name) is not None for name in _ROLES):
        yield from outcomes
        return
    reading.warnings.append(say("vendors.support.opener"))
    openers = _openers(outcomes)
    for outcome in outcomes:
        part = outcome.feedback[0] if isinstance(outcome, Accepted) else None
        if part and not part.deleted and openers[part.thread_id] != part.customer_ref:
            yield LeftOut(outcome.row, say("vendors.support.other_person"), part.text)
        else:
            yield outcome


def _openers(outcomes: Sequence[Outcome]) -> dict[str | None, str | None]:
    """Ticket -> the author of its first public comment."""
    parts = [outcome.feedback[0] for outcome in outcomes if isinstance(outcome, Accepted)]
    first: dict[str | None, str | None] = {}
    for part in sorted(parts, key=lambda part: part.created_at or _LAST):
        first.setdefault(part.thread_id, part.customer_ref)
    return first


READER = vendor_reader("zendesk_comments", read)
