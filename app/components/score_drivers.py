"""Drivers of a score: gap and impact theme by theme, all themes at once, and what its change is made of."""

from typing import Any

import streamlit as st

from vocpipe.app.components import change_parts
from vocpipe.app.components.findings import Rows, by_verdict, finding, first, rest, tone
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import missing, note, stat
from vocpipe.app.view import View

_NPS_SOURCE = """[[source]]
name = "nps_survey"
reader = "table"
path = "inputs/nps*.csv"
kind = "survey"
score_type = "nps"
columns = { id = "…", text = "…", score = "…", created_at = "…", customer_id = "…" }"""


def show(view: View, facts: dict[str, Any], score_type: str, kind: str | None) -> None:
    """Draw the parts; an NPS that nobody has given says which file to import."""
    if score_type == "nps" and not facts["n_nps_with_text"]:
        missing(view.words("drivers.no_nps" if not facts["n_nps"] else "drivers.no_nps_text"), _NPS_SOURCE)
        return
    _gaps(view, score_type, kind)
    _adjusted(view, score_type, kind)
    if score_type == "nps":
        change_parts.show(view)


def _gaps(view: View, score_type: str, kind: str | None) -> None:
    words = view.words
    rows = view.rows("driver_gaps", score_type=score_type, kind=kind)
    name = words.of("score", score_type)
    st.subheader(words("drivers.gaps", score=name))
    if not rows:
        note(words("drivers.no_themes"))
        return
    stat(words("drivers.formula", score=name))
    note(words("drivers.formula_note"))
    kept = by_verdict(view, rows, "verdict_score")
    shown = first(view, kept, "gaps")
    _gap_charts(view, shown, score_type)
    for row in shown:
        behind = {"kind": kind or "survey"}
        verdict = words.of("verdict_score", row["verdict"])
        finding(view, row, verdict=verdict, tone=_tone(row), lines=_gap_lines(view, row, _digits(score_type)), **behind)
    rest(view, shown, kept, "gaps")


def _gap_charts(view: View, rows: Rows, score_type: str) -> None:
    words, digits = view.words, _digits(score_type)
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
                n=words("drivers.n_sides", with_it=words.number(row["n_with"]), without=words.number(row["n_without"])),
                verdict=words.of("verdict_score", row["verdict"]),
            )
            for row in drawn
        ]
        title = words(f"drivers.{value}_axis", score=name)
        with column:
            st.altair_chart(intervals(words, estimates, title=title, labels=value == "gap"), alt=title)
    if len(drawn) < len(rows):
        note(words("drivers.not_drawn", n=words.number(len(rows) - len(drawn))))


def _gap_lines(view: View, row: dict[str, Any], digits: int) -> list[str]:
    words = view.words
    sides = words("drivers.n_sides", with_it=words.number(row["n_with"]), without=words.number(row["n_without"]))
    if row["gap"] is None:
        return [f"{words.number(None)} · {sides}"]
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
    return [formula, f"{ends} · {sides}"]


def _adjusted(view: View, score_type: str, kind: str | None) -> None:
    words, digits = view.words, _digits(score_type)
    rows = view.rows("driver_adjusted", score_type=score_type, kind=kind)
    st.subheader(words("drivers.adjusted"))
    if not rows:
        note(words("drivers.no_themes"))
        return
    _fit(view, rows[0])
    told = [row for row in rows if row["effect"] is not None]
    if not told:
        note(words.reason(rows[0]))
        return
    shown = first(view, told, "adjusted")
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
            finding(view, row, verdict=verdict, tone=_tone(row), lines=[_weight(view, row, digits)], kind=row["kind"])
    rest(view, shown, told, "adjusted")
    if len(told) < len(rows):
        note(words("drivers.not_adjusted", n=words.number(len(rows) - len(told)), all=words.number(len(rows))))


def _fit(view: View, row: dict[str, Any]) -> None:
    words = view.words
    note(words("drivers.adjusted_note"))
    counts = {"n": words.number(row["n"]), "customers": words.number(row["n_customers"])}
    if row["r2"] is None:
        stat(words("drivers.no_fit", **counts))
        return
    stat(words("drivers.fit", r2=words.number(row["r2"], 3), unseen=words.signed(row["r2_unseen"], 3), **counts))
    if row["r2_unseen"] is not None and row["r2_unseen"] <= 0:
        st.warning(words.reason(row) if row["verdict"] == "cannot tell" else words("drivers.explains_nothing"))


def _weight(view: View, row: dict[str, Any], digits: int) -> str:
    words = view.words
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
    return tone(row["verdict"], good="raises")
