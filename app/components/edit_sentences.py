"""The choice of sentences of a theme, with what the edit does to them and what stays."""

import pyarrow as pa
import streamlit as st

from vocpipe.app.components.layout import note, stat
from vocpipe.app.context import PageContext
from vocpipe.app.words import folded

_HEIGHT = 320  # pixels


def choose_sentences(context: PageContext, theme: str, place: str, *, leave: bool = True) -> list[str]:
    """The sentences that the editor marked, one for each wording; `leave`: whether they are to leave the theme."""
    words = context.words
    searched = st.text_input(words("edit.search"), key=f"{place}_words_{theme}")
    rows = context.rows("edit_sentences", theme=theme, words=folded(searched).split() or None)
    if not rows:
        note(words("edit.no_sentence"))
        return []
    columns = {
        words("edit.sentence"): [row["text"] for row in rows],
        words("edit.times"): [row["n"] for row in rows],
        words("edit.last"): [words.day(row["last_on"]) for row in rows],
    }
    event = st.dataframe(
        pa.table(columns),
        height=min(_HEIGHT, 36 * (len(rows) + 1)),
        on_select="rerun",
        selection_mode="multi-row",
        column_config={words("edit.sentence"): st.column_config.TextColumn(width="large")},
        key=f"{place}_table_{theme}_{searched}",
    )
    chosen = [rows[index]["sentence_id"] for index in event.selection.rows if index < len(rows)]
    if chosen:
        moved = context.row("edit_moved", theme=theme, sentences=chosen)
        counts = {
            "moved": words.amount("sentence", moved["n_moved"]),
            "left": words.amount("sentence", moved["n_left"]),
        }
        stat(words("edit.moved_preview" if leave else "edit.cause_preview", **counts))
    else:
        note(words("edit.mark" if leave else "edit.cause_mark"))
    return chosen
