"""The back-test of the list of customers at risk: how lists made on past days performed."""

from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Figure, Table, show_figure, show_table
from vocpipe.app.components.intervals import calibration
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext


def show_backtest(context: PageContext, whole: dict[str, Any], days: Rows) -> None:
    """Draw the figures of all days together, the calibration, and the table of single days.

    whole: the row of risk_backtest over all days. days: those of single days.
    """
    words = context.words
    note(words("risk.backtest_note"))
    _figures(context, whole)
    left, right = st.columns([2, 3], gap="large")
    with left:
        bins = context.rows("risk_calibration")
        if bins:
            show_figure(context, _calibration(context, bins))
        note(words("risk.calibration_note", slope=words.number(whole["calibration_slope"], 2)))
    with right:
        st.markdown(f"**{words('risk.days')}**")
        head = [words(f"risk.{name}") for name in ("day", "n", "churned", "base", "k", "hits", "precision", "lift")]
        lines = [_day(context, row) for row in days]
        show_table(context, Table("backtest", head, lines, numeric=range(1, 8)))
        note(words("risk.without_voices", precision=words.percent(whole["precision_without_voices"])))


def _calibration(context: PageContext, bins: list[dict[str, Any]]) -> Figure:
    words = context.words
    head = [words("risk.predicted"), words("risk.actual"), words("nps.interval"), words("risk.n")]
    lines = [
        [
            words.percent(row["mean_risk"]),
            words.percent(row["rate"]),
            words.shares(row["low"], row["high"]),
            words.number(row["n"]),
        ]
        for row in bins
    ]
    behind = Table("calibration", head, lines, numeric=range(4))
    return Figure(words("risk.calibration"), calibration(words, bins), behind)


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
        words.day(row["listed_on"]),
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
