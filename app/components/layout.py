"""The look of the explorer, and the small pieces that every page is made of."""

from collections.abc import Iterable, Sequence

import streamlit as st

from app.components.text import escaped
from app.view import View

_STYLE = """<style>
.stMainBlockContainer {padding-top: 4.6rem; padding-bottom: 3rem; padding-left: 2rem; padding-right: 2rem; max-width: 1360px;}
[data-testid="stSidebarHeader"] {height: 1.5rem; min-height: 0; margin: 0; padding: 0;}
[data-testid="stSidebarUserContent"] {padding-top: 1rem;}
[data-testid="InputInstructions"] {display: none;}
[data-testid="stPageLink"] p {font-weight: 550; color: #1f5a94; line-height: 1.35;}
[data-testid="stPageLink"] a {padding: 0; min-height: 0; height: auto;}
[data-testid="stPageLink"] a * {white-space: normal; overflow: visible; overflow-wrap: anywhere;}
[data-testid="stMetricLabel"] p {color: #57606a;}
.v-note {color: #57606a; font-size: .86rem; line-height: 1.5; margin: 0;}
.v-lead {color: #57606a; margin: 0 0 .2rem 0;}
.v-stat {font-size: .92rem; line-height: 1.45; margin: 0; font-variant-numeric: tabular-nums;}
.v-stat b {font-weight: 650;}
.v-text {line-height: 1.75; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0;}
.v-text mark {background: #fdeeb5; color: inherit; padding: .05em .1em; border-radius: 2px;}
.v-text details {margin-top: .3rem;} .v-text summary {color: #1f5a94; cursor: pointer; font-size: .86rem;}
.v-meta {color: #57606a; font-size: .86rem; margin: 0;} .v-meta span + span::before {content: "·"; margin: 0 .45em; color: #afb8c1;}
.v-tag {display: inline-block; border: 1px solid #d8dee4; border-radius: 3px; padding: 0 .45em; margin: 0 .3em .2em 0; font-size: .84rem; color: #424a53;}
.v-tag.positive {color: #1a6b3c; border-color: #a9d5ba; background: #f1f9f4;} .v-tag.negative {color: #a0351f; border-color: #ecc1b6; background: #fdf4f1;}
.v-tag.rising, .v-tag.new {color: #8a4b08; border-color: #ebcf9f; background: #fdf8ee;}
table.v-table {border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums;}
table.v-table th {text-align: left; font-weight: 600; color: #57606a; border-bottom: 1px solid #d8dee4; padding: .3rem 1rem .3rem 0; white-space: nowrap;}
table.v-table td {border-bottom: 1px solid #eaeef2; padding: .35rem 1rem .35rem 0; white-space: pre-line; vertical-align: top; overflow-wrap: anywhere;}
table.v-table .n {text-align: right; white-space: nowrap;} table.v-table tr:last-child td {border-bottom: none;}
.v-bar {background: #e7ebf0; height: .5rem; border-radius: 2px; overflow: hidden; min-width: 60px;} .v-bar i {display: block; height: 100%; background: #5f8cb8;}
</style>"""


def style() -> None:
    """The explorer's look; once a run."""
    st.html(_STYLE)


def note(text: str) -> None:
    """A small grey sentence."""
    st.html(f'<p class="v-note">{escaped(text)}</p>')


def stat(text: str) -> None:
    """A line of figures."""
    st.html(f'<p class="v-stat">{escaped(text)}</p>')


def tags(labels: Iterable[tuple[str, str]]) -> None:
    """Small labels: (text, class)."""
    spans = "".join(f'<span class="v-tag {escaped(kind)}">{escaped(text)}</span>' for text, kind in labels)
    if spans:
        st.html(f"<div>{spans}</div>")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: Iterable[int] = ()) -> None:
    """A small table that is read, not sorted; cells are text, and `numeric` columns stand to the right."""
    right = set(numeric)
    css = [' class="n"' if index in right else "" for index in range(len(head))]
    top = "".join(f"<th{css[i]}>{escaped(cell)}</th>" for i, cell in enumerate(head))
    body = "".join("<tr>" + "".join(f"<td{css[i]}>{escaped(cell)}</td>" for i, cell in enumerate(row)) + "</tr>" for row in rows)
    st.html(f'<table class="v-table"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>')


def figure(view: View, label: str, value: str, *, help: str, page: str, to: str, **extra: str) -> None:
    """A number in a box, with the link to what stands behind it."""
    with st.container(border=True, gap="xsmall"):
        st.metric(label, value, help=help)
        view.link(page, to, **extra)


def reset_filters() -> None:
    """Take every filter off; the viewer's language stays."""
    lang = st.query_params.get("lang")
    st.query_params.from_dict({"lang": lang} if lang else {})


def nothing(view: View) -> None:
    """There is no feedback to show: says why, and offers the way out."""
    if view.filters.active:
        st.info(view.words("empty.filtered"))
        st.button(view.words("filters.reset"), on_click=reset_filters, key="reset_here")
    else:
        st.info(view.words("empty.no_feedback"))
        st.code("vocpipe refresh", language=None)
