"""What a theme is linked to: NPS, churn, stars, CSAT, segments, and what was done about it; from number to voices."""

from itertools import groupby
from typing import Any

import streamlit as st

from vocpipe.app.components.layout import note, stat, table
from vocpipe.app.view import View

_ENDS = (("gap", "gap_low", "gap_high"), ("impact", "low", "high"))


def show(view: View, theme: dict[str, Any]) -> None:
    """Draw the part; all of it is over all data, whatever the filters."""
    words = view.words
    st.subheader(words("theme.linked"))
    note(words("theme.linked_note"))
    columns = st.columns(3, gap="large")
    for column, name, draw in zip(columns, ("nps", "churn", "scores"), (_nps, _churn, _scores), strict=True):
        with column:
            st.markdown(f"**{words(f'theme.{name}')}**")
            draw(view, theme)
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.markdown(f"**{words('theme.segments')}**")
        _segments(view, theme)
    with right:
        st.markdown(f"**{words('theme.actions')}**")
        _actions(view, theme)


def _nps(view: View, theme: dict[str, Any]) -> None:
    words = view.words
    if not theme.get("nps_verdict"):
        note(words("theme.nps_main_only" if theme.get("parent_id") else "theme.nps_none"))
        return
    if theme["gap"] is None:
        stat(f"{words.number(None)} · {words('verdict.too_few', n=words.number(theme['n_with']))}")
    else:
        _formula(view, theme)
        stat(words("nps.verdict_is", verdict=words.of("verdict", theme["nps_verdict"])))
    note(words.reason({"reason_ja": theme["nps_reason_ja"], "reason_en": theme["nps_reason_en"]}))
    note(words("nps.all_data"))
    view.behind(words("drivers.read"), theme=theme["theme_id"], kind="survey")


def _formula(view: View, theme: dict[str, Any]) -> None:
    words = view.words
    formula = {
        "share": words.percent(theme["nps_share"]),
        "gap": words.signed(theme["gap"], 1),
        "impact": words.signed(theme["impact"], 1),
    }
    table(
        ["", words("nps.points"), words("nps.interval")],
        [
            [words("nps.share"), formula["share"], ""],
            [
                words("nps.with", n=words.number(theme["n_with"])),
                words.signed(theme["nps_with"]),
                words.interval(theme["nps_with_low"], theme["nps_with_high"]),
            ],
            [words("nps.without", n=words.number(theme["n_without"])), words.signed(theme["nps_without"]), ""],
            [words("nps.gap"), formula["gap"], words.interval(theme["gap_low"], theme["gap_high"])],
            [words("nps.impact"), formula["impact"], words.interval(theme["impact_low"], theme["impact_high"], 1)],
        ],
        numeric=[1, 2],
    )
    stat(words("nps.formula", **formula))


def _churn(view: View, theme: dict[str, Any]) -> None:
    words = view.words
    row = view.row("theme_churn", theme=theme["theme_id"])
    if not row:
        note(words("theme.churn_main_only" if theme.get("parent_id") else "theme.churn_none"))
        return
    if row["hazard_ratio"] is not None:
        ratio = words("format.ratio", ratio=words.ratio(row["hazard_ratio"]))
        lines = [
            [words("theme.hazard"), ratio],
            [words("nps.interval"), words.ratios(row["low"], row["high"])],
            [words("theme.exposed"), words.number(row["n_exposed"])],
            [words("theme.left"), words.number(row["n_churned_exposed"])],
            [words("theme.expected"), words.number(row["n_churned_expected"], 1)],
        ]
        table(["", words("nps.points")], lines, numeric=[1])
    stat(words("nps.verdict_is", verdict=words.of("verdict_churn", row["verdict"])))
    note(words.reason(row))
    view.behind(words("theme.read_all"), theme=theme["theme_id"])


def _scores(view: View, theme: dict[str, Any]) -> None:
    words, key = view.words, theme["theme_id"]
    rows = view.rows("theme_scores", theme=key)
    if not rows:
        note(words("theme.scores_none"))
    for row in rows:
        name = words("drivers.score_of", score=words.of("score", row["score_type"]), kind=words.of("kind", row["kind"]))
        stat(words("theme.score_is", name=name, verdict=words.of("verdict_score", row["verdict"])))
        if row["gap"] is not None:
            formula = {
                "share": words.percent(row["share"]),
                "gap": words.signed(row["gap"], 2),
                "impact": words.signed(row["impact"], 3),
            }
            stat(words("nps.formula", **formula))
            ends = {name: words.interval(row[low], row[high], 2) for name, low, high in _ENDS}
            stat(words("drivers.ends", **ends))
        note(words.reason(row))
        view.behind(words("drivers.read"), theme=key, kind=row["kind"])


def _segments(view: View, theme: dict[str, Any]) -> None:
    words = view.words
    rows = view.rows("theme_segments", theme=theme["theme_id"])
    if not rows:
        note(words("theme.segments_main_only" if theme.get("parent_id") else "theme.segments_none"))
        return
    for kind, group in groupby(rows, key=lambda row: row["segment_kind"]):
        segments = list(group)
        head = [
            words.of("segment_kind", kind),
            words("theme.segment_n"),
            words("theme.share_short"),
            words("nps.interval"),
        ]
        table(head, [_segment(view, row) for row in segments], numeric=[1, 2, 3])
        if kind == "plan":
            with st.container(horizontal=True, gap="medium"):
                for row in segments:
                    if row["n_customers"]:
                        name = words("theme.read_plan", plan=row["segment"])
                        view.behind(name, theme=theme["theme_id"], plan=row["segment"])
    note(words("theme.segments_note"))


def _segment(view: View, row: dict[str, Any]) -> list[str]:
    words = view.words
    n = words("theme.few") if row["n_customers"] is None else words.number(row["n_customers"])
    counts = words("drivers.n_of", n=n, all=words.number(row["n_all"]))
    name = words.segment(row["segment_kind"], row["segment"])
    return [name, counts, words.percent(row["share"]), words.shares(row["low"], row["high"])]


def _actions(view: View, theme: dict[str, Any]) -> None:
    words, key = view.words, theme["theme_id"]
    rows = view.rows("theme_actions", theme=key)
    if not rows:
        note(words("theme.actions_none"))
        st.code(f'vocpipe action add {key} "…" --on YYYY-MM-DD', language=None)
        return
    for _, group in groupby(rows, key=lambda row: row["action_id"]):
        effects = list(group)
        with st.container(border=True, gap="xsmall"):
            stat(_action(view, effects[0]))
            for row in effects:
                _effect(view, row)


def _action(view: View, row: dict[str, Any]) -> str:
    words = view.words
    named = [words("theme.release", release=row["release"])] if row["release"] else []
    named += [words("theme.owner", owner=row["owner"])] if row["owner"] else []
    return " · ".join([row["title"], words.of("action_status", row["status"]), words.day(row["done_on"]), *named])


def _effect(view: View, row: dict[str, Any]) -> None:
    words = view.words
    if row["measure"] is None:
        note(words("theme.not_measured"))
        return
    mentions = row["measure"] == "mentions"
    told = words.number(None)
    if row["effect"] is not None and mentions:
        ratio = words("format.ratio", ratio=words.ratio(row["effect"]))
        told = f"{ratio} ({words.ratios(row['low'], row['high'])})"
    elif row["effect"] is not None:
        told = f"{words.signed(row['effect'])} ({words.interval(row['low'], row['high'])})"
    verdict = words.of("verdict_effect", row["verdict"])
    stat(f"{words.of('effect', row['measure'])}: {told} · {verdict}")
    note(words.reason(row))
