"""Edits of themes in the explorer: into the inbox under the viewer's name, and how each reads in a list."""

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from vocpipe.app.components.layout import callout
from vocpipe.app.components.viewer import viewer
from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.errors import VocpipeError
from vocpipe.inbox.entries import Entry, undo_entry
from vocpipe.inbox.theme_edits import Edit, submit


def commit(context: PageContext, edit: Edit) -> None:
    """Put the edit into the inbox and show the page anew; a sentence instead if it is not possible."""
    if decide(context, lambda author: submit(workspace(), edit, author=author)):
        st.toast(context.words("edit.saved"))
        st.rerun()


def undo_button(context: PageContext, entry: Entry, *, place: str = "") -> None:
    """A button that takes the edit back."""
    if not viewer(context).can_edit or entry.undone_at:
        return
    if st.button(context.words("edit.undo"), key=f"undo_{place}{entry.edit_id}", type="tertiary") and decide(
        context, lambda author: undo_entry(workspace(), entry.edit_id, author=author)
    ):
        st.rerun()


def decide(context: PageContext, work: Callable[[str], Any]) -> bool:
    """Do `work` under the viewer's name; whether it was done. A viewer who may not edit does nothing, however asked."""
    if not viewer(context).can_edit:
        st.error(context.words("edit.not_allowed"))
        return False
    try:
        work(viewer(context).name)
    except VocpipeError as error:
        callout("error", str(error))
        return False
    return True


def sentence_of(context: PageContext, entry: Entry, names: dict[str, str]) -> str:
    """What an edit does, as a sentence; names: theme -> its name."""
    words, detail = context.words, entry.detail
    theme = names.get(str(entry.theme_id), words("edit.gone"))
    given = words.facts([detail.get(key) for key in ("name_ja", "name_en")])
    sentences = words.amount("sentence", len(detail.get("sentence_ids", ())))
    into = names.get(str(detail.get("into")), words("edit.gone"))
    part = names.get(str(detail.get("subtheme_id")), "")
    kind = "split_part" if detail.get("subtheme_id") else entry.kind
    kind = "cause_of" if kind == "cause" and detail.get("sentence_ids") else kind
    places = {"theme": theme, "name": given or theme, "sentences": sentences, "into": into, "part": part}
    places["cause"] = words.of("cause", detail.get("cause"))
    return words(f"edit_did.{kind}", **places)


def theme_names(context: PageContext) -> dict[str, str]:
    """Theme -> its name as it stands now, retired ones too."""
    return {row["theme_id"]: context.words.theme(row) for row in context.rows("edit_names")}


def when(context: PageContext, entry: Entry) -> str:
    """Who made the edit and when, and who took it back."""
    words = context.words
    made = words("edit.by", author=entry.author, at=words.moment(entry.edited_at))
    if not entry.undone_at:
        return made
    return words.facts([made, words("edit.undone_by", author=entry.undone_by, at=words.moment(entry.undone_at))])


def published_entry(row: dict[str, Any]) -> Entry:
    """An edit as the snapshot has it."""
    times = (row["edited_at"], row["author"], row["kind"], row["theme_id"], json.loads(row["detail"]))
    return Entry(row["edit_id"], *times, row["undone_at"], row["undone_by"])
