"""Themes: every theme that is mentioned under the filters, in one table to sort, search and choose from."""

from typing import Any

import pyarrow as pa
import streamlit as st

from vocpipe.app.components.download import download
from vocpipe.app.components.layout import note, nothing
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped
from vocpipe.app.words import folded
from vocpipe.verdict import Verdict

_ROW_HEIGHT = 34  # pixels
_MIN_RATED = 5  # sentences: below, a mean or a share would say more about chance than about the theme


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    rows = context.rows("themes")
    counts = context.row("counts")
    if not counts["n_feedback"]:
        nothing(context)
        return
    if not rows:
        st.info(words("themes.none"))
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
        unthemed = words.percent(counts["n_unthemed"] / counts["n_sentences"] if counts["n_sentences"] else None)
        sentences = words.amount("sentence", counts["n_unthemed"])
        context.link("theme", words("themes.unthemed", share=unthemed, sentences=sentences), theme="unthemed")
    if not matching:
        note(words("themes.none_found"))
        return
    _table(context, matching)
    note(words("themes.how"))
    min_answers, min_rated = words.number(context.facts.min_responses), words.number(_MIN_RATED)
    note(words("themes.dash", min_answers=min_answers, min_rated=min_rated))


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


def _table(context: PageContext, rows: list[dict[str, Any]]) -> None:
    lines, columns = [_line(context, row) for row in rows], _columns(context)
    picked = st.dataframe(
        pa.Table.from_pylist(lines),
        column_config=columns,
        hide_index=True,
        height=min(_ROW_HEIGHT * (len(rows) + 1) + 3, 20 * _ROW_HEIGHT),
        row_height=_ROW_HEIGHT,
        placeholder=context.words.number(None),
        on_select="rerun",
        selection_mode="single-cell",
        key=f"themes_{context.words.lang}",
    )
    titles = [context.words(f"column.{name}") for name in columns]
    download(context.words, "themes", titles, [[line[name] for name in columns] for line in lines])
    if picked.selection.cells:
        context.go("theme", theme=rows[picked.selection.cells[0][0]]["theme_id"])


def _line(context: PageContext, row: dict[str, Any]) -> dict[str, Any]:
    words = context.words
    rated = row["n_rated"] >= _MIN_RATED
    return {
        "name": words.theme(row),
        "mentions": row["mentions"],
        "share": 100 * row["share"],
        "customers": row["customers"],
        "trend": row["trend"],
        "sentiment": row["sentiment"] if rated else None,
        "negative": 100 * row["negative_share"] if rated else None,
        "change": _change(context, row),
        "gap": row["gap"],
        "gap_interval": words.interval(row["gap_low"], row["gap_high"]) if row["gap"] is not None else None,
        "verdict": _verdict(context, row),
        "first_seen": row["first_seen"],
    }


def _change(context: PageContext, row: dict[str, Any]) -> str | None:
    words = context.words
    if row["change_verdict"] is None:
        return None
    word = words.of("change", row["change_verdict"])
    if row["ratio"] is None or row["change_verdict"] not in (Verdict.RISING, Verdict.FALLING):
        return word
    return words("themes.change", change=word, ratio=words.ratio(row["ratio"], 1))


def _verdict(context: PageContext, row: dict[str, Any]) -> str | None:
    if row["nps_verdict"] is None:
        return None
    if row["gap"] is None:
        return context.words("verdict_short.too_few", n=context.words.number(row["n_with"]))
    return context.words.of("verdict_short", row["nps_verdict"])


def _columns(context: PageContext) -> dict[str, Any]:
    words, config = context.words, st.column_config

    def texts(name: str) -> dict[str, Any]:
        return {"label": words(f"column.{name}"), "help": words(f"column.{name}_help")}

    return {
        "name": config.TextColumn(**texts("name"), width=240),
        "mentions": config.NumberColumn(**texts("mentions"), format="%,d", width=66),
        "share": config.NumberColumn(**texts("share"), format="%.1f%%", width=58),
        "customers": config.NumberColumn(**texts("customers"), format="%,d", width=76),
        "trend": config.BarChartColumn(**texts("trend"), width=80, y_min=0, color="#9db8d3"),
        "sentiment": config.NumberColumn(**texts("sentiment"), format="%+.2f", width=74),
        "negative": config.NumberColumn(**texts("negative"), format="%.0f%%", width=68),
        "change": config.TextColumn(**texts("change"), width=98),
        "gap": config.NumberColumn(**texts("gap"), format="%+.0f", width=64),
        "gap_interval": config.TextColumn(**texts("gap_interval"), width=88),
        "verdict": config.TextColumn(**texts("verdict"), width=104),
        "first_seen": config.DateColumn(**texts("first_seen"), format=words("chart_format.column_day"), width=86),
    }


PAGE = Page("themes", show, order=40)
