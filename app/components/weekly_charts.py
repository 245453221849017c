"""A theme's charts by week: mentions with the same weeks a year ago and the calendar's events, and recent sentiment."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pyarrow as pa

from vocpipe.app.components.charts import arrow, calm, time_axis
from vocpipe.app.components.event_lines import event_lines
from vocpipe.app.components.frame import pickable
from vocpipe.app.components.palette import palette
from vocpipe.app.words import Words

_DAY_FROM = "since"  # what a click on a week gives


def mentions_by_week(words: Words, rows: list[dict[str, Any]], events: Sequence[dict[str, Any]] = ()) -> alt.LayerChart:
    """Mentions by week as bars, the same weeks a year ago as a line, and numbered lines for the events; weeks pick."""
    data = arrow([_week(words, row) for row in rows])
    x = time_axis("week", words("chart_format.day"), _domain(rows))
    y = alt.Y("mentions:Q", title=words("theme.mentions"), axis=_aligned(tickMinStep=1, tickCount=5))
    bars = (
        alt.Chart(data)
        .mark_bar(color=palette().accent, opacity=0.85)
        .encode(x=x, x2=alt.X2("stop:T"), y=y, y2=alt.datum(0), tooltip=_week_tooltip(words))
        .add_params(pickable([_DAY_FROM]))
    )
    layers: list[alt.Chart] = [bars]
    if any(row["is_few"] for row in rows):
        layers.append(_few(data, words, x))
    if any(row["year_ago"] is not None for row in rows):
        line = alt.Chart(data).mark_line(color=palette().unsure, strokeWidth=2, strokeDash=[5, 3])
        layers.append(line.encode(x=alt.X("middle:T"), y=alt.Y("year_ago:Q"), tooltip=_week_tooltip(words)))
    days = alt.X("day:T", scale=alt.Scale(type="utc", domain=_domain(rows)))
    layers += event_lines(words, shown_events(rows, events), _span(rows), days)
    return calm(alt.LayerChart(layer=layers, height=240))


def _few(data: pa.Table, words: Words, x: alt.X) -> alt.Chart:
    """A low gray bar, as high for each, in the weeks of which nothing may be said but that there was something."""
    bar = alt.Chart(data).transform_filter("datum.is_few").mark_bar(color=palette().unsure, opacity=0.6)
    height = alt.value(alt.ExprRef("height - 3"))
    marks: alt.Chart = bar.encode(
        x=x, x2=alt.X2("stop:T"), y=height, y2=alt.value(alt.ExprRef("height")), tooltip=_week_tooltip(words)
    )
    return marks


def recent_sentiment(words: Words, rows: list[dict[str, Any]]) -> alt.Chart:
    """The mean sentiment of each week and the three before it, drawn below the bars of mentions."""
    chart: alt.Chart = (
        alt.Chart(arrow([_week(words, row) for row in rows]))
        .mark_line(color=palette().accent, point=alt.OverlayMarkDef(color=palette().accent, size=22), strokeWidth=1.5)
        .encode(
            x=time_axis("middle", words("chart_format.day"), _domain(rows)),
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


def shown_events(rows: list[dict[str, Any]], events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of these weeks, in the order of their numbers on the chart."""
    first, stop = rows[0]["week"], rows[-1]["week"] + timedelta(days=7)
    return [event for event in events if first <= event["event_on"] < stop]


def mentions(words: Words, row: dict[str, Any]) -> str:
    """How many mentions in the week, or that too few people stand behind them."""
    return words("theme.few") if row["is_few"] else words.number(row["mentions"])


def before(words: Words, row: dict[str, Any]) -> str:
    """How many mentions in the same week a year before, or that too few people stand behind them."""
    return words("theme.few") if row["is_few_before"] else words.number(row["year_ago"])


def _span(rows: list[dict[str, Any]]) -> tuple[date, date]:
    return rows[0]["week"], rows[-1]["week"] + timedelta(days=7)


def _domain(rows: list[dict[str, Any]]) -> list[str]:
    return [day.isoformat() for day in _span(rows)]


def _aligned(**options: Any) -> alt.Axis:
    """An axis as wide as that of the chart above or below it."""
    return alt.Axis(minExtent=34, maxExtent=34, **options)


def _week_tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("when:N", title=words("chart.week")),
        alt.Tooltip("n:N", title=words("theme.mentions")),
        alt.Tooltip("n_before:N", title=words("theme.year_ago")),
        alt.Tooltip("text:N", title=words("theme.sentiment_lately")),
    ]


def _week(words: Words, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "week": row["week"].isoformat(),
        _DAY_FROM: row["week"].isoformat(),
        "middle": (row["week"] + timedelta(days=3)).isoformat(),
        "stop": (row["week"] + timedelta(days=6)).isoformat(),  # a day short of the next week: the gap between bars
        "mentions": row["mentions"],
        "year_ago": row["year_ago"],
        "sentiment": row["sentiment"],
        "when": words.day(row["week"]),
        "text": words.signed(row["sentiment"], 2),
        "is_few": row["is_few"],
        "n": mentions(words, row),
        "n_before": before(words, row),
    }
