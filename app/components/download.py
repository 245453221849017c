"""A table as a file: the explorer's only CSV, with every text guarded against spreadsheet formulas.

The button that Streamlit puts over each table writes texts as they are, so `style.css` hides it.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from vocpipe.app.words import Words
from vocpipe.formulas import to_csv


def download(words: Words, name: str, titles: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Offer the rows as the file <name>.csv; the byte-order mark lets Excel read Japanese."""
    content = to_csv(titles, rows).encode("utf-8-sig")
    st.download_button(
        words("download.csv"), content, f"{name}.csv", "text/csv", key=f"download_{name}", on_click="ignore"
    )
