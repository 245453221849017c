"""Home: what is worth a look, what changed, how customers feel, and how fresh and how large all of it is."""

from typing import Any

import streamlit as st

from vocpipe.app.components import alerts, response
from vocpipe.app.components.charts import nps_trend
from vocpipe.app.components.layout import figure, note, nothing, stat, table
from vocpipe.app.components.lineage import end
from vocpipe.app.view import View

_LISTED = 5


def show(view: View) -> None:
    """Draw the page."""
    counts = view.row("counts")
    if not counts["n_feedback"]:
        nothing(view)
        return
    _counts(view, counts)
    st.subheader(view.words("home.alerts"))
    alerts.show(view)
    st.subheader(view.words("home.changed"))
    _changed(view)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(view.words("home.nps"))
        _nps(view)
        response.line(view)
    with right:
        st.subheader(view.words("home.events"))
        _events(view)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(view.words("home.newest"))
        _newest(view)
    with right:
        st.subheader(view.words("home.last_run"))
        _last_run(view)


def _counts(view: View, counts: dict[str, Any]) -> None:
    words = view.words
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
                view,
                words(f"count.{name}"),
                value,
                help=words(f"count.{name}_help"),
                page=page,
                to=words(f"count.{to}"),
                **extra,
            )


def _changed(view: View) -> None:
    words = view.words
    tested = view.row("change_counts")
    changes = view.rows("changes")
    if not tested["n"]:
        note(words("home.change_untested"))
        return
    note(words("home.change_basis", since=words.day(tested["since"])))
    for column, verdict in zip(st.columns(3, gap="large"), ("rising", "falling", "new"), strict=True):
        rows = [row for row in changes if row["verdict"] == verdict]
        with column:
            st.markdown(f"**{words.of('change', verdict)}** ({words.number(len(rows))})")
            if not rows:
                note(words(f"home.no_{verdict}"))
            for row in rows[:_LISTED]:
                with st.container(gap="xxsmall"):
                    _change(view, row)
            if len(rows) > _LISTED:
                view.link("themes", words("home.more_changes", n=words.number(len(rows) - _LISTED)))
    note(words("home.change_rest", n=words.number(tested["n_cannot_tell"]), all=words.number(tested["n"])))


def _change(view: View, row: dict[str, Any]) -> None:
    words = view.words
    view.link("theme", words.theme(row), theme=row["theme_id"])
    said = words("home.change_n", recent=words.number(row["n_recent"]), before=words.number(row["n_before"]))
    if row["ratio"] is not None:
        ratio = words("format.ratio", ratio=words.number(row["ratio"], 1))
        low, high = words.number(row["low"], 1), words.number(row["high"], 1)
        said = f"{ratio} ({words('format.between', low=low, high=high)}) · {said}"
    stat(said)
    note(words.reason(row))


def _nps(view: View) -> None:
    words, least = view.words, view.facts.min_responses
    nps = view.row("nps")
    enough = nps["n"] >= least
    left, right = st.columns([1, 3])
    with left:
        value = words.signed(nps["nps"] if enough else None)
        figure(view, words("nps.nps"), value, help=words("nps.help"), page="voices", to=words("count.to_voices"))
    if not enough:
        with right:
            note(words("nps.too_few", n=words.number(nps["n"]), least=words.number(least)))
        return
    with left, st.container(gap="xxsmall"):
        stat(words("nps.interval_is", interval=words.interval(nps["low"], nps["high"])))
        stat(words("nps.n_is", n=words.number(nps["n"])))
        parts = {name: words.percent(nps[name] / nps["n"], 0) for name in ("promoters", "passives", "detractors")}
        note(words("nps.split", **parts))
    months = view.rows("nps_month")
    with right:
        if sum(row["nps"] is not None for row in months) < 2:
            note(words("nps.no_trend", least=words.number(least)))
        else:
            st.altair_chart(nps_trend(words, months), alt=words("nps.trend"))
            hidden = sum(row["nps"] is None for row in months)
            note(
                words("nps.trend_note")
                + (words("nps.hidden", n=words.number(hidden), least=words.number(least)) if hidden else "")
            )


def _events(view: View) -> None:
    words = view.words
    events = view.rows("events")
    if not events:
        note(words("home.no_events"))
        return
    note(words("home.events_of", day=words.moment(events[0]["finished_at"])))
    for kind in ("born", "split", "merged", "retired"):
        rows = [row for row in events if row["event"] == kind]
        if not rows:
            continue
        st.markdown(f"**{words.of('event', kind)}** ({words.number(len(rows))})")
        for row in rows[:_LISTED]:
            _event(view, row)
        if len(rows) > _LISTED:
            view.link("themes", words("home.more_events", n=words.number(len(rows) - _LISTED)))


def _event(view: View, row: dict[str, Any]) -> None:
    words = view.words
    one, other = end(row, "from"), end(row, "to")
    main = other if other["theme_id"] else one
    view.link("theme", words.theme(main), theme=main["theme_id"])
    if one["theme_id"] and other["theme_id"]:
        note(words("home.event_from", name=words.theme(one), share=words.percent(row["overlap"], 0)))


def _newest(view: View) -> None:
    words = view.words
    rows = view.rows("freshness")
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
    view.link("quality", words("home.to_quality"))


def _last_run(view: View) -> None:
    words = view.words
    run = view.row("last_run")
    if not run:
        note(words("home.no_run"))
        return
    stat(words("home.run_at", moment=words.moment(run["finished_at"] or run["started_at"])))
    rows = {name: words.number(run[f"rows_{name}"]) for name in ("read", "accepted", "rejected")}
    stat(words("quality.rows_sum", **rows))
    note(words("home.run_id", run=run["run_id"], version=run["vocpipe_version"]))
