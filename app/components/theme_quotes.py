"""The voices of a theme: what most say, and the other side."""

from collections import Counter
from typing import Any

import streamlit as st

from vocpipe.app.components.layout import note
from vocpipe.app.components.quotes import diverse, show_quotes
from vocpipe.app.context import PageContext

_STEP = 6  # quotes more at each tap
_OTHERS = 4
_OPPOSITE = {"negative": "positive", "positive": "negative"}


def show_sides(context: PageContext, key: str) -> None:
    """Draw both sides; no two quotes say the same sentence or come from one person."""
    words = context.words
    candidates = context.rows("candidates", theme=key)
    shown = _shown()
    most, others = sides(candidates, shown)
    note(words("theme.quotes_note"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_quotes(context, most)
        if len(most) == shown:
            st.button(words("theme.more_quotes"), key="more_quotes", on_click=_show_more, args=[shown])
    with right:
        st.markdown(f"**{words('theme.other_side')}**")
        if not others:
            note(words("theme.no_other_side"))
        show_quotes(context, others)


def sides(candidates: list[dict[str, Any]], shown: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Up to `shown` quotes of what most say, and up to four whose sentiment is the opposite."""
    counts = Counter(row["sentiment_label"] for row in candidates if row["sentiment_label"] in _OPPOSITE)
    if not counts:
        return diverse(candidates, shown), []
    opposite = _OPPOSITE[counts.most_common(1)[0][0]]
    others = diverse([row for row in candidates if row["sentiment_label"] == opposite], _OTHERS)
    rest = [row for row in candidates if row["sentiment_label"] != opposite]
    return diverse(rest, shown, without=others), others


def _shown() -> int:
    given = st.query_params.get("quotes", "")
    return int(given) if given.isascii() and given.isdigit() and _STEP <= int(given) <= 400 else _STEP


def _show_more(shown: int) -> None:
    st.query_params["quotes"] = str(shown + _STEP)
