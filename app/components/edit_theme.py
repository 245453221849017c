"""What people decided about a theme, and the tools of an editor: to be put at the foot of the theme's page."""

from typing import Any

import streamlit as st

from vocpipe.app.components.edit_forms import FORMS
from vocpipe.app.components.edits import sentence_of, theme_names, undo_button, when
from vocpipe.app.components.layout import note, stat
from vocpipe.app.components.viewer import viewer
from vocpipe.app.context import PageContext

_UNTHEMED = "unthemed"


def show_edit(context: PageContext, theme: dict[str, Any]) -> None:
    """Edits of the theme that wait for the next refresh, and, for an editor, the tools. theme: a row of theme.sql."""
    key = str(theme["theme_id"])
    if key == _UNTHEMED:
        return
    _moved_on(context, key)
    _waiting(context, key)
    if viewer(context).can_edit and theme.get("state") != "retired":
        with st.expander(context.words("edit.title"), icon=":material/edit:"):
            _tools(context, theme)


def _moved_on(context: PageContext, key: str) -> None:
    """Where the theme's sentences are, if a pending merge took them away."""
    home = context.pending.home(key)
    if home != key:
        name = theme_names(context).get(home, home)
        context.link("theme", context.words("edit.moved_on", name=name), theme=home)


def _waiting(context: PageContext, key: str) -> None:
    entries = context.pending.of(key)
    if not entries:
        return
    names = theme_names(context)
    with st.container(border=True, gap="xsmall"):
        note(context.words("edit.waiting"))
        for entry in entries:
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                with st.container(gap=None):
                    stat(sentence_of(context, entry, names))
                    note(when(context, entry))
                undo_button(context, entry, place="here_")


def _tools(context: PageContext, theme: dict[str, Any]) -> None:
    words = context.words
    kind = st.segmented_control(
        words("edit.what"),
        list(FORMS),
        default="rename",
        required=True,
        key=f"edit_kind_{theme['theme_id']}",
        format_func=lambda value: words.label("edit_kind", value),
        label_visibility="collapsed",
    )
    FORMS[kind](context, theme)
