"""Drivers of a score: gap and impact theme by theme, all themes at once, and the parts of its change."""

from typing import Any

import streamlit as st

from vocpipe.app.components import adjusted_drivers, change_parts
from vocpipe.app.components.findings import Rows, by_verdict, finding, first_rows, score_digits, score_tone, show_rest
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import missing, note, stat
from vocpipe.app.context import PageContext

_NPS_SOURCE = """[[source]]
name = "nps_survey"
reader = "table"
path = "inputs/nps*.csv"
kind = "survey"
score_type = "nps"
columns = { id = "…", text = "…", score = "…", created_at = "…", customer_id = "…" }"""


def show(context: PageContext, facts: dict[str, Any], score_type: str, kind: str | None) -> None:
    """Draw the parts; if there is no NPS with text, name the file that provides it."""
    if score_type == "nps" and not facts["n_nps_with_text"]:
        missing(context.words("drivers.no_nps" if not facts["n_nps"] else "drivers.no_nps_text"), _NPS_SOURCE)
        return
    _gaps(context, score_type, kind)
    adjusted_drivers.show(context, score_type, kind)
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
        lines = _gap_lines(context, row, score_digits(score_type))
        finding(context, row, verdict=verdict, tone=score_tone(row), lines=lines, kind=kind or "survey")
    show_rest(context, shown, chosen, "gaps")


def _gap_charts(context: PageContext, rows: Rows, score_type: str) -> None:
    words, digits = context.words, score_digits(score_type)
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
                tone=score_tone(row),
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
