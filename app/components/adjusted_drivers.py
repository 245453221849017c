"""Drivers of a score, all themes at once: the effects and weights of a regression on all of them."""

from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, finding, first_rows, score_digits, score_tone, show_rest
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import callout, note, stat
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict


def show(context: PageContext, score_type: str, kind: str | None) -> None:
    """Draw the fit and the effects with their intervals, as a chart and in words."""
    words = context.words
    rows = context.rows("driver_adjusted", score_type=score_type, kind=kind)
    st.subheader(words("drivers.adjusted"))
    if not rows:
        note(words("drivers.no_themes"))
        return
    _fit(context, rows[0])
    estimated = [row for row in rows if row["effect"] is not None]
    if not estimated:
        note(words.reason(rows[0]))
        return
    shown = first_rows(context, estimated, "adjusted")
    _effects(context, shown, score_type)
    show_rest(context, shown, estimated, "adjusted")
    n_left_out = len(rows) - len(estimated)
    if n_left_out:
        themes = words.amount("theme", len(rows))
        note(words("drivers.not_adjusted", n=words.number(n_left_out), themes=themes))


def _fit(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    note(words("drivers.adjusted_note"))
    answers, customers = words.amount("answer", row["n"]), words.amount("customer", row["n_customers"])
    if row["r2"] is None:
        stat(words("drivers.no_fit", answers=answers, customers=customers))
        return
    r2, r2_cv = words.number(row["r2"], 3), words.signed(row["r2_unseen"], 3)
    stat(words("drivers.fit", r2=r2, r2_cv=r2_cv, answers=answers, customers=customers))
    if row["r2_unseen"] is not None and row["r2_unseen"] <= 0:
        told = row["verdict"] == Verdict.CANNOT_TELL
        callout("warning", words.reason(row) if told else words("drivers.explains_nothing"))


def _effects(context: PageContext, rows: Rows, score_type: str) -> None:
    """The chart of the effects, and each of them in words below."""
    words, digits = context.words, score_digits(score_type)
    title = words("drivers.effect_axis", score=words.of("score", score_type))
    estimates = [_estimate(context, row, digits) for row in rows]
    st.altair_chart(intervals(words, estimates, title=title), alt=title)
    with st.expander(words("drivers.in_words", n=words.number(len(rows)))):
        for row in rows:
            verdict, lines = words.of("verdict_score", row["verdict"]), [_weight(context, row, digits)]
            finding(context, row, verdict=verdict, tone=score_tone(row), lines=lines, kind=row["kind"])


def _estimate(context: PageContext, row: dict[str, Any], digits: int) -> Estimate:
    words = context.words
    return Estimate(
        label=words.theme(row),
        value=row["effect"],
        low=row["effect_low"],
        high=row["effect_high"],
        tone=score_tone(row),
        text=words.signed(row["effect"], digits),
        interval=words.interval(row["effect_low"], row["effect_high"], digits),
        n=words("drivers.n_of", n=words.number(row["n_with"]), all=words.number(row["n"])),
        verdict=words.of("verdict_score", row["verdict"]),
    )


def _weight(context: PageContext, row: dict[str, Any], digits: int) -> str:
    words = context.words
    return words(
        "drivers.weight",
        effect=words.signed(row["effect"], digits),
        ends=words.interval(row["effect_low"], row["effect_high"], digits),
        weight=words.percent(row["weight"], 0),
        weight_ends=words.shares(row["weight_low"], row["weight_high"], 0),
        n=words.number(row["n_with"]),
        all=words.number(row["n"]),
    )
