"""Voices: everything said under the filters, the newest first, with a search; or all that mentions one theme."""

import streamlit as st

from vocpipe.app.components.layout import note, nothing
from vocpipe.app.components.quotes import quote
from vocpipe.app.view import View

_SIZE = 20


def show(view: View) -> None:
    """Draw the page."""
    words = view.words
    key = st.query_params.get("theme")
    if key:
        _of_theme(view, key)
    st.session_state["w_words"] = st.query_params.get("q", "")
    st.text_input(
        words("voices.search"), key="w_words", on_change=_changed_search, placeholder=words("voices.search_hint")
    )
    page = _page()
    wanted = st.session_state["w_words"].lower().split()
    rows = view.rows("voices", theme=key, words=wanted, size=_SIZE, offset=(page - 1) * _SIZE)
    if not rows:
        note(words("voices.none_found")) if wanted or page > 1 else nothing(view)
        return
    found = rows[0]["n_found"]
    note(
        words(
            "voices.found",
            n=words.number(found),
            first=words.number((page - 1) * _SIZE + 1),
            last=words.number((page - 1) * _SIZE + len(rows)),
        )
    )
    for row in rows:
        quote(view, row)
    _turn(view, page, found)


def _of_theme(view: View, key: str) -> None:
    words = view.words
    name = (
        words("theme.unthemed") if key == "unthemed" else words.theme(view.row("theme", theme=key) or {"theme_id": key})
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        view.link("theme", words("voices.of_theme", name=name), theme=key)
        view.link("voices", words("voices.all"))


def _page() -> int:
    given = st.query_params.get("page", "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _changed_search() -> None:
    st.query_params.pop("page", None)
    if st.session_state["w_words"].strip():
        st.query_params["q"] = st.session_state["w_words"].strip()
    else:
        st.query_params.pop("q", None)


def _turn(view: View, page: int, found: int) -> None:
    kept = {name: st.query_params[name] for name in ("theme", "q") if name in st.query_params}
    with st.container(horizontal=True):
        if page > 1:
            view.link("voices", view.words("voices.newer"), page=str(page - 1), **kept)
        if page * _SIZE < found:
            view.link("voices", view.words("voices.older"), page=str(page + 1), **kept)
