"""Charts in Altair: the shares of sentiments, and helpers for all charts.

Few, calm colors, and a tooltip with the number on every mark.
"""

from typing import Any, TypeVar

import altair as alt
import pyarrow as pa

from vocpipe.app.components.palette import palette
from vocpipe.app.words import Words

_Chart = TypeVar("_Chart", alt.Chart, alt.LayerChart, alt.VConcatChart)
LABELS = ("positive", "neutral", "negative", "unsure")


def sentiment_shares(words: Words, rows: list[dict[str, Any]]) -> alt.Chart:
    """The share of each sentiment label: one bar for tickets, one for everything else."""
    total = {ticket: sum(row["n"] for row in rows if row["is_ticket"] == ticket) for ticket in (True, False)}
    data = arrow([_piece(words, row, total[row["is_ticket"]]) for row in rows if row["label"] in LABELS])
    colors = palette().sentiments
    named = [words.of("sentiment", label) for label in LABELS]
    legend = alt.Legend(title=None, orient="bottom", columns=4)
    tooltip = [
        alt.Tooltip("group:N", title=words("chart.what")),
        alt.Tooltip("label:N", title=words("theme.sentiment")),
        alt.Tooltip("text:N", title=words("theme.share")),
        alt.Tooltip("n:N", title=words("theme.sentences")),
    ]
    chart: alt.Chart = (
        alt.Chart(data)
        .mark_bar(height=22)
        .encode(
            x=alt.X("share:Q", axis=None, stack="zero", scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("group:N", title=None, sort="descending", axis=alt.Axis(labelLimit=160)),
            color=alt.Color(
                "label:N", scale=alt.Scale(domain=named, range=[colors[label] for label in LABELS]), legend=legend
            ),
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
        "order": LABELS.index(row["label"]),
        "text": words.percent(row["n"] / total, 0),
        "n": words.number(row["n"]),
    }


def arrow(rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as the table that a chart draws."""
    return pa.Table.from_pylist(rows)


def time_axis(name: str, form: str, domain: list[str] | None = None) -> alt.X:
    """A time axis over the column `name`, its ticks written by the D3 format `form`, over `domain` if given."""
    # Days are days of the workspace's zone already: the browser's own zone must not move them, hence utc.
    scale = alt.Scale(type="utc", domain=domain) if domain else alt.Scale(type="utc")
    axis = alt.Axis(
        format=form, title=None, grid=False, labelOverlap=True, tickCount=alt.Undefined if domain else "month"
    )
    return alt.X(f"{name}:T", scale=scale, axis=axis)


def calm(chart: _Chart) -> _Chart:
    """The chart in quiet colors."""
    colors = palette()
    quiet: _Chart = (
        chart.configure_axis(
            labelColor=colors.muted,
            titleColor=colors.muted,
            gridColor=colors.grid,
            domainColor=colors.grid,
            titleFontWeight="normal",
        )
        .configure_view(stroke=None)
        .configure_legend(labelColor=colors.text)
    )
    return quiet
