"""Drivers of a score: the chart of all themes, the numbers behind it, all themes at once, and the NPS change."""

from typing import Any

import streamlit as st

from vocpipe.app.components import adjusted_drivers, change_parts, driver_chart
from vocpipe.app.components.driver_chart import Drivers
from vocpipe.app.components.findings import Rows, score_digits, score_tone
from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.intervals import Estimate
from vocpipe.app.components.layout import missing, note
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
    """Draw the parts; if there is no NPS with text, name the file that provides it."""
    if score_type == "nps" and not facts["n_nps_with_text"]:
        missing(context.words("drivers.no_nps" if not facts["n_nps"] else "drivers.no_nps_text"), _NPS_SOURCE)
        return
    rows = context.rows("driver_gaps", score_type=score_type, kind=kind)
    if not rows:
        note(context.words("drivers.no_themes"))
        return
    driver_chart.show(context, drivers(context, rows, score_type, kind))
    _why(context, rows, score_type)
    with st.expander(context.words("drivers.adjusted")):
        adjusted_drivers.show(context, score_type, kind)
    if score_type == "nps":
        change_parts.show(context)


def drivers(context: PageContext, rows: Rows, score_type: str, kind: str | None) -> Drivers:
    """What the chart shows; rows: of driver_gaps."""
    name = context.words.of("score", score_type)
    estimates = {row["theme_id"]: _estimate(context, row, score_type) for row in rows if row["gap_low"] is not None}
    return Drivers(
        name=f"drivers_{score_type}",
        title=_title(context, rows, score_type),
        axis=context.words("drivers.gap_axis", score=name),
        rows=rows,
        estimates=estimates,
        voices={"kind": kind or "survey"},
    )


def _title(context: PageContext, rows: Rows, score_type: str) -> str:
    words = context.words
    clear = [row for row in rows if row["verdict"] != Verdict.CANNOT_TELL]
    places = {"score": words.of("score", score_type), "themes": words.amount("theme", len(rows))}
    if not clear:
        return words("drivers.none_found", **places)
    most = max(clear, key=lambda row: abs(row["gap"] or 0))
    gap = words.signed(most["gap"], score_digits(score_type))
    return words("drivers.found", name=words.theme(most), gap=gap, n=words.number(len(clear)), **places)


def _estimate(context: PageContext, row: dict[str, Any], score_type: str) -> Estimate:
    words, digits = context.words, score_digits(score_type)
    return Estimate(
        label=words.theme(row),
        value=row["gap"],
        low=row["gap_low"],
        high=row["gap_high"],
        tone=score_tone(row),
        text=words.signed(row["gap"], digits),
        interval=words.interval(row["gap_low"], row["gap_high"], digits),
        n=_with_without(context, row),
        verdict=words.of("verdict_score", row["verdict"]),
        key=row["theme_id"],
    )


def _why(context: PageContext, rows: Rows, score_type: str) -> None:
    """How the numbers come about, and those of every theme with its reason."""
    words, name = context.words, context.words.of("score", score_type)
    with st.expander(words("drivers.why"), icon=":material/help:"):
        note(words("drivers.formula", score=name))
        note(words("drivers.formula_note"))
        note(words("drivers.basis"))
        head = [words(f"drivers.{column}") for column in ("theme", "share", "gap", "impact", "with", "why_not")]
        lines = [_line(context, row, score_digits(score_type)) for row in rows]
        show_table(context, Table(f"{score_type}_by_theme", head, lines, numeric=[1, 2, 3, 4]))


def _line(context: PageContext, row: dict[str, Any], digits: int) -> list[str]:
    words = context.words
    gap = words.interval(row["gap_low"], row["gap_high"], digits)
    impact = words.interval(row["low"], row["high"], digits + 1)
    return [
        words.theme(row),
        words.percent(row["share"]),
        words.with_interval(words.signed(row["gap"], digits), gap)
        if row["gap_low"] is not None
        else words.number(None),
        words.with_interval(words.signed(row["impact"], digits + 1), impact)
        if row["low"] is not None
        else words.number(None),
        words("drivers.n_of", n=words.number(row["n_with"]), all=words.number(_all(row))),
        words.reason(row),
    ]


def _all(row: dict[str, Any]) -> int | None:
    counts = row["n_with"], row["n_without"]
    return None if None in counts else sum(counts)


def _with_without(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    with_it = words.amount("answer", row["n_with"])
    return words("drivers.with_without", with_it=with_it, without=words.number(row["n_without"]))
