"""Home: a brief on one screen: five findings, NPS and retention, what is new, rising and falling, and what to do."""

from typing import Any

import streamlit as st

from vocpipe.app.components import brief, brief_periods, need_a_look, theme_changes
from vocpipe.app.components.actions_board import count_stale
from vocpipe.app.components.curves import Write, curve
from vocpipe.app.components.frame import Table, show_chart
from vocpipe.app.components.layout import note
from vocpipe.app.components.response import line
from vocpipe.app.components.small_map import show_small_map
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped

Rows = list[dict[str, Any]]


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    sources = context.row("brief_sources")
    if not sources["n"]:
        _first_start(context)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="v-brief-title">{escaped(words("brief.title"))}</p>', width="content")
        periods = brief_periods.choose(context, sources["newest"])
        _freshness(context, sources)
    days = {name: words.day(day) for name, day in periods.parameters().items()}
    note(words("brief.periods", **days))
    themes = context.rows("brief_themes", **periods.parameters())
    brief.show(context, themes, periods)
    with st.popover(words("brief.why"), type="tertiary"):
        st.write(words("brief.why_text"))
    left, middle, right = st.columns([5, 5, 4], gap="large")
    with left:
        _nps(context)
        theme_changes.show(context)
    with middle:
        _retention(context)
    with right:
        show_small_map(context)
    _to_do(context)


def _to_do(context: PageContext) -> None:
    """What waits for somebody, each with the page where it is done."""
    words = context.words
    with st.container(horizontal=True, gap="large"):
        context.link("look", words("brief.to_look", themes=words.amount("theme", need_a_look.count(context))))
        context.link("actions", words("brief.to_act", n=words.number(count_stale(context))))


def _freshness(context: PageContext, sources: dict[str, Any]) -> None:
    words = context.words
    places = {"day": words.day(sources["newest"]), "n": words.number(sources["n_fresh"])}
    context.link("quality", words("brief.fresh", **places, all=words.number(sources["n"])))


def _nps(context: PageContext) -> None:
    words = context.words
    rows = [{**row, "value": row["nps"]} for row in context.rows("nps_month")]
    _curve(context, "nps", rows, words.signed)
    line(context)


def _retention(context: PageContext) -> None:
    _curve(context, "retention", context.rows("retention_month"), lambda value: _percent(context, value))


def _percent(context: PageContext, value: float | None) -> str:
    return context.words.percent(None if value is None else value / 100)


def _curve(context: PageContext, name: str, rows: Rows, write: Write) -> None:
    """The curve under the newest month's value; one gray line if fewer than two months have enough."""
    words = context.words
    known = [row for row in rows if row["value"] is not None]
    if len(known) < 2:
        note(words(f"curve.no_{name}", least=words.number(context.facts.min_responses)))
        return
    now = known[-1]
    interval = words("curve.interval", low=write(now["low"]), high=write(now["high"]))
    value = words.with_interval(write(now["value"]), interval)
    title = words(f"curve.{name}", value=value, month=words.month(now["month"]))
    cells = [
        [words.month(row["month"]), write(row["value"]), write(row["low"]), write(row["high"]), words.number(row["n"])]
        for row in rows
    ]
    head = [words("chart.month"), words("nps.points"), words("curve.low"), words("curve.high"), words("curve.n")]
    chart = curve(words, rows, context.rows("calendar"), write)
    show_chart(context, title, chart, Table(f"{name}_by_month", head, cells, numeric=[1, 2, 3, 4]))


def _first_start(context: PageContext) -> None:
    """Nothing was read yet: which file to import, and the sample data."""
    words = context.words
    st.title(words("brief.start"))
    st.write(words("brief.start_files"))
    st.write(words("brief.start_sample"))
    with st.expander(words("brief.for_operator")):
        st.code("vocpipe refresh\nvocpipe demo", language=None)


PAGE = Page("home", show, order=10, filters=frozenset())
