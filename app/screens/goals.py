"""Goals: how far each KPI is on its way to the value that vocpipe.toml names, and whether it will be there in time."""

from typing import Any

import streamlit as st

from vocpipe.app.components import goal_chart
from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Table, show_figure, show_table
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
    show_table(context, _table(context, goals))
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


def _table(context: PageContext, goals: Rows) -> Table:
    words = context.words
    names = ("kpi", "baseline", "target", "due", "value", "progress", "expected", "says")
    head = [words(f"goals.{name}") for name in names]
    return Table("goals", head, [_line(context, goal) for goal in goals], numeric=[1, 2, 4, 6])


def _line(context: PageContext, goal: dict[str, Any]) -> list[str]:
    words = context.words
    if goal["kpi_name"] is None:
        nothing = words.number(None)
        values = [words.number(goal["baseline"], 2), words.number(goal["target"], 2), words.day(goal["due_on"])]
        return [goal["kpi_id"], *values, nothing, nothing, nothing, words.reason(goal)]
    kpi = Kpi(words, goal)
    expected = {name: goal[f"expected{end}"] for name, end in (("value", ""), ("low", "_low"), ("high", "_high"))}
    return [
        *(kpi.name, kpi.write(goal["baseline"]), kpi.write(goal["target"]), words.day(goal["due_on"])),
        kpi.with_interval(goal) if goal["value"] is not None else words.number(None),
        goal_chart.progress(kpi, goal),
        kpi.with_interval(expected) if expected["value"] is not None else words.number(None),
        words.reason(goal),
    ]


# Goals are for everybody and over all data: no filter works here.
PAGE = Page("goals", show, order=17, filters=frozenset())
