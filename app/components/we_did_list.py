"""You said, we did: a list of the customers who raised what was shipped and agreed to be told, to send to them."""

import streamlit as st

from vocpipe.app.components.edits import decide
from vocpipe.app.components.layout import note, stat
from vocpipe.app.components.viewer import viewer
from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.app.we_did import TOOLS, Letter, write_list
from vocpipe.inbox.actions import Action
from vocpipe.wording import say

_TITLES = {"marketo": "Marketo", "hubspot": "HubSpot", "salesforce": "Salesforce", "generic": "CSV"}
_MAX_MESSAGE = 500


def show_list(context: PageContext, shipped: list[Action], names: dict[str, str]) -> None:
    """Draw the part; names: theme -> its name."""
    words = context.words
    st.subheader(words("we_did.title"))
    note(words("we_did.lead"))
    if not shipped:
        note(words("we_did.none"))
        return
    if not viewer(context).can_send:
        note(words("we_did.not_allowed"))
        return
    titles = {action.action_id: words.facts([action.title, names.get(action.theme_id)]) for action in shipped}
    key = st.selectbox(words("we_did.action"), list(titles), format_func=titles.__getitem__, key="we_did_action")
    action = next(one for one in shipped if one.action_id == key)
    message = st.text_area(
        words("we_did.message"), words("we_did.draft", title=action.title), max_chars=_MAX_MESSAGE, key=f"we_did_{key}"
    )
    tool = st.segmented_control(
        words("we_did.tool"), TOOLS, default=TOOLS[0], required=True, format_func=_TITLES.__getitem__, key="we_did_tool"
    )
    home = context.pending.home(action.theme_id)
    if home != action.theme_id:
        note(words("we_did.merged"))
        return
    if st.button(words("we_did.write"), type="primary", disabled=not message.strip(), key="we_did_write"):
        _write(context, Letter(action.action_id, home, message.strip(), str(tool), words.lang))


def _write(context: PageContext, letter: Letter) -> None:
    """Write the file, say how many are in it and why others are not, and offer it."""
    words = context.words
    done = []
    if not decide(context, lambda author: done.append(write_list(workspace(), letter, author))):
        return
    export, path = done[0]
    stat(words("we_did.written", customers=words.amount("customer", export.n_rows)))
    for reason, n in sorted(export.left_out.items()):
        left_out = say(f"handoff.left_out.{reason}", words.lang)
        note(words("we_did.left_out", customers=words.amount("customer", n), reason=left_out))
    st.download_button(
        words("we_did.download"),
        path.read_bytes(),
        path.name,
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    with st.expander(words("we_did.who_runs")):
        st.code(str(path), language=None)
