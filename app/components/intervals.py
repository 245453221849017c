"""Charts of numbers with their intervals: clear differences in color, unclear ones in gray with an open point."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow, calm
from vocpipe.app.components.frame import pickable
from vocpipe.app.components.palette import palette
from vocpipe.app.text import wrapped
from vocpipe.app.words import Words

_COLUMNS = 50  # half-width columns of a label's line: what a phone has
_LINE = 15  # pixels
_RATIOS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with its interval, as a chart shows it."""

    label: str
    value: float
    low: float
    high: float
    tone: str  # good, bad, plain or unsure
    text: str  # the number in words
    interval: str
    n: str
    verdict: str
    key: str = ""  # what a click on it gives


def share_estimate(
    words: Words, row: Mapping[str, Any], name: str, *, label: str, n: str, tone: str = "plain", verdict: str = ""
) -> Estimate:
    """The share `name` of the row, with the row's `low` and `high`."""
    return Estimate(
        label=label,
        value=100 * row[name],
        low=100 * row["low"],
        high=100 * row["high"],
        tone=tone,
        text=words.percent(row[name]),
        interval=words.shares(row["low"], row["high"]),
        n=n,
        verdict=verdict,
    )


def intervals(
    words: Words, estimates: Sequence[Estimate], *, title: str, neutral: float | None = 0.0, pick: bool = False
) -> alt.LayerChart:
    """One row per estimate, in the order given: its whole label with the number, and below a point with its interval.

    At `neutral`, no difference, there is a line; if it is 1 the estimates are ratios and the axis is logarithmic; if
    it is None there is no line. pick: a click gives the `key` of a row.
    """
    data = arrow([_row(number, estimate) for number, estimate in enumerate(estimates)])
    base = alt.Chart(data).encode(tooltip=_tooltip(words))
    y, color = alt.Y("row:O", axis=None, bandPosition=0.78), alt.Color("color:N", scale=None)
    axis = wrapped(title, _COLUMNS)
    x = _position(axis, estimates, ratio=neutral == 1)
    label = base.mark_text(
        align="left", baseline="top", lineBreak="\n", fontSize=12, color=palette().text, dy=3
    ).encode(x=alt.value(0), y=alt.Y("row:O", axis=None, bandPosition=0), text=alt.Text("label:N"))
    span = base.mark_rule(strokeWidth=3).encode(x=x, x2=alt.X2("high:Q"), y=y, color=color)
    point = base.mark_point(size=80, opacity=1, strokeWidth=2, cursor="pointer" if pick else "default").encode(
        x=alt.X("value:Q", title=axis), y=y, color=color, fill=alt.Fill("fill:N", scale=None)
    )
    if pick:
        point = point.add_params(pickable(["key"]))
    layers = [label, span, point]
    if neutral is not None:
        line = alt.Chart(data).mark_rule(color=palette().muted, strokeDash=[3, 3]).encode(x=alt.datum(neutral))
        layers.insert(0, line)
    lines = max((len(_lines(estimate)) for estimate in estimates), default=1)
    return calm(alt.LayerChart(layer=layers, height=alt.Step(lines * _LINE + 22)))


def calibration(words: Words, rows: Iterable[dict[str, Any]]) -> alt.LayerChart:
    """Predicted against actual churn: a point with its interval per fifth of the customers, and the diagonal."""
    points = [_bin(words, row) for row in rows]
    top = max(max(row["predicted"], row["high"]) for row in points) if points else 1.0
    scale = alt.Scale(domain=[0, top * 1.05])
    x = alt.X("predicted:Q", title=words("risk.predicted"), scale=scale)
    tooltip = [
        alt.Tooltip("predicted_text:N", title=words("risk.predicted")),
        alt.Tooltip("text:N", title=words("risk.actual")),
        alt.Tooltip("interval:N", title=words("nps.interval")),
        alt.Tooltip("n:N", title=words("risk.n")),
    ]
    base = alt.Chart(arrow(points)).encode(x=x, tooltip=tooltip)
    ends = arrow([{"at": 0.0}, {"at": top * 1.05}])
    diagonal = (
        alt.Chart(ends)
        .mark_line(color=palette().muted, strokeDash=[3, 3], strokeWidth=1)
        .encode(x=alt.X("at:Q"), y=alt.Y("at:Q"))
    )
    bars = base.mark_rule(color=palette().accent, strokeWidth=2).encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    point = base.mark_point(color=palette().accent, filled=True, size=60, opacity=1).encode(
        y=alt.Y("actual:Q", title=words("risk.actual"), scale=scale)
    )
    return calm(alt.LayerChart(layer=[diagonal, bars, point], height=230))


def _lines(estimate: Estimate) -> list[str]:
    return wrapped(f"{estimate.label}\u2003{estimate.text}", _COLUMNS)


def _row(number: int, estimate: Estimate) -> dict[str, Any]:
    colors = palette()
    tones = {"good": colors.good, "bad": colors.bad, "plain": colors.accent}
    color = tones.get(estimate.tone, colors.unsure)
    return {
        "row": number,
        "key": estimate.key,
        "label": "\n".join(_lines(estimate)),
        "whole": estimate.label,
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "text": estimate.text,
        "interval": estimate.interval,
        "n": estimate.n,
        "verdict": estimate.verdict,
        "color": color,
        "fill": colors.page if estimate.tone == "unsure" else color,
    }


def _position(title: list[str], estimates: Sequence[Estimate], *, ratio: bool) -> alt.X:
    if not ratio:
        return alt.X("low:Q", title=title, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=7))
    low = min([0.5, *(estimate.low for estimate in estimates)])
    high = max([2.0, *(estimate.high for estimate in estimates)])
    domain = [max(low, 0.05) * 0.95, min(high, 60) * 1.05]
    scale = alt.Scale(type="log", domain=domain, clamp=True, nice=False)
    marks = [mark for mark in _RATIOS if domain[0] <= mark <= domain[1]]
    return alt.X("low:Q", title=title, scale=scale, axis=alt.Axis(values=marks, format="~g"))


def _tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("whole:N", title=words("chart.what")),
        alt.Tooltip("text:N", title=words("nps.points")),
        alt.Tooltip("interval:N", title=words("nps.interval")),
        alt.Tooltip("n:N", title=words("chart.n")),
        alt.Tooltip("verdict:N", title=words("chart.verdict")),
    ]


def _bin(words: Words, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "predicted": 100 * row["mean_risk"],
        "actual": 100 * row["rate"],
        "low": 100 * row["low"],
        "high": 100 * row["high"],
        "predicted_text": words.percent(row["mean_risk"]),
        "text": words.percent(row["rate"]),
        "interval": words.shares(row["low"], row["high"]),
        "n": words.number(row["n"]),
    }
