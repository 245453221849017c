"""Priorities: problems by reach, severity, value and confidence; what customers ask for; and what help lacks."""

from collections import Counter
from typing import Any

import streamlit as st

from vocpipe.app.components import help_gaps, priority_list
from vocpipe.app.components.download import download
from vocpipe.app.components.layout import note, nothing
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped
from vocpipe.facets import CAUSES

_TABS = ("problems", "requests", "help")
_MOST = 15


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    tab = _tab(context)
    if tab == "requests":
        _requests(context)
        return
    if tab == "help":
        help_gaps.show(context)
        return
    rows = context.rows("priorities")
    if rows:
        rows = _with_cause(context, rows)
        st.html(f'<p class="v-lead">{escaped(words("priorities.lead"))}</p>')
        priority_list.show(context, rows)
    elif context.row("counts")["n_feedback"]:
        note(words("priorities.none"))
    else:
        nothing(context)


def _tab(context: PageContext) -> str:
    """The chosen tab, stored in the address."""
    given = st.query_params.get("tab")
    chosen = given if given in _TABS else _TABS[0]
    st.session_state["w_tab"] = chosen

    def changed() -> None:
        st.query_params["tab"] = st.session_state["w_tab"]

    st.segmented_control(
        context.words("priorities.tab"),
        _TABS,
        required=True,
        key="w_tab",
        on_change=changed,
        format_func=lambda tab: context.words(f"priorities.{tab}"),
        label_visibility="collapsed",
    )
    return chosen


def _with_cause(context: PageContext, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the cause that the viewer chose (?cause=), or all of them."""
    words, counts = context.words, Counter(row["cause"] for row in rows)
    known = [cause for cause in CAUSES if cause in counts]
    if len(known) < 2:
        return rows
    given = st.query_params.get("cause")
    chosen = given if given in known else None
    st.session_state["w_cause"] = chosen

    def changed() -> None:
        if st.session_state["w_cause"]:
            st.query_params["cause"] = st.session_state["w_cause"]
        else:
            st.query_params.pop("cause", None)

    st.pills(
        words("priorities.by_cause"),
        known,
        key="w_cause",
        on_change=changed,
        format_func=lambda cause: words(
            "search.counted", value=words.label("cause", cause), n=words.number(counts[cause])
        ),
    )
    return [row for row in rows if chosen in (None, row["cause"])]


def _requests(context: PageContext) -> None:
    """How many customers ask for it, what they pay, and on which plans."""
    words = context.words
    rows = context.rows("requests")
    if not rows:
        note(words("priorities.no_requests"))
        return
    note(words("priorities.requests_note"))
    most = max(row["customers"] for row in rows)
    with st.container(key="ranked"):
        for row in rows[:_MOST]:
            left, middle, right = st.columns([5, 8, 1], gap="medium", vertical_alignment="center")
            with left:
                context.link("theme", words.theme(row), theme=row["theme_id"])
            with middle:
                st.html(_request(context, row, most))
            with right:
                context.link("voices", words("priorities.read"), theme=row["theme_id"])
    if len(rows) > _MOST:
        note(words("priorities.shown", n=words.number(_MOST), all=words.number(len(rows))))
    download(context, priority_list.requests_table(context, rows))


def _request(context: PageContext, row: dict[str, Any], most: int) -> str:
    words = context.words
    plans = [words("priorities.of_plan", plan=plan["plan"], n=words.number(plan["n"])) for plan in row["plans"] or ()]
    value = row["monthly_value"]
    worth = words("priorities.monthly", value=words.money(value)) if value is not None else None
    counts = words.facts([words.amount("customer", row["customers"]), worth])
    return (
        f'<div class="v-factors"><div><div class="v-bar"><i style="width:{round(100 * row["customers"] / most)}%"></i>'
        f'</div></div><div><p class="v-stat">{escaped(counts)}</p></div>'
        f'<div><p class="v-note">{escaped(words.facts(plans))}</p></div></div>'
    )


PAGE = Page("priorities", show, order=20)
