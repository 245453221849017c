"""Themes: every theme that is mentioned under the filters, in one list to sort, search and choose from."""

from typing import Any

import streamlit as st

from vocpipe.app.components.cells import Table
from vocpipe.app.components.download import download
from vocpipe.app.components.layout import note, nothing
from vocpipe.app.components.theme_table import COLUMNS, show_table, texts
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped
from vocpipe.app.words import folded

_SORTS = ("mentions", "customers", "trend", "negative", "nps", "churn")


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    rows = context.rows("themes")
    counts = context.row("counts")
    if not counts["n_feedback"]:
        nothing(context)
        return
    if not rows:
        st.info(words("theme.small" if counts["is_small"] else "themes.none"))
        return
    matching = _searched(context, rows)
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    with left:
        st.text_input(
            words("themes.search"), key="w_q", on_change=_changed_search, placeholder=words("themes.search_hint")
        )
    with middle:
        count = words("themes.found", n=words.number(len(matching)), themes=words.amount("theme", len(rows)))
        st.html(f'<p class="v-lead">{escaped(count)}</p>')
    with right:
        if counts["n_unthemed"]:
            unthemed = words.percent(counts["n_unthemed"] / counts["n_sentences"])
            sentences = words.amount("sentence", counts["n_unthemed"])
            context.link("theme", words("themes.unthemed", share=unthemed, sentences=sentences), theme="unthemed")
    if not matching:
        note(words("themes.none_found"))
        return
    sort = _sort(context)
    ordered = sorted(matching, key=lambda row: _rank(row, sort), reverse=True)
    show_table(context, ordered, sort)
    lines = [texts(context, row) for row in ordered]
    head = [words(f"column.{name}") for name in COLUMNS]
    download(context, Table("themes", head, [[line[name] for name in COLUMNS] for line in lines]))
    if rows[0]["n_few"]:
        note(words("themes.few", themes=words.amount("theme", rows[0]["n_few"])))
    note(words("themes.how"))


def _sort(context: PageContext) -> str:
    """The column that the list is sorted by; it is in the address."""
    words = context.words
    given = st.query_params.get("sort", "")
    st.session_state["w_sort"] = given if given in _SORTS else _SORTS[0]
    st.segmented_control(
        words("themes.sort"),
        _SORTS,
        format_func=lambda name: words(f"column.{name}"),
        key="w_sort",
        on_change=_changed_sort,
        required=True,
    )
    return str(st.session_state["w_sort"])


def _changed_sort() -> None:
    st.query_params["sort"] = st.session_state["w_sort"] or _SORTS[0]


def _rank(row: dict[str, Any], sort: str) -> float:
    """The larger the higher in the list; what is not known or can't be told comes last."""
    clear = {"nps": "nps_verdict", "churn": "churn_verdict", "trend": "change_verdict"}.get(sort)
    if clear and row[clear] in (None, "cannot tell"):
        return float("-inf")
    values = {"nps": -(row["gap"] or 0), "churn": row["hazard_ratio"], "trend": row["ratio"] or float("inf")}
    value = values[sort] if sort in values else row[sort]
    return float("-inf") if value is None else float(value)


def _searched(context: PageContext, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    st.session_state["w_q"] = st.query_params.get("q", "")
    wanted = folded(st.session_state["w_q"]).split()
    return [row for row in rows if all(word in folded(_text(row)) for word in wanted)]


def _text(row: dict[str, Any]) -> str:
    return " ".join(str(part) for part in [row["name_ja"], row["name_en"], *(row["keywords"] or [])] if part)


def _changed_search() -> None:
    if st.session_state["w_q"].strip():
        st.query_params["q"] = st.session_state["w_q"].strip()
    else:
        st.query_params.pop("q", None)


PAGE = Page("themes", show, order=40)
