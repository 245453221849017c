"""What Streamlit has no word for: the document's language, the keys `/` (search) and `g h` (home), and plain links."""

from pathlib import Path

import streamlit as st

from vocpipe.app.components.own_script import register
from vocpipe.wording import Language

_FOLDER = Path(__file__).parent


def show_shell(lang: Language) -> None:
    """Set the document's language, for screen readers and the browser's own translation, and listen to the keys."""
    mount = st.components.v2.component(register("shell", _FOLDER), js="shell.js")
    mount(key="shell", data={"lang": lang})
