"""Drivers of churn: who churns more often after mentioning a theme, and whether a score is related to churn."""

from itertools import groupby
from math import log
from typing import Any

import streamlit as st

from vocpipe.app.components import driver_chart
from vocpipe.app.components.driver_chart import Drivers
from vocpipe.app.components.findings import Rows, tone
from vocpipe.app.components.frame import Table, show_chart, show_table
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import callout, missing, note, stat
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_CUSTOMERS = """[customers]
path = "inputs/customers.csv"
columns = { customer_id = "…", started_at = "…", churned_at = "…", plan = "…", monthly_value = "…" }"""


def show(context: PageContext, facts: dict[str, Any]) -> None:
    """Draw the parts; if customers, churn or dates are missing, name the file that provides them."""
    _joined(context, facts)
    needed = _needed(facts)
    if needed:
        missing(context.words(needed), _CUSTOMERS)
        _scores(context)
    _themes(context, tested=not needed)
    if not needed:
        _scores(context)


def _joined(context: PageContext, facts: dict[str, Any]) -> None:
    words = context.words
    if facts["n_customers"]:
        counts = {name: words.number(facts[name]) for name in ("n_heard", "n_joined", "n_named")}
        customers, churned = (words.amount("customer", facts[name]) for name in ("n_customers", "n_churned"))
        stat(words("drivers.joined", customers=customers, churned=churned, **counts))
        if 0 < facts["n_dated"] < facts["n_churned"]:
            note(words("drivers.undated", customers=words.amount("customer", facts["n_churned"] - facts["n_dated"])))


def _needed(facts: dict[str, Any]) -> str | None:
    """The key of the sentence on what is missing before churn can be analyzed; None if nothing is."""
    if not facts["n_customers"]:
        return "drivers.no_customers"
    if not facts["n_churned"]:
        return "drivers.no_churned"
    if not facts["n_dated"]:
        return "drivers.no_churn_dates"
    if facts["n_feedback"] == facts["n_undated"]:
        return "drivers.no_dates"
    return None


def _themes(context: PageContext, *, tested: bool) -> None:
    words = context.words
    rows = context.rows("driver_churn")
    found = drivers(context, rows) if rows and tested else None
    if found is None:
        if rows:
            stat(words("drivers.none_tested", themes=words.amount("theme", len(rows))))
        note(words.reason(rows[0]) if rows else words("drivers.no_themes"))
        return
    driver_chart.show(context, found)
    with st.expander(words("drivers.why"), icon=":material/help:"):
        note(words("drivers.churn_note"))
        note(words("drivers.basis"))
        head = [words(f"drivers.{column}") for column in ("theme", "hazard_short", "e_value", "exposure", "why_not")]
        lines = [_line(context, row) for row in rows]
        show_table(context, Table("churn_by_theme", head, lines, numeric=[1, 2]))


def drivers(context: PageContext, rows: Rows) -> Drivers | None:
    """What the chart shows, of the rows of driver_churn; None if one reason stands for all of them."""
    words = context.words
    if len(rows) > 1 and len({words.reason(row) for row in rows}) == 1:
        return None
    estimates = {row["theme_id"]: _estimate(context, row) for row in rows if row["low"] is not None}
    title, axis = _title(context, rows), words("drivers.hazard_axis")
    return Drivers("drivers_churn", title, axis, rows, estimates, neutral=1.0)


def _title(context: PageContext, rows: Rows) -> str:
    words = context.words
    clear = [row for row in rows if row["verdict"] != Verdict.CANNOT_TELL]
    themes = words.amount("theme", len(rows))
    if not clear:
        return words("drivers.none_found", score=words("drivers.churn"), themes=themes)
    most = max(clear, key=lambda row: abs(log(row["hazard_ratio"] or 1)))
    ratio, n = words.ratio(most["hazard_ratio"]), words.number(len(clear))
    return words("drivers.found_churn", name=words.theme(most), ratio=ratio, n=n, themes=themes)


def _estimate(context: PageContext, row: dict[str, Any]) -> Estimate:
    words = context.words
    return Estimate(
        label=words.theme(row),
        value=row["hazard_ratio"],
        low=row["low"],
        high=row["high"],
        tone=tone(row["verdict"], good=Verdict.LOWERS),
        text=words.ratio(row["hazard_ratio"]),
        interval=words.ratios(row["low"], row["high"]),
        n=_exposed(context, row),
        verdict=words.of("verdict_churn", row["verdict"]),
        key=row["theme_id"],
    )


def _line(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    ratio = words.with_interval(words.ratio(row["hazard_ratio"]), words.ratios(row["low"], row["high"]))
    return [
        words.theme(row),
        ratio if row["low"] is not None else words.number(None),
        words.number(None if row["verdict"] == Verdict.CANNOT_TELL else row["e_value"], 1),
        _exposed(context, row),
        words.reason(row),
    ]


def _exposed(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    return words(
        "drivers.exposed",
        customers=words.amount("customer", row["n_exposed"]),
        churned=words.number(row["n_churned_exposed"]),
        expected=words.number(row["n_churned_expected"], 1),
    )


def _scores(context: PageContext) -> None:
    words = context.words
    rows = context.rows("driver_score_churn")
    st.subheader(words("drivers.score_churn"))
    if not rows:
        note(words("drivers.no_score_churn"))
        return
    for score_type, group in groupby(rows, key=lambda row: row["score_type"]):
        scores = list(group)
        name = words.of("score", score_type)
        reason = words("drivers.score_reason", score=name, reason=words.reason(scores[0]))
        _score_reason(reason, shares={row["share"] for row in scores})
        estimates = [_share(context, name, row) for row in scores if row["share"] is not None]
        title = words("drivers.score_churn_title", score=name)
        head = [name, words("drivers.churned"), words("drivers.churned_share"), words("nps.interval")]
        chart = intervals(words, estimates, title=words("drivers.churned_axis"), neutral=None)
        lines = [_score_line(context, row) for row in scores]
        show_chart(context, title, chart, Table(f"churn_by_{score_type}", head, lines, numeric=[1, 2, 3]))


def _score_reason(text: str, *, shares: set[float]) -> None:
    """The relation of a score to churn; as a warning if the score only repeats who has churned."""
    if shares >= {0.0, 1.0}:
        callout("warning", text)
    else:
        note(text)


def _share(context: PageContext, name: str, row: dict[str, Any]) -> Estimate:
    words = context.words
    return Estimate(
        label=f"{name} {row['score']:g}",
        value=100 * row["share"],
        low=100 * row["low"],
        high=100 * row["high"],
        tone="unsure",
        text=words.percent(row["share"]),
        interval=words.shares(row["low"], row["high"]),
        n=words("drivers.n_of", n=words.number(row["n_churned"]), all=words.number(row["n_customers"])),
        verdict=words.of("verdict_churn", row["verdict"]),
    )


def _score_line(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    if row["share"] is None:
        return [f"{row['score']:g}", words("theme.few"), words.number(None), words.number(None)]
    return [
        f"{row['score']:g}",
        words("drivers.n_of", n=words.number(row["n_churned"]), all=words.number(row["n_customers"])),
        words.percent(row["share"]),
        words.shares(row["low"], row["high"]),
    ]
