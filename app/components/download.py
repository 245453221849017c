"""A table as CSV and Excel, its chart as PNG and SVG: the explorer's only way to take them along.

Nothing is made before somebody asks for it; then the audit says who did. The button that Streamlit puts over each table
writes texts as they are, so `style.css` hides it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from vocpipe.app.components import picture
from vocpipe.app.components.picture import Picture
from vocpipe.app.components.viewer import viewer
from vocpipe.app.components.workbook import to_excel, typed
from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.formulas import to_csv
from vocpipe.store.audit import note_act
from vocpipe.wording import Language

_ICON = ":material/download:"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the order of its chart: human headers, cells as the language writes them, or plain values."""

    name: str  # of the file
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    numeric: Sequence[int] = ()


def download(context: PageContext, table: Table, drawn: Picture | None = None) -> None:
    """Offer the table as files and, if there is one, its chart as pictures."""
    words = context.words
    with st.container(horizontal=True, gap="small"):
        offer(context, f"{table.name}.csv", words("download.csv"), "text/csv", partial(as_csv, table, words.lang))
        offer(context, f"{table.name}.xlsx", words("download.excel"), _EXCEL, partial(as_excel, table, words.lang))
        if drawn is not None:
            offer(context, f"{table.name}.png", words("download.png"), "image/png", partial(picture.png, drawn))
            offer(context, f"{table.name}.svg", words("download.svg"), "image/svg+xml", partial(_svg, drawn))


def offer(context: PageContext, name: str, label: str, mime: str, make: Callable[[], bytes], **look: Any) -> None:
    """A button for the file that `make` gives; its name says the page and the language, the audit who asked for it."""
    stem, _, ending = name.rpartition(".")
    file_name = "_".join(dict.fromkeys([*filter(None, [context.page]), stem, context.words.lang])) + f".{ending}"
    given = partial(_noted, make, file_name, viewer(context).name)
    st.download_button(label, given, file_name, mime, key=f"download_{name}", on_click="ignore", icon=_ICON, **look)


def as_csv(table: Table, language: Language) -> bytes:
    """The CSV; the byte-order mark lets Excel read Japanese."""
    right = set(table.numeric)
    rows = [[typed(cell, language, numeric=i in right)[0] for i, cell in enumerate(row)] for row in table.rows]
    return to_csv(table.head, rows).encode("utf-8-sig")


def as_excel(table: Table, language: Language) -> bytes:
    """The Excel workbook."""
    return to_excel(table.name, table.head, table.rows, table.numeric, language)


def _svg(drawn: Picture) -> bytes:
    return picture.svg(drawn).encode()


def _noted(make: Callable[[], bytes], name: str, author: str) -> bytes:
    """What was asked for, after the audit has it; without a line in the audit there is no file."""
    made = make()
    note_act(workspace(), "explorer.export", author=author, file=name, size=len(made))
    return made
