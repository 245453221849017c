"""Bars with their labels over them, so that no width cuts one off and no legend is needed."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from vocpipe.app.components.charts import arrow, calm
from vocpipe.app.components.frame import pickable
from vocpipe.app.components.palette import palette

_STEP = 38  # pixels a bar, its label included
_MARGIN = 12  # pixels that the page takes off, or the first label would be cut


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what a click gives (empty: nothing), its label, its share of 0 to 1 with its interval."""

    key: str
    label: str
    share: float
    text: str  # the numbers in words, beside the label
    color: str
    low: float | None = None
    high: float | None = None


def labeled_bars(bars: Sequence[Bar]) -> alt.LayerChart:
    """One row per bar in the order given; a click on a bar or its label picks its `key`."""
    rows = [
        {"key": bar.key, "at": i, "line": f"{bar.label}  {bar.text}", "share": bar.share, "color": bar.color}
        | {"low": bar.low, "high": bar.high}
        for i, bar in enumerate(bars)
    ]
    top = max([0.01, *(bar.high or bar.share for bar in bars)])
    tooltip = [alt.Tooltip("line:N", title=None)]
    y = alt.Y("at:O", axis=None, scale=alt.Scale(paddingInner=0.2, paddingOuter=0.1))
    base = alt.Chart(arrow(rows)).encode(y=y, tooltip=tooltip)
    x = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, top]))
    drawn = base.mark_bar(height=10, yOffset=7, cornerRadius=2).encode(x=x, color=alt.Color("color:N", scale=None))
    label = base.mark_text(align="left", dy=-7, fontSize=12, color=palette().text).encode(
        x=alt.value(0), text=alt.Text("line:N")
    )
    ends = base.transform_filter("isValid(datum.low)").mark_rule(yOffset=7, strokeWidth=1.5, color=palette().text)
    layers = [drawn.add_params(pickable(["key"])), ends.encode(x=alt.X("low:Q"), x2=alt.X2("high:Q")), label]
    return calm(alt.LayerChart(layer=layers, height=_STEP * len(rows) + _MARGIN))
