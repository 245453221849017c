"""Voices: all feedback under the filters, or that on one theme, the newest first; or what a search finds.

A search finds by words and, across languages, by meaning; both are ranked together (vocpipe/search/ranking.py).
"""

from typing import Any

import streamlit as st

from vocpipe.app import meaning, sidebar
from vocpipe.app.components import watches
from vocpipe.app.components.layout import note, nothing
from vocpipe.app.components.quotes import show_quotes
from vocpipe.app.context import PageContext
from vocpipe.app.filters import FACETS
from vocpipe.app.page import Page
from vocpipe.search import words as search
from vocpipe.search.ranking import NEAREST

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
    wanted = search.wanted(st.session_state["w_words"])
    if not wanted and not key:
        watches.show(context)
    asked = meaning.ask(context.snapshot, st.session_state["w_words"] if wanted else "")
    page, facets = _page(), sidebar.chosen_facets()
    rows = context.rows(
        "voices",
        theme=key,
        words=wanted,
        near=list(asked.near),
        **{name: list(chosen) or None for name, chosen in facets.items()},
        best=bool(wanted) and _is_best(),
        size=_PAGE_SIZE,
        offset=(page - 1) * _PAGE_SIZE,
        **search.widths(wanted),
    )
    sidebar.show_counted(words, context.kept, context.choices, _counts(rows), facets)
    if wanted:
        _about_meaning(context, asked)
        watches.offer(context, st.session_state["w_words"], facets)
    if not rows:
        note(words("search.none_found")) if wanted or any(facets.values()) or page > 1 else nothing(context)
        return
    _found(context, rows, page, is_search=bool(wanted))
    show_quotes(context, [_marked(context, row, wanted) for row in rows])
    _turn(context, page, rows[0]["n_found"])


def _counts(rows: list[dict[str, Any]]) -> sidebar.Counts:
    """Filter -> value -> how many voices it leaves; nothing where none was found."""
    counts: sidebar.Counts = {}
    for row in (rows[0]["facets"] or ()) if rows else ():
        counts.setdefault(row["facet"], {})[row["value"]] = row["n"]
    return counts


def _about_meaning(context: PageContext, asked: meaning.Asked) -> None:
    """The themes that a question is about; or that meaning is still on its way, or can't be searched here."""
    if asked.state == "ready":
        themes = context.rows("voices_themes", near=list(asked.near[:NEAREST])) if asked.near else []
        if themes:
            with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
                note(context.words("search.themes"), width="content")
                for row in themes:
                    context.link("theme", context.words.theme(row), theme=row["theme_id"])
    elif asked.state == "loading":
        note(context.words("search.loading"))
        _wait(context)
    else:
        note(context.words("search.missing"))


@st.fragment(run_every=0.5)
def _wait(context: PageContext) -> None:
    """Draw the page again as soon as meaning can be searched."""
    if not meaning.is_loading(context.snapshot):
        st.rerun()


def _found(context: PageContext, rows: list[dict[str, Any]], page: int, *, is_search: bool) -> None:
    """How much was found, by what, and in which order it stands."""
    words, n_found, n_words = context.words, rows[0]["n_found"], rows[0]["n_words"]
    start = (page - 1) * _PAGE_SIZE
    places = {"first": words.number(start + 1), "last": words.number(start + len(rows))}
    if not is_search:
        note(words("voices.found", n=words.number(n_found), **places))
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        by = "search.found" if 0 < n_words < n_found else "search.found_words" if n_words else "search.found_meaning"
        if by == "search.found":
            places |= {"words": words.number(n_words), "meaning": words.number(n_found - n_words)}
        note(words(by, n=words.number(n_found), **places))
        _order(context)


def _marked(context: PageContext, row: dict[str, Any], wanted: list[list[str]]) -> dict[str, Any]:
    """The row with what is to be marked in its text: the theme's sentence, the wanted words, or the near sentence."""
    if not wanted:
        return row
    if row["has_words"]:
        return {**row, "found": search.found(row["text"], wanted)}
    return {**row, "why": context.words("search.by_meaning")}


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


def _order(context: PageContext) -> None:
    """The buttons that choose the order of what was found, which stands in the address."""

    def changed() -> None:
        st.query_params.pop("page", None)
        st.query_params["order"] = st.session_state["w_order"]

    st.session_state["w_order"] = "best" if _is_best() else "newest"
    st.segmented_control(
        context.words("search.order"),
        ("best", "newest"),
        required=True,
        key="w_order",
        on_change=changed,
        format_func=lambda order: context.words(f"search.{order}"),
        label_visibility="collapsed",
    )


def _is_best() -> bool:
    return st.query_params.get("order") != "newest"


def _changed_search() -> None:
    st.query_params.pop("page", None)
    if st.session_state["w_words"].strip():
        st.query_params["q"] = st.session_state["w_words"].strip()
    else:
        st.query_params.pop("q", None)


def _turn(context: PageContext, page: int, n_found: int) -> None:
    kept: dict[str, Any] = {name: st.query_params[name] for name in ("theme", "q", "order") if name in st.query_params}
    kept |= {key: chosen for key in FACETS.values() if (chosen := st.query_params.get_all(key))}
    with st.container(horizontal=True):
        if page > 1:
            context.link("voices", context.words("voices.newer"), page=str(page - 1), **kept)
        if page * _PAGE_SIZE < n_found:
            context.link("voices", context.words("voices.older"), page=str(page + 1), **kept)


PAGE = Page("voices", show, order=80, is_counted=True)
