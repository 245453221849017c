"""A number by month as a curve with its interval, and the calendar's events named on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow, calm, time_axis
from vocpipe.app.components.palette import palette
from vocpipe.app.words import Words

_HEIGHT = 165
_ROWS = 3  # of the names of events, so that neighbors do not overlap
Rows = list[dict[str, Any]]
Write = Callable[[float | None], str]


def curve(words: Words, rows: Rows, events: Rows, write: Write) -> alt.LayerChart:
    """The value of each month that has one, as written by `write`; rows: month, value, low, high, n."""
    colors = palette()
    data = arrow([_month(words, row, write) for row in rows if row["value"] is not None])
    tooltip = [
        alt.Tooltip("when:N", title=words("chart.month")),
        alt.Tooltip("text:N", title=words("nps.points")),
        alt.Tooltip("interval:N", title=words("nps.interval")),
        alt.Tooltip("n:N", title=words("curve.n")),
    ]
    base = alt.Chart(data).encode(x=time_axis("month", words("chart_format.month")), tooltip=tooltip)
    scale = alt.Scale(zero=False, nice=True)
    band = base.mark_area(color=colors.soft, opacity=0.35).encode(
        y=alt.Y("low:Q", title=None, scale=scale), y2="high:Q"
    )
    line = base.mark_line(color=colors.accent, strokeWidth=1.5).encode(y="value:Q")
    point = base.mark_point(color=colors.accent, filled=True, size=45, opacity=1).encode(y="value:Q")
    return calm(alt.LayerChart(layer=[band, line, point, *_events(rows, events)]).properties(height=_HEIGHT))


def _month(words: Words, row: dict[str, Any], write: Write) -> dict[str, Any]:
    return {
        "month": row["month"].isoformat(),
        "value": row["value"],
        "low": row["low"],
        "high": row["high"],
        "when": words.month(row["month"]),
        "text": write(row["value"]),
        "interval": words("curve.interval", low=write(row["low"]), high=write(row["high"])),
        "n": words.number(row["n"]),
    }


def _events(rows: Rows, events: Rows) -> list[alt.Chart | alt.LayerChart]:
    """A line per event within the months, with its name above."""
    months = [row["month"] for row in rows if row["value"] is not None]
    within = [event for event in events if months[0] <= event["event_on"] <= months[-1]]
    if not within:
        return []
    middle = months[0] + (months[-1] - months[0]) / 2
    lines = alt.Chart(arrow([_mark(event) for event in within])).mark_rule(
        color=palette().event, strokeDash=[4, 3], strokeWidth=1.2
    )
    return [lines.encode(x="day:T"), *(_name(event, place, middle) for place, event in enumerate(within))]


def _name(event: dict[str, Any], place: int, middle: date) -> alt.LayerChart:
    """The name beside its line, on a ground of its own: the line of a neighbor may pass behind it."""
    late = event["event_on"] > middle
    base = alt.Chart(arrow([_mark(event)])).encode(x="day:T", y=alt.value(6 + 13 * (place % _ROWS)), text="name:N")
    where: dict[str, Any] = {"align": "right" if late else "left", "dx": -3 if late else 3, "fontSize": 11}
    colors = palette()
    ground = base.mark_text(**where, color=colors.page, stroke=colors.page, strokeWidth=4, aria=False)
    return alt.LayerChart(layer=[ground, base.mark_text(**where, color=colors.event)])


def _mark(event: dict[str, Any]) -> dict[str, str]:
    return {"day": event["event_on"].isoformat(), "name": event["name"]}
