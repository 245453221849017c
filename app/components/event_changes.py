"""What changed at an event of the calendar: which themes are said more or less often after it than before."""

from datetime import timedelta
from typing import Any

from vocpipe.app.components.driver_chart import Drivers
from vocpipe.app.components.findings import Rows
from vocpipe.app.components.intervals import Estimate
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_MOSTLY = 0.6  # of a theme's rated sentences: from there on it is a complaint, or praise
_MIN_SHOWN = 5


def first_of(events: Rows) -> dict[str, Any]:
    """The newest event at which something changed, or the newest that can be judged."""
    return max(events, key=lambda event: (event["n_rising"] + event["n_falling"] > 0, event["n_themes"] > 0))


def drivers(context: PageContext, event: dict[str, Any]) -> Drivers:
    """What the chart of an event shows, a row of release_events."""
    day = event["event_on"].isoformat()
    rows = context.rows("release_themes", day=day, event=event["event"], kind=event["kind"])
    last = event["after_to"] - timedelta(days=1)
    return Drivers(
        name="releases",
        title=_title(context, event, rows),
        axis=context.words("releases.axis"),
        rows=rows,
        estimates={row["theme_id"]: _estimate(context, row) for row in rows if None not in (row["ratio"], row["high"])},
        neutral=1.0,
        voices={"since": event["before_from"].isoformat(), "until": last.isoformat()},
    )


def weeks(context: PageContext, event: dict[str, Any]) -> str:
    """The weeks before and after the event that are compared, and how much feedback there is in them."""
    words = context.words
    places = {name: words.day(event[name]) for name in ("before_from", "after_from")}
    places |= {name: words.day(event[name] - timedelta(days=1)) for name in ("before_to", "after_to")}
    before, after = (words.amount("feedback", event[f"feedback_{side}"]) for side in ("before", "after"))
    return words("releases.weeks", before=before, after=after, **places)


def _title(context: PageContext, event: dict[str, Any], rows: Rows) -> str:
    words = context.words
    clear = [row for row in rows if row["verdict"] != Verdict.CANNOT_TELL]
    places = {"event": event["event"], "themes": words.amount("theme", len(rows))}
    if not clear:
        return words("releases.nothing", **places)
    rising, falling = (words.number(event[f"n_{name}"]) for name in ("rising", "falling"))
    return words("releases.found", rising=rising, falling=falling, name=words.theme(clear[0]), **places)


def _estimate(context: PageContext, row: dict[str, Any]) -> Estimate:
    words = context.words
    return Estimate(
        label=words.theme(row),
        value=row["ratio"],
        low=row["low"],
        high=row["high"],
        tone=_tone(row),
        text=words.ratio(row["ratio"]),
        interval=words.ratios(row["low"], row["high"]),
        n=_mentions(context, row),
        verdict=words(f"releases.{_effect(row)}"),
        key=row["theme_id"],
    )


def _tone(row: dict[str, Any]) -> str:
    return {"worse": "bad", "better": "good", "cannot_tell_theme": "unsure"}.get(_effect(row), "plain")


def _effect(row: dict[str, Any]) -> str:
    """Worse is more of a complaint or less praise; where a theme is neither, only more or less."""
    if row["verdict"] == Verdict.CANNOT_TELL:
        return "cannot_tell_theme"
    rising = row["verdict"] == Verdict.RISING
    if (row["negative"] or 0) >= _MOSTLY:
        return "worse" if rising else "better"
    if (row["positive"] or 0) >= _MOSTLY:
        return "better" if rising else "worse"
    return "more" if rising else "less"


def line(context: PageContext, row: dict[str, Any]) -> list[str]:
    """A theme's line in the table of all of them."""
    words = context.words
    ratio = words.with_interval(words.ratio(row["ratio"]), words.ratios(row["low"], row["high"]))
    drawn = None not in (row["ratio"], row["high"])
    return [words.theme(row), ratio if drawn else words.number(None), _mentions(context, row), words.reason(row)]


def _mentions(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    before, after = (
        words("theme.few") if 0 < row[name] < _MIN_SHOWN else words.number(row[name])
        for name in ("n_before", "n_after")
    )
    return words("drivers.before_after", before=before, after=after)
