"""The style of the explorer, and the basic elements of its pages."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import streamlit as st

from vocpipe.app.components.palette import palette
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped, plain
from vocpipe.app.words import Words

_STYLE = (Path(__file__).parents[1] / "style.css").read_text(encoding="utf-8")


def style() -> None:
    """Apply the explorer's style; call it once per run."""
    st.html(f"<style>:root {{ --v-accent: {palette().accent}; }}\n{_STYLE}</style>")


def note(text: str, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """A small gray sentence."""
    st.html(f'<p class="v-note">{escaped(text)}</p>', width=width)


def stat(text: str) -> None:
    """A line of figures."""
    st.html(f'<p class="v-stat">{escaped(text)}</p>')


def heading(words: Words, text: str, n: int) -> None:
    """A small heading over a list, with the number of its items."""
    st.markdown(words("heading.count", heading=f"**{text}**", n=words.number(n)))


def callout(tone: Literal["success", "info", "warning", "error"], text: str) -> None:
    """A sentence in a colored box; it may hold names from the data, which stay as they are."""
    getattr(st, tone)(plain(text))


def tags(labels: Iterable[tuple[str, str]]) -> None:
    """Small labels: (text, class)."""
    spans = "".join(f'<span class="v-tag {escaped(kind)}">{escaped(text)}</span>' for text, kind in labels)
    if spans:
        st.html(f"<div>{spans}</div>")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Iterable[int] = ()) -> None:
    """A small table that cannot be sorted; cells are text, and `numeric` columns are aligned to the right."""
    right = set(numeric)
    css = [' class="n"' if index in right else "" for index in range(len(head))]
    top = "".join(f"<th{css[i]}>{escaped(cell)}</th>" for i, cell in enumerate(head))
    body = "".join(
        "<tr>" + "".join(f"<td{css[i]}>{escaped(cell)}</td>" for i, cell in enumerate(row)) + "</tr>" for row in rows
    )
    label = ", ".join(cell for cell in head if cell)
    st.html(
        f'<div class="v-scroll" role="region" tabindex="0" aria-label="{escaped(label)}">'
        f'<table class="v-table"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def figure(context: PageContext, label: str, value: str, *, help: str, page: str, to: str, **extra: str) -> None:
    """A number in a box, with a link to its source."""
    with st.container(border=True, gap="xsmall"):
        st.metric(label, value, help=help)
        context.link(page, to, **extra)


def missing(text: str, lines: str) -> None:
    """The data that a page needs and lacks, with the lines of vocpipe.toml that provide it."""
    st.info(text)
    st.code(lines, language="toml")


def reset_filters() -> None:
    """Clear all filters; the viewer's language stays."""
    lang = st.query_params.get("lang")
    st.query_params.from_dict({"lang": lang} if lang else {})


def nothing(context: PageContext) -> None:
    """Say why there is no feedback to show, and what to do."""
    if context.filters.active:
        st.info(context.words("empty.filtered"))
        st.button(context.words("filters.reset"), on_click=reset_filters, key="reset_here")
    else:
        st.info(context.words("empty.no_feedback"))
        st.code("vocpipe refresh", language=None)
