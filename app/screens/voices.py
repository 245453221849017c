"""Voices: all feedback under the filters, or that on one theme, the newest first, with a search."""

import streamlit as st

from vocpipe.app import search
from vocpipe.app.components.layout import note, nothing
from vocpipe.app.components.quotes import quote
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page

_PAGE_SIZE = 20


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    key = st.query_params.get("theme")
    if key:
        _of_theme(context, key)
    st.session_state["w_words"] = st.query_params.get("q", "")
    st.text_input(
        words("voices.search"), key="w_words", on_change=_changed_search, placeholder=words("voices.search_hint")
    )
    page = _page()
    wanted = search.wanted(st.session_state["w_words"])
    rows = context.rows(
        "voices", theme=key, words=wanted, size=_PAGE_SIZE, offset=(page - 1) * _PAGE_SIZE, **search.widths()
    )
    if not rows:
        note(words("voices.none_found")) if wanted or page > 1 else nothing(context)
        return
    n_found = rows[0]["n_found"]
    note(
        words(
            "voices.found",
            n=words.number(n_found),
            first=words.number((page - 1) * _PAGE_SIZE + 1),
            last=words.number((page - 1) * _PAGE_SIZE + len(rows)),
        )
    )
    for row in rows:
        quote(context, {**row, "sentence": row["sentence"] or search.first_found(row["text"], wanted)})
    _turn(context, page, n_found)


def _of_theme(context: PageContext, key: str) -> None:
    words = context.words
    name = (
        words("theme.unthemed")
        if key == "unthemed"
        else words.theme(context.row("theme", theme=key) or {"theme_id": key})
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        context.link("theme", words("voices.of_theme", name=name), theme=key)
        context.link("voices", words("voices.all"))


def _page() -> int:
    given = st.query_params.get("page", "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _changed_search() -> None:
    st.query_params.pop("page", None)
    if st.session_state["w_words"].strip():
        st.query_params["q"] = st.session_state["w_words"].strip()
    else:
        st.query_params.pop("q", None)


def _turn(context: PageContext, page: int, n_found: int) -> None:
    kept = {name: st.query_params[name] for name in ("theme", "q") if name in st.query_params}
    with st.container(horizontal=True):
        if page > 1:
            context.link("voices", context.words("voices.newer"), page=str(page - 1), **kept)
        if page * _PAGE_SIZE < n_found:
            context.link("voices", context.words("voices.older"), page=str(page + 1), **kept)


PAGE = Page("voices", show, order=80)
