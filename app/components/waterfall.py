"""A waterfall: the parts of a change one below the other, each from where the last one ended, and the whole."""

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Piece:
    """One bar: a part of the change, or the whole. The interval is that of the value; None if there is none."""

    label: str
    value: float
    interval: tuple[float, float] | None
    tone: str  # good, bad, plain or unsure
    text: str
    interval_text: str
    key: str = ""  # what a click on it gives
    is_whole: bool = False


def waterfall(words: Words, pieces: Sequence[Piece], *, title: str) -> alt.LayerChart:
    """The pieces from top to bottom, their labels above them; bars in gray are not clear."""
    colors = palette()
    rows, start = [], 0.0
    for number, piece in enumerate(pieces):
        begin = 0.0 if piece.is_whole else start
        rows.append(_row(number, piece, begin))
        start = begin + piece.value
    base = alt.Chart(arrow(rows)).encode(tooltip=_tooltip(words))
    x, y = alt.X("start:Q", title=title, axis=alt.Axis(tickCount=7)), alt.Y("row:O", axis=None, bandPosition=0)
    low, high = alt.Y("row:O", axis=None, bandPosition=0.6), alt.Y2("row:O", bandPosition=0.96)
    bars = (
        base.mark_bar(cursor="pointer")
        .encode(x=x, x2=alt.X2("stop:Q"), y=low, y2=high, color=alt.Color("color:N", scale=None))
        .add_params(pickable(["key"]))
    )
    ends = base.mark_rule(color=colors.text, opacity=0.55, strokeWidth=1.2).encode(
        x=alt.X("low:Q", title=title), x2=alt.X2("high:Q"), y=alt.Y("row:O", axis=None, bandPosition=0.77)
    )
    label = base.mark_text(align="left", baseline="top", lineBreak="\n", fontSize=12, color=colors.text, dy=3).encode(
        x=alt.value(0), y=y, text=alt.Text("label:N")
    )
    zero = alt.Chart(arrow(rows)).mark_rule(color=colors.muted, strokeDash=[3, 3]).encode(x=alt.datum(0))
    lines = max((len(_lines(piece)) for piece in pieces), default=1)
    return calm(alt.LayerChart(layer=[zero, bars, ends, label], height=alt.Step(lines * _LINE + 24)))


def _row(number: int, piece: Piece, begin: float) -> dict[str, Any]:
    colors = palette()
    tones = {"good": colors.good, "bad": colors.bad, "plain": colors.accent}
    low, high = piece.interval or (None, None)
    return {
        "row": number,
        "key": piece.key,
        "label": "\n".join(_lines(piece)),
        "whole": piece.label,
        "start": begin,
        "stop": begin + piece.value,
        "low": None if low is None else begin + low,
        "high": None if high is None else begin + high,
        "text": piece.text,
        "interval": piece.interval_text,
        "color": tones.get(piece.tone, colors.neutral),
    }


def _lines(piece: Piece) -> list[str]:
    return wrapped(f"{piece.label}\u2003{piece.text}", _COLUMNS)


def _tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("whole:N", title=words("chart.what")),
        alt.Tooltip("text:N", title=words("nps.points")),
        alt.Tooltip("interval:N", title=words("nps.interval")),
    ]
