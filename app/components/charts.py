"""Helpers for all charts in Altair.

Few, calm colors, and a tooltip with the number on every mark.
"""

from typing import Any, TypeVar

import altair as alt
import pyarrow as pa
from altair.utils import schemapi

from vocpipe.app.components.palette import palette

# Altair checks every part of a chart as it is made, and the whole chart when it is drawn: the second is enough.
schemapi.disable_debug_mode()
_Chart = TypeVar("_Chart", alt.Chart, alt.LayerChart, alt.VConcatChart)


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
    """The chart, in quiet colors."""
    colors = palette()
    # Set in place: each `configure_…` would copy the chart with all its layers.
    chart.config = alt.Config(
        axis=alt.AxisConfig(
            labelColor=colors.muted,
            titleColor=colors.muted,
            gridColor=colors.grid,
            domainColor=colors.grid,
            titleFontWeight="normal",
        ),
        view=alt.ViewConfig(stroke=None),
        legend=alt.LegendConfig(labelColor=colors.text),
        # Lines go with points, bars or a legend that say what they mean; alone they have no name to be read out.
        rule=alt.MarkConfig(aria=False),
    )
    return chart
