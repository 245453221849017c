"""Systems that give the last week alone: what lies between is told if nobody pulled for longer."""

from datetime import UTC, datetime

from vocpipe.wording import Text, text

WEEK = 7 * 86_400  # seconds


def gap_of(source: str, host: str, last: float, now: float) -> Text | None:
    """What to say of the days that nobody can pull any more; None if there are none.

    last: up to when everything is safe, in seconds since 1970.
    """
    if now - last <= WEEK:
        return None
    days = [datetime.fromtimestamp(at, UTC).date().isoformat() for at in (last, now - WEEK)]
    return text("pull.week.gap", source=source, host=host, first=days[0], last=days[1])
