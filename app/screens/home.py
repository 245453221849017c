"""Home: alerts, changes, NPS and sentiment, and the size and freshness of the data."""

from typing import Any

import streamlit as st

from vocpipe.app.components import alerts, response, theme_changes
from vocpipe.app.components.charts import nps_trend
from vocpipe.app.components.layout import figure, note, nothing, stat, table
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page


def show(context: PageContext) -> None:
    """Draw the page."""
    counts = context.row("counts")
    if not counts["n_feedback"]:
        nothing(context)
        return
    _counts(context, counts)
    st.subheader(context.words("home.alerts"))
    alerts.show(context)
    st.subheader(context.words("home.changed"))
    theme_changes.show_changes(context)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(context.words("home.nps"))
        _nps(context)
        response.line(context)
    with right:
        st.subheader(context.words("home.events"))
        theme_changes.show_lineage(context)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(context.words("home.newest"))
        _newest(context)
    with right:
        st.subheader(context.words("home.last_run"))
        _last_run(context)


def _counts(context: PageContext, counts: dict[str, Any]) -> None:
    words = context.words
    unthemed = counts["n_unthemed"] / counts["n_sentences"] if counts["n_sentences"] else None
    boxes: list[tuple[str, str, str, str, dict[str, str]]] = [
        ("feedback", words.number(counts["n_feedback"]), "voices", "to_voices", {}),
        ("sentences", words.number(counts["n_sentences"]), "voices", "to_voices", {}),
        ("customers", words.number(counts["n_customers"]), "themes", "to_themes", {}),
        ("themes", words.number(counts["n_themes"]), "themes", "to_themes", {}),
        ("unthemed", words.percent(unthemed), "theme", "to_unthemed", {"theme": "unthemed"}),
    ]
    for column, (name, value, page, to, extra) in zip(st.columns(len(boxes)), boxes, strict=True):
        with column:
            figure(
                context,
                words(f"count.{name}"),
                value,
                help=words(f"count.{name}_help"),
                page=page,
                to=words(f"count.{to}"),
                **extra,
            )


def _nps(context: PageContext) -> None:
    words, min_responses = context.words, context.facts.min_responses
    nps = context.row("nps")
    enough = nps["n"] >= min_responses
    left, right = st.columns([1, 3])
    with left:
        value = words.signed(nps["nps"] if enough else None)
        figure(context, words("nps.nps"), value, help=words("nps.help"), page="voices", to=words("count.to_voices"))
    if not enough:
        with right:
            answers = words.amount("answer", nps["n"])
            note(words("nps.too_few", answers=answers, min_answers=words.number(min_responses)))
        return
    with left, st.container(gap="xxsmall"):
        stat(words("nps.interval_is", interval=words.interval(nps["low"], nps["high"])))
        stat(words("nps.n_is", answers=words.amount("answer", nps["n"])))
        parts = {name: words.percent(nps[name] / nps["n"], 0) for name in ("promoters", "passives", "detractors")}
        note(words("nps.split", **parts))
    with right:
        _nps_trend(context)


def _nps_trend(context: PageContext) -> None:
    words, min_answers = context.words, context.words.number(context.facts.min_responses)
    months = context.rows("nps_month")
    n_hidden = sum(row["nps"] is None for row in months)
    if len(months) - n_hidden < 2:
        note(words("nps.no_trend", min_answers=min_answers))
        return
    st.altair_chart(nps_trend(words, months), alt=words("nps.trend"))
    if n_hidden:
        note(words("nps.trend_note_hidden", months=words.amount("month", n_hidden), min_answers=min_answers))
    else:
        note(words("nps.trend_note"))


def _newest(context: PageContext) -> None:
    words = context.words
    rows = context.rows("freshness")
    head = [words(f"fresh.{name}") for name in ("source", "kind", "newest", "age", "n")]
    table(
        head,
        [
            [
                row["source"],
                words.of("kind", row["kind"]),
                words.moment(row["newest"]),
                words.age(row["age_days"]),
                words.number(row["n_feedback"]),
            ]
            for row in rows
        ],
        numeric=[4],
    )
    context.link("quality", words("home.to_quality"))


def _last_run(context: PageContext) -> None:
    words = context.words
    run = context.row("last_run")
    if not run:
        note(words("home.no_run"))
        return
    stat(words("home.run_at", moment=words.moment(run["finished_at"] or run["started_at"])))
    rows = {name: words.number(run[f"rows_{name}"]) for name in ("read", "accepted", "rejected", "left_out")}
    stat(words("quality.rows_sum", **rows))
    note(words("home.run_id", run=run["run_id"], version=run["vocpipe_version"]))


PAGE = Page("home", show, order=10)
