"""Survival curves: how many of those who said a theme are still there, and of those alike who had not."""

from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow, calm
from vocpipe.app.components.frame import Table, show_chart
from vocpipe.app.components.layout import note
from vocpipe.app.components.palette import palette
from vocpipe.app.context import PageContext
from vocpipe.app.words import Words


def show_survival(context: PageContext, theme_id: str) -> None:
    """Draw both curves with their intervals, or the reason why there are none."""
    words = context.words
    rows = context.rows("theme_survival", theme=theme_id)
    if not rows:
        return
    drawn = [row for row in rows if row["survival"] is not None]
    groups = {said: [row for row in drawn if row["said"] is said] for said in (True, False)}
    if min(len(group) for group in groups.values()) < 2:
        note(words.reason(rows[0]))
        return
    last = min(group[-1]["months"] for group in groups.values())
    ends = {said: next(row for row in group if row["months"] == last) for said, group in groups.items()}
    shares = {"said": words.percent(ends[True]["survival"], 0), "alike": words.percent(ends[False]["survival"], 0)}
    title = words("theme.survival", months=words.amount("month", last), **shares)
    head = [words("theme.survival_month"), *(words(f"theme.survival_{group}") for group in ("said", "alike"))]
    lines = [
        [words.number(month), *(_cell(words, row) for row in pair)]
        for month, *pair in zip(range(last + 1), groups[True], groups[False], strict=False)
    ]
    show_chart(context, title, _chart(words, drawn), Table(f"survival_{theme_id}", head, lines, numeric=[0, 1, 2]))
    note(words.reason(drawn[0]))


def _cell(words: Words, row: dict[str, Any]) -> str:
    share = words.with_interval(words.percent(row["survival"], 0), words.shares(row["low"], row["high"], 0))
    return words("theme.survival_cell", share=share, customers=words.amount("customer", row["n_at_risk"]))


def _chart(words: Words, rows: list[dict[str, Any]]) -> alt.LayerChart:
    colors = palette()
    names = {said: words(f"theme.survival_{'said' if said else 'alike'}") for said in (True, False)}
    data = arrow(
        [
            {name: row[name] for name in ("months", "survival", "low", "high")}
            | {"group": names[row["said"]], "text": _cell(words, row)}
            for row in rows
        ]
    )
    color = alt.Color(
        "group:N",
        scale=alt.Scale(domain=list(names.values()), range=[colors.accent, colors.unsure]),
        legend=alt.Legend(title=None, orient="top", direction="vertical", labelLimit=0),
    )
    tooltip = [alt.Tooltip("group:N", title=words("chart.what")), alt.Tooltip("text:N", title=words("nps.points"))]
    x = alt.X("months:Q", title=words("theme.survival_axis"), axis=alt.Axis(tickMinStep=1, grid=False, format="d"))
    y = alt.Y("survival:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", tickCount=5))
    base = alt.Chart(data).encode(x=x, color=color, tooltip=tooltip)
    band = base.mark_area(interpolate="step-after", opacity=0.14).encode(
        y=alt.Y("low:Q", title=None), y2=alt.Y2("high:Q")
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        y=y, strokeDash=alt.StrokeDash("group:N", sort=list(names.values()), legend=None)
    )
    return calm(alt.LayerChart(layer=[band, line], height=240))
