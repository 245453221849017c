"""The charts, in Altair: calm, few colors, and every mark says its number when pointed at."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

import altair as alt
import pyarrow as pa

from vocpipe.app.words import Words

INK, SOFT, EARTH, EVENT = "#2f5d8a", "#9db8d3", "#7a6b4f", "#8a4b08"
_EVENT_ROWS = 3
_NAME_WIDTH = 0.25  # of the chart, about
_Chart = TypeVar("_Chart", alt.Chart, alt.LayerChart, alt.VConcatChart)
LABELS = {"positive": "#5aa478", "neutral": "#c5cad1", "negative": "#cf6a52", "unsure": "#e6d28a"}


def nps_trend(words: Words, rows: list[dict[str, Any]]) -> alt.LayerChart:
    """NPS by month with its interval; months with too few answers have no point."""
    data = _data([_month(words, row) for row in rows if row["nps"] is not None])
    tooltip = [
        alt.Tooltip("when:N", title=words("chart.month")),
        alt.Tooltip("text:N", title=words("nps.nps")),
        alt.Tooltip("interval:N", title=words("nps.interval")),
        alt.Tooltip("n:N", title=words("nps.answers")),
    ]
    base = alt.Chart(data).encode(x=_time("month", words("format.axis_month")), tooltip=tooltip)
    band = base.mark_rule(color=SOFT, strokeWidth=6, opacity=0.6).encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    line = base.mark_line(color=INK, strokeWidth=1.5).encode(y="nps:Q")
    point = base.mark_point(color=INK, filled=True, size=55, opacity=1).encode(y="nps:Q")
    return calm(alt.LayerChart(layer=[band, line, point]).properties(height=210))


def _month(words: Words, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "month": row["month"].isoformat(),
        "nps": row["nps"],
        "low": row["low"],
        "high": row["high"],
        "when": words.month(row["month"]),
        "text": words.signed(row["nps"]),
        "interval": words.interval(row["low"], row["high"]),
        "n": words.number(row["n"]),
    }


def weekly(words: Words, rows: list[dict[str, Any]], events: Sequence[dict[str, Any]] = ()) -> alt.LayerChart:
    """Things said by week as bars; the calendar's events that fall into these weeks stand over them with a line."""
    bars = (
        alt.Chart(_data([_week(words, row) for row in rows]))
        .mark_bar(color=INK, opacity=0.85)
        .encode(
            x=_time("week", words("format.axis_day"), _span(rows)),
            x2="stop:T",
            y=alt.Y("mentions:Q", title=words("theme.mentions"), axis=_aligned(tickMinStep=1, tickCount=5)),
            y2=alt.datum(0),
            tooltip=_week_tooltip(words),
        )
    )
    above = _events(words, rows, events)
    return calm(alt.LayerChart(layer=[bars, *above]).properties(height=230 if above else 190))


def lately(words: Words, rows: list[dict[str, Any]]) -> alt.Chart:
    """The mean sentiment of the four weeks up to each, to stand below the weeks' bars."""
    chart: alt.Chart = (
        alt.Chart(_data([_week(words, row) for row in rows]))
        .mark_line(color=EARTH, point=alt.OverlayMarkDef(color=EARTH, size=22), strokeWidth=1.5)
        .encode(
            x=_time("middle", words("format.axis_day"), _span(rows)),
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
    """A line per event, and its name above the bars, in rows that take turns so that neighbors can be read."""
    first, stop = rows[0]["week"], rows[-1]["week"] + timedelta(days=7)
    here = [_event(words, event, first, stop) for event in events if first <= event["event_date"] < stop]
    if not here:
        return []
    x, tooltip = alt.X("day:T", scale=alt.Scale(type="utc", domain=_span(rows))), _event_tooltip(words)
    lines = alt.Chart(_data(here)).mark_rule(color=EVENT, strokeDash=[4, 3], strokeWidth=1.3)
    names = [
        alt.Chart(_data([event]))
        .mark_text(align="right" if event["late"] else "left", dx=-2 if event["late"] else 2, color=EVENT, fontSize=11)
        .encode(x=x, y=alt.value(-8 - 14 * place), text="name:N", tooltip=tooltip)
        for event, place in zip(here, _places(here, stop - first), strict=True)
    ]
    return [lines.encode(x=x, tooltip=tooltip), *names]


def _places(events: list[dict[str, Any]], span: timedelta) -> list[int]:
    """The row that each name stands in: the lowest, or, close to the event before, the next one up."""
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
        "late": (row["event_date"] - first) / (stop - first)
        > 0.7,  # its name stands on the left, or it would be cut off
    }


def _event_tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=words("chart.event")),
        alt.Tooltip("kind:N", title=words("fresh.kind")),
        alt.Tooltip("when:N", title=words("chart.day")),
    ]


def split(words: Words, rows: list[dict[str, Any]]) -> alt.Chart:
    """The share of each sentiment label: one bar for tickets, one for everything else."""
    total = {ticket: sum(row["n"] for row in rows if row["is_ticket"] == ticket) for ticket in (True, False)}
    data = _data([_piece(words, row, total[row["is_ticket"]]) for row in rows if row["label"] in LABELS])
    named = [words.of("sentiment", label) for label in LABELS]
    legend = alt.Legend(title=None, orient="bottom", columns=4)
    tooltip = [
        alt.Tooltip("group:N", title=words("chart.what")),
        alt.Tooltip("label:N", title=words("theme.sentiment")),
        alt.Tooltip("text:N", title=words("theme.share_short")),
        alt.Tooltip("n:N", title=words("theme.sentences")),
    ]
    chart: alt.Chart = (
        alt.Chart(data)
        .mark_bar(height=22)
        .encode(
            x=alt.X("share:Q", axis=None, stack="zero", scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("group:N", title=None, sort="descending", axis=alt.Axis(labelLimit=160)),
            color=alt.Color("label:N", scale=alt.Scale(domain=named, range=list(LABELS.values())), legend=legend),
            order=alt.Order("order:Q"),
            tooltip=tooltip,
        )
    )
    return calm(chart.properties(height=alt.Step(34)))


def _piece(words: Words, row: dict[str, Any], total: int) -> dict[str, Any]:
    return {
        "group": words("theme.tickets" if row["is_ticket"] else "theme.not_tickets"),
        "share": row["n"] / total,
        "label": words.of("sentiment", row["label"]),
        "order": list(LABELS).index(row["label"]),
        "text": words.percent(row["n"] / total, 0),
        "n": words.number(row["n"]),
    }


def _data(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows)


def _time(name: str, form: str, domain: list[str] | None = None) -> alt.X:
    # Days are days of the workspace's zone already: the browser's own zone must not move them, hence utc.
    scale = alt.Scale(type="utc", domain=domain) if domain else alt.Scale(type="utc")
    axis = alt.Axis(
        format=form, title=None, grid=False, labelOverlap=True, tickCount=alt.Undefined if domain else "month"
    )
    return alt.X(f"{name}:T", scale=scale, axis=axis)


def calm(chart: _Chart) -> _Chart:
    """The chart in quiet colors."""
    quiet: _Chart = (
        chart.configure_axis(
            labelColor="#57606a",
            titleColor="#57606a",
            gridColor="#eef1f4",
            domainColor="#d8dee4",
            titleFontWeight="normal",
        )
        .configure_view(stroke=None)
        .configure_legend(labelColor="#424a53")
    )
    return quiet
