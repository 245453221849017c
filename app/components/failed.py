"""What stands in place of a page that failed: the next step, and, folded, what helps whoever runs the explorer."""

import streamlit as st

from vocpipe.app.components.layout import reset_filters
from vocpipe.app.text import plain
from vocpipe.app.words import Words
from vocpipe.errors import VocpipeError
from vocpipe.store.faults import LOG, note_fault
from vocpipe.store.workspace import Workspace


def show_failed(error: Exception, page: str, words: Words, workspace: Workspace) -> None:
    """Note in the workspace where `error` arose, and say what to do next; nothing shown quotes the error."""
    key = "failed.logged" if _noted(error, page, workspace) else "failed.unlogged"
    st.title(words("failed.title"))
    st.info(words("failed.next"))
    st.button(words("failed.without_filters"), on_click=reset_filters, key="failed_reset")
    with st.expander(words("failed.to_run")):
        st.markdown(plain(words(key, fault=type(error).__name__, page=page, log=f"{workspace.private.name}/{LOG}")))


def _noted(error: Exception, page: str, workspace: Workspace) -> bool:
    """Whether the fault could be noted; where nothing private is kept, or the disk refuses, it is not."""
    try:
        if not workspace.private.is_dir():
            return False
        note_fault(workspace, f"page {page}", error)
    except (OSError, VocpipeError):  # it may be what failed
        return False
    return True
