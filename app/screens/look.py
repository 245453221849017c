"""Themes that need a look, and every edit that people made: who, when, and whether it is applied."""

from collections import Counter
from dataclasses import replace
from typing import Any

import streamlit as st

from vocpipe.app.components.edits import published_entry, sentence_of, theme_names, undo_button, when
from vocpipe.app.components.layout import note, stat
from vocpipe.app.components.need_a_look import REASONS, themes_to_look_at
from vocpipe.app.components.viewer import viewer
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.inbox.entries import Entry

_SHOWN = 30


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    rows = themes_to_look_at(context)
    st.title(words("look.title", themes=words.amount("theme", len(rows))) if rows else words("look.none"))
    if rows:
        _queue(context, rows)
    st.subheader(words("look.edits"))
    _edits(context)
    with st.expander(words("look.how")):
        st.write(words("look.method"))


def _queue(context: PageContext, rows: list[dict[str, Any]]) -> None:
    words = context.words
    counts = Counter(reason for row in rows for reason in row["reasons"])
    offered = [reason for reason in REASONS if counts[reason]]
    given = st.query_params.get("why", "")
    st.session_state["w_why"] = given if given in offered else None
    chosen = st.pills(
        words("look.why"),
        offered,
        key="w_why",
        on_change=_chosen,
        format_func=lambda reason: words("look.counted", reason=words.label("look_reason", reason), n=counts[reason]),
        label_visibility="collapsed",
    )
    listed = [row for row in rows if chosen is None or chosen in row["reasons"]]
    for row in listed[:_SHOWN]:
        with st.container(border=True, gap="xsmall"):
            context.link("theme", words.theme(row), theme=row["theme_id"])
            reasons = [words.of("look_reason", reason) for reason in row["reasons"]]
            note(words.facts([*reasons, words.amount("feedback", row["n_feedback"])]))
    if len(listed) > _SHOWN:
        note(words("heading.more", n=words.number(len(listed) - _SHOWN)))


def _chosen() -> None:
    chosen = st.session_state["w_why"]
    if chosen:
        st.query_params["why"] = chosen
    else:
        st.query_params.pop("why", None)


def _edits(context: PageContext) -> None:
    """Every edit, the newest first; those that wait for the next refresh say so."""
    words = context.words
    entries = _all(context)
    if not entries:
        note(words("look.no_edit"))
        return
    names = theme_names(context)
    if not viewer(context).can_edit:
        note(words("edit.not_allowed"))
    for entry, state in entries[:_SHOWN]:
        with st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                stat(sentence_of(context, entry, names))
                undo_button(context, entry, place="log_")
            note(words.facts([when(context, entry), words.of("edit_state", state)]))


def _all(context: PageContext) -> list[tuple[Entry, str]]:
    pending = [(entry, "waiting") for entry in context.pending.edits]
    undone = {entry.edit_id: entry for entry in context.pending.undone}
    known = []
    for row in context.rows("known_edits"):
        entry = published_entry(row)
        state = "undone" if entry.undone_at else "impossible" if row["problem"] else "applied"
        if entry.edit_id in undone:
            taken = undone[entry.edit_id]
            entry, state = replace(entry, undone_at=taken.undone_at, undone_by=taken.undone_by), "waiting"
        known.append((entry, state))
    return sorted([*known, *pending], key=lambda pair: pair[0].edited_at, reverse=True)


PAGE = Page("look", show, order=95, in_menu=False, filters=frozenset())
