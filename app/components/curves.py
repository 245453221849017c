"""A number by month as a curve with its interval, and the calendar's events on it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow, calm, time_axis
from vocpipe.app.components.event_lines import event_lines
from vocpipe.app.components.frame import pickable
from vocpipe.app.components.palette import palette
from vocpipe.app.words import Words

_HEIGHT = 165
Rows = list[dict[str, Any]]
Write = Callable[[float | None], str]


def curve(words: Words, rows: Rows, events: Rows, write: Write, *, pick: bool = False) -> alt.LayerChart:
    """The value of each month that has one, as written by `write`; rows: month, value, low, high, n.

    pick: a click on a point gives its `month`.
    """
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
        y=alt.Y("low:Q", title=None, scale=scale), y2=alt.Y2("high:Q")
    )
    line = base.mark_line(color=colors.accent, strokeWidth=1.5).encode(y=alt.Y("value:Q"))
    point = base.mark_point(color=colors.accent, filled=True, size=45, opacity=1).encode(y=alt.Y("value:Q"))
    if pick:
        point = point.add_params(pickable(["month"]))
    lines = event_lines(words, shown_events(rows, events), _span(rows), alt.X("day:T"))
    return calm(alt.LayerChart(layer=[band, line, point, *lines], height=_HEIGHT))


def shown_events(rows: Rows, events: Rows) -> Rows:
    """The events within the months that have a value, in the order of their numbers on the chart."""
    first, last = _span(rows)
    return [event for event in events if first <= event["event_on"] <= last]


def _span(rows: Rows) -> tuple[date, date]:
    months = [row["month"] for row in rows if row["value"] is not None]
    return months[0], months[-1]


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
