"""A table as CSV and Excel, its chart as PNG and SVG: the explorer's only way to take them along.

Nothing is made before somebody asks for it; then the audit says who did. The button that Streamlit puts over each table
writes texts as they are, so `style.css` hides it.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from vocpipe.app.components import picture
from vocpipe.app.components.cells import Table, cells
from vocpipe.app.components.picture import Picture
from vocpipe.app.components.viewer import viewer
from vocpipe.app.components.workbook import to_excel
from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.app.words import Words
from vocpipe.formulas import to_csv
from vocpipe.store.audit import note_act

_ICON = ":material/download:"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(context: PageContext, table: Table, drawn: Picture | None = None) -> None:
    """Offer the table as files and, if there is one, its chart as pictures."""
    words = context.words
    with st.container(horizontal=True, gap="small"):
        offer(context, f"{table.name}.csv", words("download.csv"), "text/csv", partial(as_csv, table, words))
        offer(context, f"{table.name}.xlsx", words("download.excel"), _EXCEL, partial(as_excel, table, words))
        if drawn is not None:
            offer(context, f"{table.name}.png", words("download.png"), "image/png", partial(picture.png, drawn))
            offer(context, f"{table.name}.svg", words("download.svg"), "image/svg+xml", partial(_svg, drawn))


def offer(context: PageContext, name: str, label: str, mime: str, make: Callable[[], bytes]) -> None:
    """A button for the file that `make` gives; its name says the page and the language, the audit who asked for it."""
    stem, _, ending = name.rpartition(".")
    page = "" if stem.startswith(context.page) else f"{context.page}_"
    file_name = f"{page}{stem}_{context.words.lang}.{ending}"
    given = partial(_noted, make, file_name, viewer(context).name)
    st.download_button(label, given, file_name, mime, key=f"download_{name}", on_click="ignore", icon=_ICON)


def as_csv(table: Table, words: Words) -> bytes:
    """The CSV; the byte-order mark lets Excel read Japanese."""
    head, rows = cells(table, words)
    return to_csv(head, [[cell.value for cell in row] for row in rows]).encode("utf-8-sig")


def as_excel(table: Table, words: Words) -> bytes:
    """The Excel workbook."""
    head, rows = cells(table, words)
    return to_excel(table.name, head, rows)


def _svg(drawn: Picture) -> bytes:
    return picture.svg(drawn).encode()


def _noted(make: Callable[[], bytes], name: str, author: str) -> bytes:
    """What was asked for, after the audit has it; without a line in the audit there is no file."""
    made = make()
    note_act(workspace(), "explorer.export", author=author, file=name, size=len(made))
    return made
