"""What is older than the retention period is left out of every file, so that no export brings it back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from vocpipe.collect.forgotten import NOBODY
from vocpipe.collect.rows import to_json
from vocpipe.records import Accepted, Feedback, LeftOut, Outcome
from vocpipe.wording import say


def without_old(outcomes: Iterable[Outcome], since: date | None) -> Iterator[Outcome]:
    """The outcomes without rows and messages that were written before the day `since` (UTC): they are left out."""
    first = datetime.combine(since, time(), ZoneInfo("UTC")) if since else None
    for outcome in outcomes:
        yield _recent(outcome, first) if first and isinstance(outcome, Accepted) else outcome


def _recent(row: Accepted, first: datetime) -> Outcome:
    old = [part for part in row.feedback if _is_old(part, first)]
    if not old:
        return row
    reason = say("pseudonyms.uses.too_old")
    if len(old) == len(row.feedback) and row.record is None:
        return LeftOut(row.row, reason)
    words = [word for part in old for word in (part.text, part.title)]
    return replace(
        row,
        feedback=[part for part in row.feedback if not _is_old(part, first)],
        left_out=[*row.left_out, *(LeftOut(row.row, reason) for _ in old)],
        raw=json.loads(NOBODY.without(to_json(row.raw), words)),
    )


def _is_old(part: Feedback, first: datetime) -> bool:
    return not part.deleted and part.created_at is not None and part.created_at < first
