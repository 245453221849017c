"""Report (?blocks=brief,nps,theme.t_…&title=…&note=…): a meeting's choice of blocks, to look at and to take along."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from vocpipe.app.components.download import offer
from vocpipe.app.components.frame import show_figure, show_table
from vocpipe.app.components.layout import note, nothing
from vocpipe.app.components.stamp import stamp
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.report import blocks
from vocpipe.app.report.document import Block, Quote, Report, Wording
from vocpipe.app.report.html import to_html
from vocpipe.app.report.pdf import to_pdf
from vocpipe.app.report.slides import to_slides
from vocpipe.app.text import escaped, plain

_FILES: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "html": ("text/html", to_html),
    "pdf": ("application/pdf", to_pdf),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", to_slides),
}
_MAX_TITLE = 120
_MAX_NOTE = 1_000


def show(context: PageContext) -> None:
    """Draw the choice of blocks, the files to take along, and the preview."""
    words = context.words
    if not context.row("brief_sources")["n"]:
        nothing(context)
        return
    st.title(words("report.lead"))
    _presets(context)
    chosen = _chosen(context)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        title = _written(context, "title", words("report.meeting_title"), _MAX_TITLE)
        said = _written(context, "note", "", _MAX_NOTE)
    if not chosen:
        note(words("report.none"))
        return
    built = [blocks.build(context, key) for key in chosen]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with_tables = _with_tables(context)
        _files(context, Report(title, said, stamp(context), words.lang, built, _wording(context), with_tables))
    note(words("report.how"))
    st.html(f'<p class="v-brief-title">{escaped(title)}</p><p class="v-lead">{escaped(said)}</p>')
    for place, block in enumerate(built):
        _preview(context, block, place, chosen)


def _files(context: PageContext, report: Report) -> None:
    """The buttons of the three files."""
    for ending, (mime, write) in _FILES.items():
        label = context.words(f"report.{ending}")
        offer(context, f"report.{ending}", label, mime, partial(write, report))


def _wording(context: PageContext) -> Wording:
    words = context.words
    return Wording(
        table=words("chart.table"),
        page=words("report.page_of", n="{n}", all="{all}"),
        continued=words("report.continued", title="{title}", n="{n}", all="{all}"),
    )


def _chosen(context: PageContext) -> list[str]:
    """The keys of the blocks in the reader's order, which the address keeps."""
    known = blocks.offered(context)
    chosen = blocks.chosen(st.query_params.get("blocks"), list(known))
    st.session_state["w_blocks"] = chosen
    st.multiselect(
        context.words("report.blocks"),
        list(known),
        key="w_blocks",
        on_change=lambda: _keep(st.session_state["w_blocks"]),
        format_func=known.__getitem__,
        placeholder=context.words("report.choose"),
    )
    return chosen


def _presets(context: PageContext) -> None:
    """A button for each usual choice of blocks."""
    with st.container(horizontal=True, gap="small"):
        for name, keys in blocks.PRESETS.items():
            st.button(
                context.words(f"report.{name}"), key=f"preset_{name}", on_click=_start, args=(context, name, keys)
            )


def _start(context: PageContext, name: str, keys: tuple[str, ...]) -> None:
    """Take the blocks of a usual choice, and its title."""
    _keep(list(keys))
    st.query_params["title"] = context.words(f"report.{name}_title")


def _keep(chosen: list[str]) -> None:
    st.query_params["blocks"] = ",".join(chosen)


def _written(context: PageContext, name: str, usual: str, longest: int) -> str:
    """What the reader wrote, which the address keeps; cut where somebody made the address too long."""
    written = st.query_params.get(name, usual)[:longest]
    st.session_state[f"w_{name}"] = written

    def changed() -> None:
        st.query_params[name] = st.session_state[f"w_{name}"]

    st.text_input(context.words(f"report.{name}"), key=f"w_{name}", on_change=changed, max_chars=longest)
    return written


def _with_tables(context: PageContext) -> bool:
    chosen = st.query_params.get("tables") == "1"
    st.session_state["w_tables"] = chosen

    def changed() -> None:
        st.query_params.pop("tables", None)
        if st.session_state["w_tables"]:
            st.query_params["tables"] = "1"

    st.checkbox(context.words("report.tables"), key="w_tables", on_change=changed)
    return chosen


def _preview(context: PageContext, block: Block, place: int, chosen: list[str]) -> None:
    """One block as it will stand in the files, and the buttons that move it."""
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(f'<p class="v-note">{escaped(block.origin)}</p>')
            _moves(context, block.key, place, chosen)
        if block.figure is None or block.figure.title != block.title:
            st.markdown(f"**{plain(block.title)}**")
        if block.figure:
            show_figure(context, block.figure)
        if block.table:
            show_table(context, block.table)
        lines = "".join(f'<p class="v-stat">{escaped(line)}</p>' for line in block.lines)
        if below := lines + "".join(map(_quote, block.quotes)):
            st.html(below)


def _quote(quote: Quote) -> str:
    return (
        f'<blockquote class="v-quote" lang="{escaped(quote.lang or "")}">{escaped(quote.text)}'
        f'<p class="v-meta">{escaped(quote.origin)}</p></blockquote>'
    )


def _moves(context: PageContext, key: str, place: int, chosen: list[str]) -> None:
    with st.container(horizontal=True, gap="small", width="content"):
        for step, name in ((-1, "up"), (1, "down")):
            to = place + step
            st.button(
                context.words(f"report.{name}"),
                key=f"{name}_{key}",
                type="tertiary",
                disabled=not 0 <= to < len(chosen),
                on_click=_move,
                args=(chosen, place, to),
            )


def _move(chosen: list[str], place: int, to: int) -> None:
    moved = list(chosen)
    moved[place], moved[to] = moved[to], moved[place]
    _keep(moved)


PAGE = Page("report", show, order=110)
