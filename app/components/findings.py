"""Lists of what was found, with a verdict each: how many there are, which are shown, and the sentence beside each."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from vocpipe.app.components.layout import note, stat, tags
from vocpipe.app.view import View

VERDICTS = ("lowers", "raises", "cannot tell")
_FIRST = 12
_TONES = {"good": "positive", "bad": "negative"}

Rows = list[dict[str, Any]]


def choice(view: View, key: str, options: Sequence[str], labels: dict[str, str], default: str) -> str:
    """One of the options by buttons, kept in the address under `key`."""
    given = st.query_params.get(key)
    chosen = given if given is not None and given in options else default
    if given is not None and given not in options:
        del st.query_params[key]
    st.session_state[f"w_{key}"] = chosen

    def changed() -> None:
        st.query_params[key] = st.session_state[f"w_{key}"]

    st.segmented_control(
        view.words(f"drivers.{key}"),
        options,
        required=True,
        key=f"w_{key}",
        on_change=changed,
        format_func=lambda option: labels[option],
    )
    return chosen


def by_verdict(view: View, rows: Rows, group: str) -> Rows:
    """The rows of the verdicts chosen in the address (none: all), under buttons that say how many each has."""
    words = view.words
    count = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in VERDICTS}
    stat(_summary(view, count, group))
    chosen = [verdict for verdict in VERDICTS if verdict in st.query_params.get_all("verdict")]
    st.session_state["w_verdict"] = chosen
    st.pills(
        words("drivers.verdict"),
        VERDICTS,
        selection_mode="multi",
        key="w_verdict",
        on_change=_changed,
        format_func=lambda verdict: f"{words.of(group, verdict)} ({words.number(count[verdict])})",
    )
    kept = [row for row in rows if row["verdict"] in (chosen or VERDICTS)]
    if not kept:
        note(words("drivers.none_kept"))
    return kept


def _summary(view: View, count: dict[str, int], group: str) -> str:
    """How many themes have each verdict, in one line."""
    words = view.words
    told = [f"{words.of(group, verdict)} {words.number(count[verdict])}" for verdict in VERDICTS]
    return words("drivers.summary", all=words.number(sum(count.values())), told=" · ".join(told))


def first(view: View, rows: Rows, key: str, more: int = _FIRST) -> Rows:
    """The first rows, and all of them once asked for; how many are left out stands below the list: see `rest`."""
    return rows if st.session_state.get("shown_all") == _here(view, key) else rows[:more]


def rest(view: View, shown: Rows, rows: Rows, key: str) -> None:
    """How many of how many are shown, and the button that brings the others."""
    words = view.words
    if len(shown) == len(rows):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        stat(words("drivers.shown", n=words.number(len(shown)), all=words.number(len(rows))))
        st.button(
            words("drivers.show_all", n=words.number(len(rows))),
            key=f"all_{key}",
            on_click=lambda: st.session_state.update(shown_all=_here(view, key)),
        )


def finding(view: View, row: dict[str, Any], *, verdict: str, tone: str, lines: Sequence[str], **behind: str) -> None:
    """One theme: its name and verdict, its numbers, the reason, and the way to the voices behind them."""
    with st.container(border=True, gap="xsmall"):
        left, right = st.columns([4, 7], gap="medium")
        with left, st.container(gap="xxsmall"):
            view.link("theme", view.words.theme(row), theme=row["theme_id"])
            tags([(verdict, _TONES.get(tone, ""))])
            view.behind(view.words("drivers.read"), theme=row["theme_id"], **behind)
        with right, st.container(gap="xxsmall"):
            for line in lines:
                stat(line)
            note(view.words.reason(row))


def tone(verdict: str, *, good: str) -> str:
    """The color of a verdict, where `good` is the one to be glad of."""
    if verdict not in ("raises", "lowers"):
        return "unsure"
    return "good" if verdict == good else "bad"


def _here(view: View, key: str) -> tuple[str, ...]:
    return (key, *st.query_params.get_all("outcome"), *st.query_params.get_all("verdict"))


def _changed() -> None:
    chosen = list(st.session_state["w_verdict"])
    if chosen:
        st.query_params["verdict"] = chosen
    else:
        st.query_params.pop("verdict", None)
