"""Data quality: what was read, what was refused and why, how fresh it is, and what is weak about it."""

import re
from typing import Any

import pyarrow as pa
import streamlit as st

from vocpipe.app.components.layout import note, nothing, stat, table
from vocpipe.app.view import View

_ROW = 32  # pixels


def show(view: View) -> None:
    """Draw the page."""
    words = view.words
    st.subheader(words("quality.files"))
    _files(view)
    st.subheader(words("quality.rejects"))
    _rejects(view)
    st.subheader(words("quality.weak"))
    counts = view.row("quality")
    if not counts["n_feedback"]:
        nothing(view)
        return
    _weak(view, counts, view.row("counts"))
    st.subheader(words("quality.freshness"))
    _freshness(view)


def _files(view: View) -> None:
    words = view.words
    rows = view.rows("files")
    if not rows:
        note(words("quality.no_files"))
        return
    total = {name: sum(row[f"rows_{name}"] for row in rows) for name in ("read", "accepted", "rejected")}
    stat(words("quality.rows_sum", **{name: words.number(n) for name, n in total.items()}))
    if total["read"] != total["accepted"] + total["rejected"]:
        st.error(words("quality.sum_wrong"))
    names = (
        "file",
        "source",
        "reader",
        "read_at",
        "rows_read",
        "rows_accepted",
        "rows_rejected",
        "values_refused",
        "encoding",
        "remarks",
    )
    lines = [{**row, "read_at": words.moment(row["read_at"]), "remarks": _remarks(view, row)} for row in rows]
    st.dataframe(
        pa.Table.from_pylist([{name: line[name] for name in names} for line in lines]),
        column_config={name: _column(view, name) for name in names},
        hide_index=True,
        height=min(_ROW * (len(rows) + 1) + 3, 13 * _ROW),
        row_height=_ROW,
        placeholder=words.number(None),
        key="files",
    )


def _column(view: View, name: str) -> Any:
    label = view.words(f"file.{name}")
    if name.startswith(("rows_", "values_")):
        return st.column_config.NumberColumn(label, format="%,d", width=74)
    return st.column_config.TextColumn(
        label, width={"file": 230, "remarks": 300, "read_at": 145, "encoding": 80}.get(name, 100)
    )


def _remarks(view: View, row: dict[str, Any]) -> str | None:
    error = [view.words("quality.unreadable", error=row["error"])] if row["error"] else []
    return " / ".join([*error, *(row["warnings"] or [])]) or None


def _rejects(view: View) -> None:
    words = view.words
    rows = view.rows("rejects")
    if not rows:
        note(words("quality.no_rejects"))
        return
    note(words("quality.rejects_note"))
    table(
        [words(f"reject.{name}") for name in ("reason", "what", "n", "examples")],
        [
            [
                words.of("reason", _slug(row["kind"]), otherwise=row["reason"]),
                words("reject.row" if row["is_row"] else "reject.value"),
                words.number(row["n"]),
                "\n".join(_example(view, example) for example in row["examples"]),
            ]
            for row in rows
        ],
        numeric=[2],
    )


def _slug(kind: str) -> str:
    return re.sub(r"[^a-z]+", "_", kind.lower()).strip("_")


def _example(view: View, example: dict[str, Any]) -> str:
    where = view.words("reject.where", file=example["file"].rsplit("/", 1)[-1], row=view.words.number(example["row"]))
    return " ".join(
        part for part in (where, example["field"], f"“{example['raw']}”" if example["raw"] else None) if part
    )


def _weak(view: View, counts: dict[str, Any], more: dict[str, Any]) -> None:
    words = view.words
    feedback, sentences = counts["n_feedback"], more["n_sentences"]
    of_feedback = ("anonymous", "unmatched", "undated", "no_text", "empty_like", "exact", "near")
    lines = [(name, counts[f"n_{name}"], feedback) for name in of_feedback]
    lines += [(name, more[f"n_{name}"], sentences) for name in ("unthemed", "unsure")]
    table(
        [words("weak.what"), words("weak.n"), words("weak.share"), words("weak.meaning")],
        [
            [
                words(f"weak.{name}"),
                words.number(n),
                words.percent(n / all_ if all_ else None),
                words(f"weak.{name}_means"),
            ]
            for name, n, all_ in lines
        ],
        numeric=[1, 2],
    )
    view.link("theme", words("count.to_unthemed"), theme="unthemed")


def _freshness(view: View) -> None:
    words = view.words
    head = ("source", "kind", "newest", "age", "n", "undated", "anonymous", "unmatched")
    counted = ("n_feedback", "n_undated", "n_anonymous", "n_unmatched")
    lines = [
        [
            row["source"],
            words.of("kind", row["kind"]),
            words.moment(row["newest"]),
            words.age(row["age_days"]),
            *(words.number(row[name]) for name in counted),
        ]
        for row in view.rows("freshness")
    ]
    table([words(f"fresh.{name}") for name in head], lines, numeric=[4, 5, 6, 7])
