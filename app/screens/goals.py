"""Goals: how far each KPI is on its way to the value that vocpipe.toml names, and whether it will be there in time."""

from typing import Any

import streamlit as st

from vocpipe.app.components import goal_chart, goal_table
from vocpipe.app.components.frame import show_figure, show_table
from vocpipe.app.components.kpi_values import Kpi
from vocpipe.app.components.layout import missing, note
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import plain

_GOAL = """[[goal]]
kpi = "retention_rate"
baseline = 0.96
target = 0.98
due = 2027-03-31"""


def show(context: PageContext) -> None:
    """Draw a figure for each goal, and all of them as a table."""
    words = context.words
    goals = context.rows("goals")
    if not goals:
        missing(words("goals.none"), _GOAL)
        return
    for goal in goals:
        _one(context, goal)
    st.subheader(words("goals.all"))
    show_table(context, goal_table.as_table(context, goals))
    note(words("goals.method"))


def _one(context: PageContext, goal: dict[str, Any]) -> None:
    words = context.words
    if goal["kpi_name"] is None:  # the settings name a KPI that there is not
        note(words.reason(goal))
        return
    figure = goal_chart.of_goal(context, goal)
    if isinstance(figure, str):
        st.markdown(f"**{plain(figure)}**")
    else:
        show_figure(context, figure)
    note(words.reason(goal))
    context.link("kpi", words("goals.open", kpi=Kpi(words, goal).name), kpi=goal["kpi_id"])


# Goals are for everybody and over all data: no filter works here.
PAGE = Page("goals", show, order=17, filters=frozenset())
