"""How often something new is expected from a source, and from when on it is late."""

from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Expect = Literal["hourly", "daily", "weekdays", "weekly", "monthly", "quarterly"]

# Longer than the period itself: a refresh does not run at the same minute every time, and a month has 31 days.
_PATIENCE: dict[Expect, timedelta] = {
    "hourly": timedelta(hours=3),
    "daily": timedelta(hours=36),
    "weekdays": timedelta(hours=36),
    "weekly": timedelta(days=8),
    "monthly": timedelta(days=35),
    "quarterly": timedelta(days=100),
}
_DAY, _SATURDAY = timedelta(days=1), 5


def due_at(arrived: datetime, expect: Expect, zone: ZoneInfo) -> datetime:
    """When something new must have come after `arrived`, a time with its zone; later than that, the source is late.

    `weekdays` does not count Saturdays and Sundays, of the calendar in `zone`.
    """
    if expect != "weekdays":
        return arrived + _PATIENCE[expect]
    moment, left = arrived.astimezone(zone), _PATIENCE[expect]
    while left or moment.weekday() >= _SATURDAY:
        midnight = datetime.combine(moment.date() + _DAY, time(), zone)
        counted = min(left, midnight - moment) if moment.weekday() < _SATURDAY else timedelta()
        moment = moment + counted if counted and counted == left else midnight
        left -= counted
    return moment.astimezone(arrived.tzinfo)
