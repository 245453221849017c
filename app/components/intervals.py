"""Charts of numbers with their intervals: clear differences in color, unclear ones in gray with an open point."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow, calm
from vocpipe.app.components.palette import palette
from vocpipe.app.words import Words

_MAX_LABEL = 40  # half-width columns
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
    detail: str = ""  # behind the label, never cut off

    def labeled(self, label: str) -> str:
        """`label`, followed by the detail if there is one."""
        return f"{label} · {self.detail}" if self.detail else label


def intervals(
    words: Words, estimates: Sequence[Estimate], *, title: str, labels: bool = True, neutral: float | None = 0.0
) -> alt.LayerChart:
    """One row per estimate, in the order given: a point and its interval, and a line at `neutral`, no difference.

    If `neutral` is 1 the estimates are ratios and the axis is logarithmic; if it is None there is no line.
    """
    names = distinct([estimate.labeled(_cut(estimate.label)) for estimate in estimates])
    data = arrow([_row(name, estimate) for name, estimate in zip(names, estimates, strict=True)])
    axis = alt.Axis(labelLimit=330, ticks=False, domain=False, labelPadding=8) if labels else None
    base = alt.Chart(data).encode(y=alt.Y("label:N", sort=names, title=None, axis=axis), tooltip=_tooltip(words))
    color = alt.Color("color:N", scale=None)
    ratio = neutral == 1
    span = base.mark_rule(strokeWidth=2).encode(x=_position(title, estimates, ratio=ratio), x2="high:Q", color=color)
    ends = [
        base.mark_tick(thickness=2, size=9).encode(x=alt.X(f"{end}:Q", title=title), color=color)
        for end in ("low", "high")
    ]
    point = base.mark_point(size=70, opacity=1, strokeWidth=2).encode(
        x=alt.X("value:Q", title=title), color=color, fill=alt.Fill("fill:N", scale=None)
    )
    line = alt.Chart(data).mark_rule(color=palette().muted, strokeDash=[3, 3]).encode(x=alt.datum(neutral))
    layers = [span, *ends, point] if neutral is None else [line, span, *ends, point]
    return calm(alt.LayerChart(layer=layers).properties(height=alt.Step(27)))


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
        alt.Chart(ends).mark_line(color=palette().muted, strokeDash=[3, 3], strokeWidth=1).encode(x="at:Q", y="at:Q")
    )
    bars = base.mark_rule(color=palette().accent, strokeWidth=2).encode(y="low:Q", y2="high:Q")
    point = base.mark_point(color=palette().accent, filled=True, size=60, opacity=1).encode(
        y=alt.Y("actual:Q", title=words("risk.actual"), scale=scale)
    )
    return calm(alt.LayerChart(layer=[diagonal, bars, point]).properties(height=230))


def distinct(labels: Iterable[str]) -> list[str]:
    """The labels, with invisible blanks added to equal ones, since a chart draws one row per label."""
    different: list[str] = []
    for label in labels:
        different.append(label + "\u200b" * sum(name.rstrip("\u200b") == label for name in different))
    return different


def _cut(label: str) -> str:
    width = 0
    for i, letter in enumerate(label):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > _MAX_LABEL:
            return f"{label[:i].rstrip()}…"
    return label


def _row(name: str, estimate: Estimate) -> dict[str, Any]:
    colors = palette()
    tones = {"good": colors.good, "bad": colors.bad, "plain": colors.accent}
    color = tones.get(estimate.tone, colors.unsure)
    return {
        "label": name,
        "whole": estimate.labeled(estimate.label),
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


def _position(title: str, estimates: Sequence[Estimate], *, ratio: bool) -> alt.X:
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
