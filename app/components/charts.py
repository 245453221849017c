"""Charts in Altair: the NPS by month, and helpers for all charts.

Few, calm colors, and a tooltip with the number on every mark.
"""

from typing import Any, TypeVar

import altair as alt
import pyarrow as pa

from vocpipe.app.components.palette import palette
from vocpipe.app.words import Words

_Chart = TypeVar("_Chart", alt.Chart, alt.LayerChart, alt.VConcatChart)


def nps_trend(words: Words, rows: list[dict[str, Any]]) -> alt.LayerChart:
    """NPS by month with its interval; months with too few answers have no point."""
    colors = palette()
    data = arrow([_month(words, row) for row in rows if row["nps"] is not None])
    tooltip = [
        alt.Tooltip("when:N", title=words("chart.month")),
        alt.Tooltip("text:N", title=words("nps.nps")),
        alt.Tooltip("interval:N", title=words("nps.interval")),
        alt.Tooltip("n:N", title=words("nps.answers")),
    ]
    base = alt.Chart(data).encode(x=time_axis("month", words("chart_format.month")), tooltip=tooltip)
    band = base.mark_rule(color=colors.soft, strokeWidth=6, opacity=0.6).encode(
        y=alt.Y("low:Q", title=None), y2="high:Q"
    )
    line = base.mark_line(color=colors.accent, strokeWidth=1.5).encode(y="nps:Q")
    point = base.mark_point(color=colors.accent, filled=True, size=55, opacity=1).encode(y="nps:Q")
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
