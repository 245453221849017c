"""Customers: who is likely to leave, what they pay and said; how good such lists were; a search for one."""

from typing import Any

import streamlit as st

from vocpipe.app.components import hand_off
from vocpipe.app.components.at_risk import finding, show_at_risk, show_values, tested
from vocpipe.app.components.backtest import show_backtest
from vocpipe.app.components.layout import callout, note
from vocpipe.app.components.people import show_disagreeing
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped
from vocpipe.app.words import folded

_MAX_FOUND = 12


def show(context: PageContext) -> None:
    """Draw the page."""
    st.title(context.words("page.customers"))
    if _searched(context):
        return
    backtest = context.rows("risk_backtest")
    whole = next((row for row in backtest if row["listed_on"] is None), None)
    if whole is None:
        st.info(context.words("risk.untested"))
    elif whole["beats_base"]:
        _list(context, whole)
    else:
        callout("warning", context.words("risk.not_shown", reason=context.words.reason(whole)))
    show_disagreeing(context)
    if whole and whole["k"]:
        with st.expander(context.words("risk.backtest")):
            show_backtest(context, whole, [row for row in backtest if row["listed_on"] is not None])


def _searched(context: PageContext) -> bool:
    """Draw the search and what it finds; returns whether something is searched for."""
    words = context.words
    st.session_state["w_customer"] = st.query_params.get("q", "")
    st.text_input(
        words("customers.search"), key="w_customer", on_change=_asked, placeholder=words("customers.search_hint")
    )
    wanted = folded(st.session_state["w_customer"]).strip()
    if not wanted:
        return False
    rows = context.rows("customers_found", wanted=wanted, size=_MAX_FOUND)
    if not rows:
        note(words("customers.none_found"))
        note(words("customers.by_number"))
        return True
    note(words("customers.found", n=words.number(rows[0]["n_found"]), shown=words.number(len(rows))))
    for row in rows:
        _found(context, row)
    return True


def _asked() -> None:
    wanted = st.session_state["w_customer"].strip()
    if wanted:
        st.query_params["q"] = wanted
    else:
        st.query_params.pop("q", None)


def _found(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    parts = [
        row["plan"],
        words("customers.month_value", value=words.money(row["monthly_value"])) if row["monthly_value"] else None,
        words("customers.left_on", day=words.day(row["churned_on"])) if row["churned_on"] else None,
        words.amount("feedback", row["n_voices"]),
        words("customers.last_said", day=words.day(row["last_on"])) if row["last_on"] else None,
        words("customers.risk_is", risk=words.percent(row["risk"], 0)) if row["risk"] else None,
    ]
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        context.link("customer", row["customer_id"], customer=row["customer_id"])
        st.html(f'<p class="v-stat">{escaped(words.facts(parts))}</p>', width="content")


def _list(context: PageContext, whole: dict[str, Any]) -> None:
    words = context.words
    rows = context.rows("customers_at_risk")
    if not rows:
        note(words("customers.nobody"))
        return
    st.subheader(finding(context, rows), anchor=False)
    st.html(f'<p class="v-lead">{escaped(tested(context, whole, rows[0]["horizon_days"]))}</p>')
    show_values(context, rows)
    show_at_risk(context, rows)
    hand_off.show(context, "at-risk", "vocpipe audience export --who at-risk --for hubspot --out at-risk.csv")
    note(words("customers.list_note", day=words.day(rows[0]["as_of"])))


PAGE = Page("customers", show, order=70, filters=frozenset({"plans"}))
