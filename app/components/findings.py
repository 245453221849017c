"""What pages of findings share: choices in the address, long lists, and the color of a verdict."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from vocpipe.app.components.layout import stat
from vocpipe.app.context import PageContext
from vocpipe.app.text import plain
from vocpipe.verdict import Verdict

_MAX_SHOWN = 12

Rows = list[dict[str, Any]]
Name = Callable[[PageContext, dict[str, Any]], str]


def choice(context: PageContext, key: str, options: Sequence[str], labels: dict[str, str], default: str) -> str:
    """The option that the viewer chose by buttons, stored in the address under `key`."""
    given = st.query_params.get(key)
    chosen = given if given is not None and given in options else default
    if given is not None and given not in options:
        del st.query_params[key]
    st.session_state[f"w_{key}"] = chosen

    def changed() -> None:
        st.query_params[key] = st.session_state[f"w_{key}"]

    st.segmented_control(
        context.words(f"drivers.{key}"),
        options,
        required=True,
        key=f"w_{key}",
        on_change=changed,
        format_func=lambda option: plain(labels[option]),
    )
    return chosen


def picked(context: PageContext, key: str, label: str, known: dict[str, Any], default: str, name: Name) -> Any:
    """The item that the viewer chose from a list, whose key stands in the address under `key`; `name` names an item."""
    given = st.query_params.get(key, "")
    chosen = given if given in known else default
    st.session_state[f"w_{key}"] = chosen

    def changed() -> None:
        st.query_params[key] = st.session_state[f"w_{key}"]

    st.selectbox(
        context.words(label),
        list(known),
        key=f"w_{key}",
        on_change=changed,
        width=420,
        format_func=lambda option: name(context, known[option]),
    )
    return known[chosen]


def first_rows(context: PageContext, rows: Rows, key: str, limit: int = _MAX_SHOWN) -> Rows:
    """The first rows, or all of them after the viewer asked for them; call `show_rest` below the list."""
    return rows if st.session_state.get("shown_all") == _here(context, key) else rows[:limit]


def show_rest(context: PageContext, shown: Rows, rows: Rows, key: str) -> None:
    """Draw how many rows are shown and a button for the others; nothing if all are shown."""
    words = context.words
    if len(shown) == len(rows):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        stat(words("drivers.shown", n=words.number(len(shown)), all=words.number(len(rows))))
        st.button(
            words("drivers.show_all", n=words.number(len(rows))),
            key=f"all_{key}",
            on_click=lambda: st.session_state.update(shown_all=_here(context, key)),
        )


def tone(verdict: str, *, good: Verdict) -> str:
    """The color of a verdict: good, bad or unsure; `good` is the desirable verdict."""
    if verdict not in (Verdict.RAISES, Verdict.LOWERS):
        return "unsure"
    return "good" if verdict == good else "bad"


def score_tone(row: dict[str, Any]) -> str:
    """The color of a verdict on a score, of which a higher one is desirable."""
    return tone(row["verdict"], good=Verdict.RAISES)


def score_digits(score_type: str) -> int:
    """The number of decimals of differences in a score: none for NPS points."""
    return 0 if score_type == "nps" else 2


def _here(context: PageContext, key: str) -> tuple[str, ...]:
    return (key, *st.query_params.get_all("outcome"))
