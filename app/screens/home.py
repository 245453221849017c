"""Home: a brief on one screen: five findings, NPS and retention, what is new, rising and falling, and what to do."""

from typing import Any

import streamlit as st

from vocpipe.app.components import brief, brief_periods, late_sources, monthly, need_a_look, theme_changes, watches
from vocpipe.app.components.actions_board import count_stale
from vocpipe.app.components.frame import Figure, show_figure
from vocpipe.app.components.layout import note
from vocpipe.app.components.response import line
from vocpipe.app.components.small_map import show_small_map
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped


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
        late_sources.refreshed(context)
    late_sources.show(context)
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
        watches.rising(context)
    with middle:
        _draw(context, monthly.retention(context))
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
    _draw(context, monthly.nps(context))
    line(context)


def _draw(context: PageContext, found: Figure | str) -> None:
    if isinstance(found, str):
        note(found)
    else:
        show_figure(context, found)


def _first_start(context: PageContext) -> None:
    """Nothing was read yet: which file to import, and the sample data."""
    words = context.words
    st.title(words("brief.start"))
    st.write(words("brief.start_files"))
    st.write(words("brief.start_sample"))
    with st.expander(words("brief.for_operator")):
        st.code("vocpipe refresh\nvocpipe demo", language=None)


PAGE = Page("home", show, order=10, filters=frozenset())
