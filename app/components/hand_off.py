"""How many of an audience a message could reach, why not the others, and the command that makes the file."""

import streamlit as st

from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext

_LEFT_OUT = ("opted_out", "no_consent", "too_many_contacts", "no_customer", "no_address", "same_address")


def show(context: PageContext, who: str, command: str) -> None:
    """Draw it; nothing for an audience of nobody. who: as --who takes it."""
    words = context.words
    row = context.row("list_reach", who=who)
    if not row:
        return
    reach = {"n": words.number(row["n_reached"]), "all": words.number(row["n_customers"])}
    with st.expander(words("customers.hand_off", **reach)):
        note(words("customers.hand_off_file"))
        reasons = [words(f"customers.{reason}", n=words.number(row[reason])) for reason in _LEFT_OUT if row[reason]]
        for reason in reasons:
            note(reason)
        note(words("customers.hand_off_run"))
        st.code(command, language=None)
