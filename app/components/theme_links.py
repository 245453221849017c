"""What a theme is linked to: churn, NPS, other scores and actions, each number with a link to its voices."""

from itertools import groupby
from typing import Any

import streamlit as st

from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.layout import note, stat
from vocpipe.app.components.survival import show_survival
from vocpipe.app.components.viewer import viewer
from vocpipe.app.context import PageContext

_ENDS = (("gap", "gap_low", "gap_high"), ("impact", "low", "high"))


def show(context: PageContext, theme: dict[str, Any]) -> None:
    """Draw the part; all of it is over all data, whatever the filters."""
    words = context.words
    st.subheader(words("theme.linked"))
    note(words("theme.linked_note"))
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.markdown(f"**{words('theme.churn')}**")
        _churn(context, theme)
        show_survival(context, theme["theme_id"])
    with right:
        for name, draw in (("nps", _nps), ("scores", _scores)):
            st.markdown(f"**{words(f'theme.{name}')}**")
            draw(context, theme)


def show_actions(context: PageContext, theme: dict[str, Any]) -> None:
    """Draw what was done about the theme, and whether it helped."""
    st.subheader(context.words("theme.actions"))
    _actions(context, theme)


def _nps(context: PageContext, theme: dict[str, Any]) -> None:
    words = context.words
    if not theme.get("nps_verdict"):
        note(words("theme.main_only" if theme.get("parent_id") else "theme.nps_none"))
        return
    if theme["nps_with"] is None:
        stat(words.facts([words.number(None), words("verdict.too_few", n=words.number(theme["n_with"]))]))
    else:
        _formula(context, theme)
        stat(words("nps.verdict_is", verdict=words.of("verdict", theme["nps_verdict"])))
    note(words.reason({"reason_ja": theme["nps_reason_ja"], "reason_en": theme["nps_reason_en"]}))
    note(words("nps.all_data"))
    context.link_behind(words("drivers.read"), theme=theme["theme_id"], kind="survey")


def _formula(context: PageContext, theme: dict[str, Any]) -> None:
    words = context.words
    share = words.percent(theme["nps_share"])
    gap, impact = (words.signed(theme[name], 1) for name in ("gap", "impact"))
    head = [words("chart.what"), words("nps.points"), words("nps.interval")]
    lines = [
        [words("nps.share"), share, ""],
        [
            words("nps.with", answers=words.amount("answer", theme["n_with"])),
            words.signed(theme["nps_with"]),
            words.interval(theme["nps_with_low"], theme["nps_with_high"]),
        ],
        [
            words("nps.without", answers=words.amount("answer", theme["n_without"])),
            words.signed(theme["nps_without"]),
            "",
        ],
        [
            words("nps.gap_raw"),
            words.signed(theme["gap_raw"], 1),
            words.interval(theme["gap_raw_low"], theme["gap_raw_high"]),
        ],
        [words("nps.gap"), gap, words.interval(theme["gap_low"], theme["gap_high"])],
        [words("nps.impact"), impact, words.interval(theme["impact_low"], theme["impact_high"], 1)],
    ]
    show_table(context, Table(f"nps_{theme['theme_id']}", head, lines, numeric=[1, 2]))
    stat(words("nps.formula", share=share, gap=gap, impact=impact))


def _churn(context: PageContext, theme: dict[str, Any]) -> None:
    words = context.words
    row = context.row("theme_churn", theme=theme["theme_id"])
    if not row:
        note(words("theme.main_only" if theme.get("parent_id") else "theme.churn_none"))
        return
    if row["hazard_ratio"] is not None:
        lines = [
            [words("theme.hazard"), words.ratio(row["hazard_ratio"])],
            [words("nps.interval"), words.ratios(row["low"], row["high"])],
            [words("theme.exposed"), words.number(row["n_exposed"])],
            [words("theme.churned"), words.number(row["n_churned_exposed"])],
            [words("theme.expected"), words.number(row["n_churned_expected"], 1)],
        ]
        head = [words("chart.what"), words("nps.points")]
        show_table(context, Table(f"churn_{theme['theme_id']}", head, lines, numeric=[1]))
    stat(words("nps.verdict_is", verdict=words.of("verdict_churn", row["verdict"])))
    note(words.reason(row))
    context.link_behind(words("theme.read_all"), theme=theme["theme_id"])


def _scores(context: PageContext, theme: dict[str, Any]) -> None:
    words, key = context.words, theme["theme_id"]
    rows = context.rows("theme_scores", theme=key)
    if not rows:
        note(words("theme.scores_none"))
    for row in rows:
        name = words("drivers.score_of", score=words.of("score", row["score_type"]), kind=words.of("kind", row["kind"]))
        stat(words("theme.score_is", name=name, verdict=words.of("verdict_score", row["verdict"])))
        if row["gap"] is not None:
            gap, impact = words.signed(row["gap"], 2), words.signed(row["impact"], 3)
            stat(words("nps.formula", share=words.percent(row["share"]), gap=gap, impact=impact))
            ends = {name: words.interval(row[low], row[high], 2) for name, low, high in _ENDS}
            stat(words("drivers.ends", **ends))
        note(words.reason(row))
        context.link_behind(words("drivers.read"), theme=key, kind=row["kind"])


def _actions(context: PageContext, theme: dict[str, Any]) -> None:
    words, key = context.words, theme["theme_id"]
    rows = context.rows("theme_actions", theme=key)
    if not rows:
        note(words("theme.actions_none"))
        if viewer(context).can_edit and theme.get("parent_id") is None:
            context.link("actions", words("actions.on_theme"), theme=key)
        return
    for _, group in groupby(rows, key=lambda row: row["action_id"]):
        effects = list(group)
        with st.container(border=True, gap="xsmall"):
            stat(_action(context, effects[0]))
            for row in effects:
                _effect(context, row)


def _action(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    release = words("theme.release", release=row["release"]) if row["release"] else None
    owner = words("theme.owner", owner=row["owner"]) if row["owner"] else None
    status, day = words.of("action_status", row["status"]), words.day(row["done_on"])
    return words.facts([row["title"], status, day, release, owner])


def _effect(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    if row["measure"] is None:
        note(words("theme.not_measured"))
        return
    if row["measure"] == "mentions":
        effect = words.with_interval(words.ratio(row["effect"]), words.ratios(row["low"], row["high"]))
    else:
        effect = words.with_interval(words.signed(row["effect"]), words.interval(row["low"], row["high"]))
    measure, verdict = words.of("effect", row["measure"]), words.of("verdict_effect", row["verdict"])
    stat(words("theme.effect_is", measure=measure, effect=effect, verdict=verdict))
    note(words.reason(row))
