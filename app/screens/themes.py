"""Themes: every theme that is mentioned under the filters, in one table to sort, search and choose from."""

from typing import Any

import pyarrow as pa
import streamlit as st

from vocpipe.app.components.layout import note, nothing
from vocpipe.app.view import View
from vocpipe.app.words import folded

_ROW = 34  # pixels
_LEAST_RATED = 5  # sentences: below, a mean or a share would say more about chance than about the theme


def show(view: View) -> None:
    """Draw the page."""
    words = view.words
    rows = view.rows("themes")
    counts = view.row("counts")
    if not counts["n_feedback"]:
        nothing(view)
        return
    if not rows:
        st.info(words("themes.none"))
        return
    found = _searched(view, rows)
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    with left:
        st.text_input(
            words("themes.search"), key="w_q", on_change=_changed_search, placeholder=words("themes.search_hint")
        )
    with middle:
        st.html(
            f'<p class="v-lead">{words("themes.found", n=words.number(len(found)), all=words.number(len(rows)))}</p>'
        )
    with right:
        unthemed = words.percent(counts["n_unthemed"] / counts["n_sentences"] if counts["n_sentences"] else None)
        view.link(
            "theme", words("themes.unthemed", share=unthemed, n=words.number(counts["n_unthemed"])), theme="unthemed"
        )
    if not found:
        note(words("themes.none_found"))
        return
    _table(view, found)
    note(words("themes.how"))
    note(words("themes.dash", least=words.number(view.facts.min_responses), rated=words.number(_LEAST_RATED)))


def _searched(view: View, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
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


def _table(view: View, rows: list[dict[str, Any]]) -> None:
    picked = st.dataframe(
        pa.Table.from_pylist([_line(view, row) for row in rows]),
        column_config=_columns(view),
        hide_index=True,
        height=min(_ROW * (len(rows) + 1) + 3, 20 * _ROW),
        row_height=_ROW,
        placeholder=view.words.number(None),
        on_select="rerun",
        selection_mode="single-cell",
        key=f"themes_{view.words.lang}",
    )
    if picked.selection.cells:
        view.go("theme", theme=rows[picked.selection.cells[0][0]]["theme_id"])


def _line(view: View, row: dict[str, Any]) -> dict[str, Any]:
    words = view.words
    rated = row["n_rated"] >= _LEAST_RATED
    return {
        "name": words.theme(row),
        "mentions": row["mentions"],
        "share": 100 * row["share"],
        "customers": row["customers"],
        "trend": row["trend"],
        "sentiment": row["sentiment"] if rated else None,
        "negative": 100 * row["negative_share"] if rated else None,
        "change": _change(view, row),
        "gap": row["gap"],
        "gap_interval": words.interval(row["gap_low"], row["gap_high"]) if row["gap"] is not None else None,
        "verdict": _verdict(view, row),
        "first_seen": row["first_seen"],
    }


def _change(view: View, row: dict[str, Any]) -> str | None:
    words = view.words
    if row["change_verdict"] is None:
        return None
    word = words.of("change", row["change_verdict"])
    if row["ratio"] is None or row["change_verdict"] not in ("rising", "falling"):
        return word
    return f"{word} {words('format.ratio', ratio=words.number(row['ratio'], 1))}"


def _verdict(view: View, row: dict[str, Any]) -> str | None:
    if row["nps_verdict"] is None:
        return None
    if row["gap"] is None:
        return view.words("verdict_short.too_few", n=view.words.number(row["n_with"]))
    return view.words.of("verdict_short", row["nps_verdict"])


def _columns(view: View) -> dict[str, Any]:
    words, config = view.words, st.column_config

    def said(name: str) -> dict[str, Any]:
        return {"label": words(f"column.{name}"), "help": words(f"column.{name}_help")}

    return {
        "name": config.TextColumn(**said("name"), width=240),
        "mentions": config.NumberColumn(**said("mentions"), format="%,d", width=66),
        "share": config.NumberColumn(**said("share"), format="%.1f%%", width=58),
        "customers": config.NumberColumn(**said("customers"), format="%,d", width=76),
        "trend": config.BarChartColumn(**said("trend"), width=80, y_min=0, color="#9db8d3"),
        "sentiment": config.NumberColumn(**said("sentiment"), format="%+.2f", width=74),
        "negative": config.NumberColumn(**said("negative"), format="%.0f%%", width=68),
        "change": config.TextColumn(**said("change"), width=98),
        "gap": config.NumberColumn(**said("gap"), format="%+.0f", width=64),
        "gap_interval": config.TextColumn(**said("gap_interval"), width=88),
        "verdict": config.TextColumn(**said("verdict"), width=104),
        "first_seen": config.DateColumn(**said("first_seen"), format=words("format.column_date"), width=86),
    }
