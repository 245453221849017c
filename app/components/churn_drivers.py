"""Drivers of churn: who leaves more often after mentioning a theme, and whether a score tells anything of leaving."""

from itertools import groupby
from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, by_verdict, finding, first, rest, tone
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import missing, note, stat, table
from vocpipe.app.view import View

_CUSTOMERS = """[customers]
path = "inputs/customers.csv"
columns = { customer_id = "…", started_at = "…", churned_at = "…", plan = "…", monthly_value = "…" }"""


def show(view: View, facts: dict[str, Any]) -> None:
    """Draw the parts; where there are no customers, no leavers or no days, say which file brings them."""
    _joined(view, facts)
    needed = _needed(facts)
    if needed:
        missing(view.words(needed), _CUSTOMERS)
        _scores(view)
    _themes(view, tested=not needed)
    if not needed:
        _scores(view)


def _joined(view: View, facts: dict[str, Any]) -> None:
    words = view.words
    if facts["n_customers"]:
        counts = {
            name: words.number(facts[name]) for name in ("n_customers", "n_heard", "n_churned", "n_joined", "n_named")
        }
        stat(words("drivers.joined", **counts))


def _needed(facts: dict[str, Any]) -> str | None:
    """What is missing before anything can be said of leaving, as the key of the sentence."""
    if not facts["n_customers"]:
        return "drivers.no_customers"
    if not facts["n_churned"]:
        return "drivers.no_churned"
    if not facts["n_dated"]:
        return "drivers.no_churn_dates"
    if facts["n_feedback"] == facts["n_undated"]:
        return "drivers.no_dates"
    return None


def _themes(view: View, *, tested: bool) -> None:
    words = view.words
    rows = view.rows("driver_churn")
    st.subheader(words("drivers.churn_themes"))
    if not rows:
        note(words("drivers.no_themes"))
        return
    reasons = {words.reason(row) for row in rows}
    if not tested or (len(reasons) == 1 and len(rows) > 1):  # one reason for all of them: nothing differs by theme
        stat(words("drivers.none_told", n=words.number(len(rows))))
        for reason in sorted(reasons)[:1]:
            note(reason)
        return
    note(words("drivers.churn_note"))
    kept = by_verdict(view, rows, "verdict_churn")
    shown = first(view, kept, "churn")
    _chart(view, shown)
    for row in shown:
        verdict = words.of("verdict_churn", row["verdict"])
        finding(view, row, verdict=verdict, tone=tone(row["verdict"], good="lowers"), lines=_lines(view, row))
    rest(view, shown, kept, "churn")


def _chart(view: View, rows: Rows) -> None:
    words = view.words
    drawn = [row for row in rows if row["hazard_ratio"] is not None and row["low"] is not None]
    estimates = [
        Estimate(
            label=words.theme(row),
            value=row["hazard_ratio"],
            low=row["low"],
            high=row["high"],
            tone=tone(row["verdict"], good="lowers"),
            text=words("format.ratio", ratio=words.ratio(row["hazard_ratio"])),
            interval=words.ratios(row["low"], row["high"]),
            n=_exposed(view, row),
            verdict=words.of("verdict_churn", row["verdict"]),
        )
        for row in drawn
    ]
    if estimates:
        title = words("drivers.hazard_axis")
        st.altair_chart(intervals(words, estimates, title=title, neutral=1.0), alt=title)
    if len(drawn) < len(rows):
        note(words("drivers.not_drawn", n=words.number(len(rows) - len(drawn))))


def _lines(view: View, row: dict[str, Any]) -> list[str]:
    words = view.words
    if row["hazard_ratio"] is None:
        return [f"{words.number(None)} · {_exposed(view, row)}"]
    ratio = words("format.ratio", ratio=words.ratio(row["hazard_ratio"]))
    line = words("drivers.hazard", ratio=ratio, ends=words.ratios(row["low"], row["high"]))
    return [f"{line} · {_exposed(view, row)}"]


def _exposed(view: View, row: dict[str, Any]) -> str:
    words = view.words
    return words(
        "drivers.n_exposed",
        exposed=words.number(row["n_exposed"]),
        left=words.number(row["n_churned_exposed"]),
        expected=words.number(row["n_churned_expected"], 1),
    )


def _scores(view: View) -> None:
    words = view.words
    rows = view.rows("driver_score_churn")
    st.subheader(words("drivers.score_churn"))
    if not rows:
        note(words("drivers.no_score_churn"))
        return
    for score_type, group in groupby(rows, key=lambda row: row["score_type"]):
        scores = list(group)
        name = words.of("score", score_type)
        _said(f"{name}: {words.reason(scores[0])}", shares={row["share"] for row in scores})
        estimates = [_share(view, name, row) for row in scores]
        left, right = st.columns([3, 2], gap="large")
        title = words("drivers.left_axis")
        with left:
            st.altair_chart(intervals(words, estimates, title=title, neutral=None), alt=title)
        with right:
            head = [name, words("drivers.left"), words("drivers.left_share"), words("nps.interval")]
            table(head, [_score_line(view, row) for row in scores], numeric=[1, 2, 3])


def _said(text: str, *, shares: set[float]) -> None:
    """What can be told of a score; in a box where it only says who has left."""
    if shares >= {0.0, 1.0}:
        st.warning(text)
    else:
        note(text)


def _share(view: View, name: str, row: dict[str, Any]) -> Estimate:
    words = view.words
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


def _score_line(view: View, row: dict[str, Any]) -> list[str]:
    words = view.words
    return [
        f"{row['score']:g}",
        words("drivers.n_of", n=words.number(row["n_churned"]), all=words.number(row["n_customers"])),
        words.percent(row["share"]),
        words.shares(row["low"], row["high"]),
    ]
