"""The explorer before there is anything to show: what is missing, and the command that provides it."""

import streamlit as st

from vocpipe.app.words import Words
from vocpipe.settings import SETTINGS_FILE
from vocpipe.store.workspace import Workspace


def show(words: Words, workspace: Workspace) -> None:
    """The sentence and the next command: there is no workspace here, or nothing has been published yet."""
    st.title(words("empty.title"))
    if (workspace.root / SETTINGS_FILE).is_file():
        st.info(words("empty.not_published"))
        st.code("vocpipe refresh", language=None)
    else:
        st.info(words("empty.no_workspace", file=SETTINGS_FILE))
        st.code("vocpipe init .\nvocpipe refresh", language=None)
        st.write(words("empty.demo"))
        st.code("vocpipe demo", language=None)


def show_older(words: Words) -> None:
    """The sentence and the command for a snapshot of an older vocpipe, which lacks tables or columns."""
    st.info(words("empty.older"))
    st.code("vocpipe refresh", language=None)
