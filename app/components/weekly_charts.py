"""A theme's charts by week: mentions with the calendar's events over them, and the recent sentiment."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow, calm, time_axis
from vocpipe.app.components.palette import palette
from vocpipe.app.words import Words

_EVENT_ROWS = 3
_NAME_WIDTH = 0.25  # of the chart, about
_LATE = 0.7  # of the chart: from there on an event's name is left of its line, so that it is not cut off


def mentions_by_week(words: Words, rows: list[dict[str, Any]], events: Sequence[dict[str, Any]] = ()) -> alt.LayerChart:
    """Mentions by week as bars, with the calendar's events in these weeks as lines over them."""
    bars = (
        alt.Chart(arrow([_week(words, row) for row in rows]))
        .mark_bar(color=palette().accent, opacity=0.85)
        .encode(
            x=time_axis("week", words("chart_format.day"), _span(rows)),
            x2="stop:T",
            y=alt.Y("mentions:Q", title=words("theme.mentions"), axis=_aligned(tickMinStep=1, tickCount=5)),
            y2=alt.datum(0),
            tooltip=_week_tooltip(words),
        )
    )
    above = _events(words, rows, events)
    return calm(alt.LayerChart(layer=[bars, *above]).properties(height=230 if above else 190))


def recent_sentiment(words: Words, rows: list[dict[str, Any]]) -> alt.Chart:
    """The mean sentiment of each week and the three before it, drawn below the bars of mentions."""
    chart: alt.Chart = (
        alt.Chart(arrow([_week(words, row) for row in rows]))
        .mark_line(color=palette().accent, point=alt.OverlayMarkDef(color=palette().accent, size=22), strokeWidth=1.5)
        .encode(
            x=time_axis("middle", words("chart_format.day"), _span(rows)),
            y=alt.Y(
                "sentiment:Q",
                title=words("theme.sentiment"),
                scale=alt.Scale(domain=[-1, 1]),
                axis=_aligned(values=[-1, 0, 1]),
            ),
            tooltip=_week_tooltip(words),
        )
    )
    return calm(chart.properties(height=110))


def _span(rows: list[dict[str, Any]]) -> list[str]:
    return [rows[0]["week"].isoformat(), (rows[-1]["week"] + timedelta(days=7)).isoformat()]


def _aligned(**options: Any) -> alt.Axis:
    """An axis as wide as that of the chart above or below it."""
    return alt.Axis(minExtent=34, maxExtent=34, **options)


def _week_tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("when:N", title=words("chart.week")),
        alt.Tooltip("n:N", title=words("theme.mentions")),
        alt.Tooltip("customers:N", title=words("theme.customers")),
        alt.Tooltip("text:N", title=words("theme.sentiment_lately")),
    ]


def _week(words: Words, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "week": row["week"].isoformat(),
        "middle": (row["week"] + timedelta(days=3)).isoformat(),
        "stop": (row["week"] + timedelta(days=6)).isoformat(),  # a day short of the next week: the gap between bars
        "mentions": row["mentions"],
        "sentiment": row["sentiment"],
        "when": words.day(row["week"]),
        "text": words.signed(row["sentiment"], 2),
        "n": words.number(row["mentions"]),
        "customers": words.number(row["customers"]),
    }


def _events(words: Words, rows: list[dict[str, Any]], events: Sequence[dict[str, Any]]) -> list[alt.Chart]:
    """A line per event with its name above the bars, in alternating rows so that names do not overlap."""
    first, stop = rows[0]["week"], rows[-1]["week"] + timedelta(days=7)
    marks = [_event(words, event, first, stop) for event in events if first <= event["event_date"] < stop]
    if not marks:
        return []
    x, tooltip = alt.X("day:T", scale=alt.Scale(type="utc", domain=_span(rows))), _event_tooltip(words)
    lines = alt.Chart(arrow(marks)).mark_rule(color=palette().event, strokeDash=[4, 3], strokeWidth=1.3)
    names = [
        alt.Chart(arrow([event]))
        .mark_text(
            align="right" if event["late"] else "left",
            dx=-2 if event["late"] else 2,
            color=palette().event,
            fontSize=11,
        )
        .encode(x=x, y=alt.value(-8 - 14 * place), text="name:N", tooltip=tooltip)
        for event, place in zip(marks, _places(marks, stop - first), strict=True)
    ]
    return [lines.encode(x=x, tooltip=tooltip), *names]


def _places(events: list[dict[str, Any]], span: timedelta) -> list[int]:
    """The row of each name: the lowest or, close to the event before, the next higher one."""
    places: list[int] = []
    days = [date.fromisoformat(event["day"]) for event in events]
    for i, day in enumerate(days):
        close = i > 0 and (day - days[i - 1]) / span < _NAME_WIDTH
        places.append((places[-1] + 1) % _EVENT_ROWS if close else 0)
    return places


def _event(words: Words, row: dict[str, Any], first: date, stop: date) -> dict[str, Any]:
    return {
        "day": row["event_date"].isoformat(),
        "name": row["name"],
        "kind": words.of("event_kind", row["kind"]),
        "when": words.day(row["event_date"]),
        "late": (row["event_date"] - first) / (stop - first) > _LATE,
    }


def _event_tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=words("chart.event")),
        alt.Tooltip("kind:N", title=words("fresh.kind")),
        alt.Tooltip("when:N", title=words("chart.day")),
    ]
