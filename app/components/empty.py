"""The explorer when there is nothing it can show: what is the matter, and the command that helps."""

import streamlit as st

from vocpipe.app.words import Words
from vocpipe.errors import DamageError, NewerVersionError, OldSnapshotError, StorageError, VocpipeError
from vocpipe.settings import SETTINGS_FILE
from vocpipe.store.workspace import Workspace

# What is the matter -> the key of its sentence, and the command.
_INSTEAD: dict[type[VocpipeError], tuple[str, str]] = {
    OldSnapshotError: ("empty.older", "vocpipe refresh"),
    NewerVersionError: ("empty.newer", "pip install --upgrade vocpipe"),
    DamageError: ("empty.damaged", "vocpipe refresh"),
    StorageError: ("empty.refused", "vocpipe doctor"),
}


def show_instead(error: VocpipeError, words: Words, workspace: Workspace) -> None:
    """The sentence and the command for a snapshot that can't be shown, or for none at all."""
    if type(error) not in _INSTEAD:
        show(words, workspace)
        return
    key, command = _INSTEAD[type(error)]
    st.info(words(key))
    st.code(command, language=None)


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
