"""Drivers of a score: gap and impact theme by theme, all themes at once, and the parts of its change."""

from typing import Any

import streamlit as st

from vocpipe.app.components import change_parts
from vocpipe.app.components.findings import Rows, by_verdict, finding, first_rows, show_rest, tone
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import missing, note, stat
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_NPS_SOURCE = """[[source]]
name = "nps_survey"
reader = "table"
path = "inputs/nps*.csv"
kind = "survey"
score_type = "nps"
columns = { id = "…", text = "…", score = "…", created_at = "…", customer_id = "…" }"""


def show(context: PageContext, facts: dict[str, Any], score_type: str, kind: str | None) -> None:
    """Draw the parts; where there is no NPS with text, say which file brings it."""
    if score_type == "nps" and not facts["n_nps_with_text"]:
        missing(context.words("drivers.no_nps" if not facts["n_nps"] else "drivers.no_nps_text"), _NPS_SOURCE)
        return
    _gaps(context, score_type, kind)
    _adjusted(context, score_type, kind)
    if score_type == "nps":
        change_parts.show(context)


def _gaps(context: PageContext, score_type: str, kind: str | None) -> None:
    words = context.words
    rows = context.rows("driver_gaps", score_type=score_type, kind=kind)
    name = words.of("score", score_type)
    st.subheader(words("drivers.gaps", score=name))
    if not rows:
        note(words("drivers.no_themes"))
        return
    stat(words("drivers.formula", score=name))
    note(words("drivers.formula_note"))
    chosen = by_verdict(context, rows, "score")
    shown = first_rows(context, chosen, "gaps")
    _gap_charts(context, shown, score_type)
    for row in shown:
        verdict = words.of("verdict_score", row["verdict"])
        lines = _gap_lines(context, row, _digits(score_type))
        finding(context, row, verdict=verdict, tone=_tone(row), lines=lines, kind=kind or "survey")
    show_rest(context, shown, chosen, "gaps")


def _gap_charts(context: PageContext, rows: Rows, score_type: str) -> None:
    words, digits = context.words, _digits(score_type)
    drawn = [row for row in rows if row["gap_low"] is not None and row["low"] is not None]
    if not drawn:
        return
    name = words.of("score", score_type)
    for column, value, low, high in zip(
        st.columns([8, 5], gap="small"), ("gap", "impact"), ("gap_low", "low"), ("gap_high", "high"), strict=True
    ):
        estimates = [
            Estimate(
                label=words.theme(row),
                value=row[value],
                low=row[low],
                high=row[high],
                tone=_tone(row),
                text=words.signed(row[value], digits + (value == "impact")),
                interval=words.interval(row[low], row[high], digits + (value == "impact")),
                n=_with_without(context, row),
                verdict=words.of("verdict_score", row["verdict"]),
            )
            for row in drawn
        ]
        title = words(f"drivers.{value}_axis", score=name)
        with column:
            st.altair_chart(intervals(words, estimates, title=title, labels=value == "gap"), alt=title)
    if len(drawn) < len(rows):
        note(words("drivers.not_drawn", themes=words.amount("theme", len(rows) - len(drawn))))


def _gap_lines(context: PageContext, row: dict[str, Any], digits: int) -> list[str]:
    words = context.words
    if row["gap"] is None:
        return [words.facts([words.number(None), _with_without(context, row)])]
    formula = words(
        "nps.formula",
        share=words.percent(row["share"]),
        gap=words.signed(row["gap"], max(digits, 1)),
        impact=words.signed(row["impact"], digits + 1),
    )
    ends = words(
        "drivers.ends",
        gap=words.interval(row["gap_low"], row["gap_high"], max(digits, 1)),
        impact=words.interval(row["low"], row["high"], digits + 1),
    )
    return [formula, words.facts([ends, _with_without(context, row)])]


def _with_without(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    with_it = words.amount("answer", row["n_with"])
    return words("drivers.with_without", with_it=with_it, without=words.number(row["n_without"]))


def _adjusted(context: PageContext, score_type: str, kind: str | None) -> None:
    words, digits = context.words, _digits(score_type)
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
    estimates = [
        Estimate(
            label=words.theme(row),
            value=row["effect"],
            low=row["effect_low"],
            high=row["effect_high"],
            tone=_tone(row),
            text=words.signed(row["effect"], digits),
            interval=words.interval(row["effect_low"], row["effect_high"], digits),
            n=words("drivers.n_of", n=words.number(row["n_with"]), all=words.number(row["n"])),
            verdict=words.of("verdict_score", row["verdict"]),
        )
        for row in shown
    ]
    title = words("drivers.effect_axis", score=words.of("score", score_type))
    st.altair_chart(intervals(words, estimates, title=title), alt=title)
    with st.expander(words("drivers.in_words", n=words.number(len(shown)))):
        for row in shown:
            verdict = words.of("verdict_score", row["verdict"])
            finding(
                context, row, verdict=verdict, tone=_tone(row), lines=[_weight(context, row, digits)], kind=row["kind"]
            )
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
        st.warning(words.reason(row) if row["verdict"] == Verdict.CANNOT_TELL else words("drivers.explains_nothing"))


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


def _digits(score_type: str) -> int:
    return 0 if score_type == "nps" else 2


def _tone(row: dict[str, Any]) -> str:
    return tone(row["verdict"], good=Verdict.RAISES)
