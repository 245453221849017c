"""Lists of findings with their verdicts, reasons and links, and the controls that choose which are shown."""

from collections.abc import Sequence
from typing import Any, Literal

import streamlit as st

from vocpipe.app.components.layout import note, stat, tags
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_VERDICTS = (Verdict.LOWERS, Verdict.RAISES, Verdict.CANNOT_TELL)
_MAX_SHOWN = 12
_TONES = {"good": "positive", "bad": "negative"}

Rows = list[dict[str, Any]]


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
        format_func=lambda option: labels[option],
    )
    return chosen


def by_verdict(context: PageContext, rows: Rows, outcome: Literal["score", "churn"]) -> Rows:
    """The rows with the verdicts chosen in the address (none: all); draws a button with a count per verdict."""
    words = context.words
    count = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in _VERDICTS}
    counts = {verdict.replace(" ", "_"): words.number(n) for verdict, n in count.items()}
    stat(words(f"drivers.summary_{outcome}", themes=words.amount("theme", len(rows)), **counts))
    chosen = [verdict for verdict in _VERDICTS if verdict in st.query_params.get_all("verdict")]
    st.session_state["w_verdict"] = chosen
    st.pills(
        words("drivers.verdict"),
        _VERDICTS,
        selection_mode="multi",
        key="w_verdict",
        on_change=_changed,
        format_func=lambda verdict: words(
            "heading.count", heading=words.of(f"verdict_{outcome}", verdict), n=words.number(count[verdict])
        ),
    )
    chosen_rows = [row for row in rows if row["verdict"] in (chosen or _VERDICTS)]
    if not chosen_rows:
        note(words("drivers.none_of_verdict"))
    return chosen_rows


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


def finding(
    context: PageContext, row: dict[str, Any], *, verdict: str, tone: str, lines: Sequence[str], **voices: str
) -> None:
    """One theme: its name and verdict, its numbers, the reason, and a link to the `voices` behind them."""
    with st.container(border=True, gap="xsmall"):
        left, right = st.columns([4, 7], gap="medium")
        with left, st.container(gap="xxsmall"):
            context.link("theme", context.words.theme(row), theme=row["theme_id"])
            tags([(verdict, _TONES.get(tone, ""))])
            context.link_behind(context.words("drivers.read"), theme=row["theme_id"], **voices)
        with right, st.container(gap="xxsmall"):
            for line in lines:
                stat(line)
            note(context.words.reason(row))


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
    return (key, *st.query_params.get_all("outcome"), *st.query_params.get_all("verdict"))


def _changed() -> None:
    chosen = list(st.session_state["w_verdict"])
    if chosen:
        st.query_params["verdict"] = chosen
    else:
        st.query_params.pop("verdict", None)
