"""Drivers of churn: who churns more often after mentioning a theme, and whether a score is related to churn."""

from itertools import groupby
from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, by_verdict, finding, first_rows, show_rest, tone
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import callout, missing, note, stat, table
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
    st.subheader(words("drivers.churn_themes"))
    if not rows:
        note(words("drivers.no_themes"))
        return
    reasons = {words.reason(row) for row in rows}
    if not tested or (len(reasons) == 1 and len(rows) > 1):  # one reason for all of them: nothing differs by theme
        stat(words("drivers.none_tested", themes=words.amount("theme", len(rows))))
        for reason in sorted(reasons)[:1]:
            note(reason)
        return
    note(words("drivers.churn_note"))
    chosen = by_verdict(context, rows, "churn")
    shown = first_rows(context, chosen, "churn")
    _chart(context, shown)
    for row in shown:
        verdict = words.of("verdict_churn", row["verdict"])
        finding(
            context, row, verdict=verdict, tone=tone(row["verdict"], good=Verdict.LOWERS), lines=_lines(context, row)
        )
    show_rest(context, shown, chosen, "churn")


def _chart(context: PageContext, rows: Rows) -> None:
    words = context.words
    drawn = [row for row in rows if row["hazard_ratio"] is not None and row["low"] is not None]
    estimates = [
        Estimate(
            label=words.theme(row),
            value=row["hazard_ratio"],
            low=row["low"],
            high=row["high"],
            tone=tone(row["verdict"], good=Verdict.LOWERS),
            text=words.ratio(row["hazard_ratio"]),
            interval=words.ratios(row["low"], row["high"]),
            n=_exposed(context, row),
            verdict=words.of("verdict_churn", row["verdict"]),
        )
        for row in drawn
    ]
    if estimates:
        title = words("drivers.hazard_axis")
        st.altair_chart(intervals(words, estimates, title=title, neutral=1.0), alt=title)
    if len(drawn) < len(rows):
        note(words("drivers.not_drawn", themes=words.amount("theme", len(rows) - len(drawn))))


def _lines(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    if row["hazard_ratio"] is None:
        return [words.facts([words.number(None), _exposed(context, row)])]
    ends = words.ratios(row["low"], row["high"])
    return [
        words.facts(
            [words("drivers.hazard", ratio=words.ratio(row["hazard_ratio"]), ends=ends), _exposed(context, row)]
        )
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
        estimates = [_share(context, name, row) for row in scores]
        left, right = st.columns([3, 2], gap="large")
        title = words("drivers.churned_axis")
        with left:
            st.altair_chart(intervals(words, estimates, title=title, neutral=None), alt=title)
        with right:
            head = [name, words("drivers.churned"), words("drivers.churned_share"), words("nps.interval")]
            table(head, [_score_line(context, row) for row in scores], numeric=[1, 2, 3])


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
    return [
        f"{row['score']:g}",
        words("drivers.n_of", n=words.number(row["n_churned"]), all=words.number(row["n_customers"])),
        words.percent(row["share"]),
        words.shares(row["low"], row["high"]),
    ]
