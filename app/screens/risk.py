"""Customers at risk: the list with its reasons and quotes, and its back-test; no list if the back-test fails."""

from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, first_rows, show_rest
from vocpipe.app.components.intervals import calibration
from vocpipe.app.components.layout import callout, note, stat, table
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped

_MAX_SHOWN = 10


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    tested = context.rows("risk_backtest")
    st.title(words("page.risk"))
    whole = next((row for row in tested if row["origin"] is None), None)
    if whole is None:
        st.info(words("risk.untested"))
        return
    reason = words.reason(whole)
    if whole["beats_base"]:
        callout("success", reason)
        _list(context)
    else:
        callout("warning", words("risk.not_shown", reason=reason))
    if whole["k"]:
        _backtest(context, whole, [row for row in tested if row["origin"] is not None])


def _list(context: PageContext) -> None:
    words = context.words
    customer = st.query_params.get("customer")
    rows = context.rows("risk_customers", customer=customer)
    st.subheader(words("risk.list", n=words.number(len(rows))))
    if customer:
        context.link("risk", words("risk.all"))
    if not rows:
        note(words("risk.nobody"))
        return
    day, days = words.day(rows[0]["as_of"]), words.amount("day", rows[0]["horizon_days"])
    note(words("risk.list_note", day=day, days=days, base=words.percent(rows[0]["base_rate"])))
    themes, quotes = context.rows("risk_themes"), context.rows("risk_quotes")
    shown = first_rows(context, rows, "risk", _MAX_SHOWN)
    for row in shown:
        _customer(context, row, _of_customer(themes, row), _of_customer(quotes, row))
    show_rest(context, shown, rows, "risk")


def _of_customer(rows: Rows, customer: dict[str, Any]) -> Rows:
    return [row for row in rows if row["customer_id"] == customer["customer_id"]]


def _customer(context: PageContext, row: dict[str, Any], themes: Rows, quotes: Rows) -> None:
    words = context.words
    with st.container(border=True, gap="xsmall"):
        left, right = st.columns([3, 8], gap="medium")
        with left, st.container(gap="xxsmall"):
            st.html(f'<p class="v-stat"><b>{escaped(row["customer_id"])}</b></p>')
            stat(words("risk.risk", risk=words.percent(row["risk"], 0), rank=words.number(row["rank"])))
            plan, value = row["plan"] or words.number(None), words.number(row["monthly_value"])
            note(words("risk.plan_value", plan=plan, value=value))
        with right, st.container(gap="xxsmall"):
            stat(words.reason(row))
            for theme in themes:
                context.link("theme", words.theme(theme), theme=theme["theme_id"])
            for quote in quotes:
                _quote(context, quote)


def _quote(context: PageContext, row: dict[str, Any]) -> None:
    st.html(f'<p class="v-text v-quote" lang="{escaped(row["lang"] or "")}">{escaped(row["text"])}</p>')
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        spans = "".join(
            f"<span>{escaped(part)}</span>" for part in (context.words.day(row["created_on"]), row["source"])
        )
        st.html(f'<p class="v-meta">{spans}</p>', width="content")
        context.link("feedback", context.words("quote.open"), feedback=row["feedback_id"])


def _backtest(context: PageContext, whole: dict[str, Any], days: Rows) -> None:
    words = context.words
    st.subheader(words("risk.backtest"))
    note(words("risk.backtest_note"))
    _figures(context, whole)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown(f"**{words('risk.calibration')}**")
        bins = context.rows("risk_calibration")
        if bins:
            st.altair_chart(calibration(words, bins), alt=words("risk.calibration"))
        note(words("risk.calibration_note", slope=words.number(whole["calibration_slope"], 2)))
    with right:
        st.markdown(f"**{words('risk.days')}**")
        head = [words(f"risk.{name}") for name in ("day", "n", "churned", "base", "k", "hits", "precision", "lift")]
        table(head, [_day(context, row) for row in days], numeric=range(1, 8))
        note(words("risk.without_voices", precision=words.percent(whole["precision_without_voices"])))


def _figures(context: PageContext, whole: dict[str, Any]) -> None:
    words = context.words
    boxes = [
        ("precision", words.percent(whole["precision_at_k"]), words.shares(whole["low"], whole["high"])),
        ("base", words.percent(whole["base_rate"]), _of(context, whole["churned"], whole["n"])),
        ("lift", words.ratio(whole["lift"], 1), words.ratios(whole["lift_low"], whole["lift_high"])),
        ("recall", words.percent(whole["recall"]), _of(context, whole["hits"], whole["churned"])),
        ("lead", _lead_time(context, whole["lead_time_days"]), words.amount("hit", whole["hits"])),
    ]
    for column, (name, value, below) in zip(st.columns(len(boxes)), boxes, strict=True):
        with column, st.container(border=True, gap="xsmall"):
            st.metric(words(f"risk.{name}"), value, help=words(f"risk.{name}_help", k=words.number(whole["k"])))
            note(words("nps.interval_is", interval=below) if name in ("precision", "lift") else below)


def _day(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    return [
        words.day(row["origin"]),
        words.number(row["n"]),
        words.number(row["churned"]),
        words.percent(row["base_rate"]),
        words.number(row["k"]),
        words.number(row["hits"]),
        words.with_interval(words.percent(row["precision_at_k"]), words.shares(row["low"], row["high"], 0)),
        words.with_interval(words.ratio(row["lift"], 1), words.ratios(row["lift_low"], row["lift_high"])),
    ]


def _of(context: PageContext, n: int, whole: int) -> str:
    words = context.words
    return words("drivers.n_of", n=words.number(n), all=words.number(whole))


def _lead_time(context: PageContext, days: float | None) -> str:
    words = context.words
    return words.number(None) if days is None else words.amount("day", round(days))


PAGE = Page("risk", show, order=40)
