"""The form in which somebody decides what is done about a theme."""

import streamlit as st

from vocpipe.app.components.actions_board import today
from vocpipe.app.components.edits import decide
from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.inbox.actions import add_action

_MAX_TITLE = 300


def show_form(context: PageContext) -> None:
    """Draw the form, open at once if the address names a theme."""
    words = context.words
    themes = {row["theme_id"]: words.theme(row) for row in context.rows("edit_targets") if not row["parent_id"]}
    given = st.query_params.get("theme")
    with (
        st.expander(words("actions.decide"), icon=":material/add:", expanded=given in themes),
        st.form("decide", border=False, enter_to_submit=False),
    ):
        ids = list(themes)
        theme = st.selectbox(
            words("actions.theme"),
            ids,
            index=ids.index(given) if given in themes else None,
            format_func=themes.__getitem__,
            placeholder=words("edit.choose"),
        )
        title = st.text_input(words("actions.what"), max_chars=_MAX_TITLE)
        left, middle, right = st.columns(3)
        day = left.date_input(words("actions.day"), today(context), help=words("actions.day_help"), format="YYYY/MM/DD")
        owner = middle.text_input(words("actions.owner"), max_chars=100)
        release = right.text_input(words("actions.release"), max_chars=100)
        ticket = st.text_input(words("actions.ticket_address"), placeholder="https://", max_chars=500)
        if not st.form_submit_button(words("actions.save"), type="primary"):
            return
        if not theme or not title.strip():
            st.error(words("actions.incomplete"))
            return
        details = {"owner": owner.strip() or None, "release": release.strip() or None, "ticket": ticket.strip() or None}
        if decide(context, lambda author: add_action(workspace(), theme, title, done_on=day, author=author, **details)):
            st.query_params.pop("theme", None)
            st.rerun()
