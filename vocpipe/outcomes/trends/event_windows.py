"""The weeks before and after each event of the calendar that belong to it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from vocpipe.outcomes.phrases import joined
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.wording import Text, amount, text

WEEKS = 8  # to each side, at most
MIN_WEEKS = 2  # with feedback, to each side; a single week's rise is mostly a burst
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Windows:
    """An event with its whole weeks, numbered: from `start` on before it, from `after` on after it, `stop` excluded.

    The week in which it happened is on neither side unless it is a Monday. The weeks end at the next event and begin
    with the one before. `reason` says why they are too few; it is None if they are enough.
    """

    event: dict[str, Any]
    start: int
    before: int  # the first week that is no longer before it
    after: int
    stop: int
    reason: Text | None = None

    def days(self, mondays: Sequence[date]) -> dict[str, date | None]:
        """The first days of both windows and the first days after them; null if there are no weeks to compare."""
        if self.reason is not None:
            return dict.fromkeys(("before_from", "before_to", "after_from", "after_to"))
        return {
            "before_from": mondays[self.start],
            "before_to": mondays[self.before - 1] + _WEEK,
            "after_from": mondays[self.after],
            "after_to": mondays[self.stop - 1] + _WEEK,
        }


def windows(events: Sequence[dict[str, Any]], mondays: Sequence[date], volume: Floats) -> list[Windows]:
    """The windows of each event (event_date, name, kind), in the order given; volume: feedback by week."""
    return [_windows(event, events, mondays, volume) for event in events]


def _windows(
    event: dict[str, Any], events: Sequence[dict[str, Any]], mondays: Sequence[date], volume: Floats
) -> Windows:
    day = event["event_date"]
    others = [other for other in events if other is not event]
    earlier = max((other["event_date"] for other in others if other["event_date"] <= day), default=date.min)
    later = min((other["event_date"] for other in others if other["event_date"] >= day), default=date.max)
    ended = [number for number, monday in enumerate(mondays) if monday + _WEEK <= day]
    begun = [number for number, monday in enumerate(mondays) if monday >= day]
    before = [number for number in ended[-WEEKS:] if mondays[number] >= earlier]
    after = [number for number in begun[:WEEKS] if mondays[number] <= later - _WEEK]
    n_weeks = _seen(volume, before), _seen(volume, after)
    if min(n_weeks) >= MIN_WEEKS:
        return Windows(event, before[0], before[-1] + 1, after[0], after[-1] + 1)
    whole = ended[-WEEKS:], begun[:WEEKS]
    if min(_seen(volume, side) for side in whole) < MIN_WEEKS:
        return Windows(event, 0, 0, 0, 0, _few((_seen(volume, whole[0]), _seen(volume, whole[1]))))
    first, stop = mondays[whole[0][0]], mondays[whole[1][-1]] + _WEEK
    near = [other for other in others if other["event_date"] in (earlier, later) and first < other["event_date"] < stop]
    return Windows(event, 0, 0, 0, 0, _overlap(near))


def _seen(volume: Floats, weeks: Sequence[int]) -> int:
    return int(np.count_nonzero(volume[list(weeks)])) if weeks else 0


def _overlap(near: Sequence[dict[str, Any]]) -> Text:
    names = [text("trends.event.name", name=other["name"], date=other["event_date"]) for other in near]
    return text("trends.event.overlap", events=joined(names, "trends.event.separator"), min=MIN_WEEKS)


def _few(n_weeks: tuple[int, int]) -> Text:
    before, after = n_weeks
    return text("trends.event.few_weeks", before=amount("week", before), after=after, min=MIN_WEEKS)
