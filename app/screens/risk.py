"""Customers at risk: the list with its reasons and quotes, never without its back-test, nor where that fails."""

from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, first, rest
from vocpipe.app.components.intervals import calibration
from vocpipe.app.components.layout import note, stat, table
from vocpipe.app.components.text import escaped
from vocpipe.app.view import View

_LISTED = 10


def show(view: View) -> None:
    """Draw the page."""
    words = view.words
    tested = view.rows("risk_backtest")
    st.title(words("page.risk"))
    whole = next((row for row in tested if row["origin"] is None), None)
    if whole is None:
        st.info(words("risk.untested"))
        return
    reason = words.reason(whole)
    if whole["beats_base"]:
        st.success(reason)
        _list(view)
    else:
        st.warning(words("risk.not_shown", reason=reason))
    if whole["k"]:
        _backtest(view, whole, [row for row in tested if row["origin"] is not None])


def _list(view: View) -> None:
    words = view.words
    customer = st.query_params.get("customer")
    rows = view.rows("risk_customers", customer=customer)
    st.subheader(words("risk.list", n=words.number(len(rows))))
    if customer:
        view.link("risk", words("risk.all"))
    if not rows:
        note(words("risk.nobody"))
        return
    when = {"day": words.day(rows[0]["as_of"]), "days": words.number(rows[0]["horizon_days"])}
    note(words("risk.list_note", base=words.percent(rows[0]["base_rate"]), **when))
    themes, quotes = view.rows("risk_themes"), view.rows("risk_quotes")
    shown = first(view, rows, "risk", _LISTED)
    for row in shown:
        mine = [[one for one in many if one["customer_id"] == row["customer_id"]] for many in (themes, quotes)]
        _customer(view, row, *mine)
    rest(view, shown, rows, "risk")


def _customer(view: View, row: dict[str, Any], themes: Rows, quotes: Rows) -> None:
    words = view.words
    with st.container(border=True, gap="xsmall"):
        left, right = st.columns([3, 8], gap="medium")
        with left, st.container(gap="xxsmall"):
            st.html(f'<p class="v-stat"><b>{escaped(row["customer_id"])}</b></p>')
            stat(words("risk.risk", risk=words.percent(row["risk"], 0), rank=words.number(row["rank"])))
            plan, value = row["plan"] or words.number(None), words.number(row["monthly_value"])
            note(words("risk.worth", plan=plan, value=value))
        with right, st.container(gap="xxsmall"):
            stat(words.reason(row))
            for theme in themes:
                view.link("theme", words.theme(theme), theme=theme["theme_id"])
            for quote in quotes:
                _quote(view, quote)


def _quote(view: View, row: dict[str, Any]) -> None:
    st.html(f'<p class="v-text v-quote" lang="{escaped(row["lang"] or "")}">{escaped(row["text"])}</p>')
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        spans = "".join(f"<span>{escaped(part)}</span>" for part in (view.words.day(row["created_on"]), row["source"]))
        st.html(f'<p class="v-meta">{spans}</p>', width="content")
        view.link("feedback", view.words("quote.open"), feedback=row["feedback_id"])


def _backtest(view: View, whole: dict[str, Any], days: Rows) -> None:
    words = view.words
    st.subheader(words("risk.backtest"))
    note(words("risk.backtest_note"))
    _figures(view, whole)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown(f"**{words('risk.calibration')}**")
        bins = view.rows("risk_calibration")
        if bins:
            st.altair_chart(calibration(words, bins), alt=words("risk.calibration"))
        note(words("risk.calibration_note", slope=words.number(whole["calibration_slope"], 2)))
    with right:
        st.markdown(f"**{words('risk.days')}**")
        head = [words(f"risk.{name}") for name in ("day", "n", "left", "base", "k", "hits", "precision", "lift")]
        table(head, [_day(view, row) for row in days], numeric=range(1, 8))
        note(words("risk.without_voices", precision=words.percent(whole["precision_without_voices"])))


def _figures(view: View, whole: dict[str, Any]) -> None:
    words = view.words
    boxes = [
        ("precision", words.percent(whole["precision_at_k"]), words.shares(whole["low"], whole["high"])),
        ("base", words.percent(whole["base_rate"]), _of(view, whole["churned"], whole["n"])),
        ("lift", _times(view, whole["lift"]), words.ratios(whole["lift_low"], whole["lift_high"])),
        ("recall", words.percent(whole["recall"]), _of(view, whole["hits"], whole["churned"])),
        ("lead", words("risk.lead_days", n=words.number(whole["lead_time_days"])), _of(view, whole["hits"])),
    ]
    for column, (name, value, below) in zip(st.columns(len(boxes)), boxes, strict=True):
        with column, st.container(border=True, gap="xsmall"):
            st.metric(words(f"risk.{name}"), value, help=words(f"risk.{name}_help", k=words.number(whole["k"])))
            note(words("nps.interval_is", interval=below) if name in ("precision", "lift") else below)


def _day(view: View, row: dict[str, Any]) -> list[str]:
    words = view.words
    return [
        words.day(row["origin"]),
        words.number(row["n"]),
        words.number(row["churned"]),
        words.percent(row["base_rate"]),
        words.number(row["k"]),
        words.number(row["hits"]),
        f"{words.percent(row['precision_at_k'])} ({words.shares(row['low'], row['high'], 0)})",
        f"{_times(view, row['lift'])} ({words.ratios(row['lift_low'], row['lift_high'])})",
    ]


def _of(view: View, n: int, whole: int | None = None) -> str:
    words = view.words
    if whole is None:
        return words("risk.hits_n", n=words.number(n))
    return words("drivers.n_of", n=words.number(n), all=words.number(whole))


def _times(view: View, ratio: float | None) -> str:
    words = view.words
    return words.number(None) if ratio is None else words("format.ratio", ratio=words.number(ratio, 1))
