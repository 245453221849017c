"""Data quality: what was read, what was rejected and why, how fresh it is, and the limits of the data."""

from typing import Any

import pyarrow as pa
import streamlit as st

from vocpipe.app.components import late_sources, taxonomy
from vocpipe.app.components.download import download
from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.layout import note, nothing, stat
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.wording.translate import OF_FILES, generic, translated

_ROW_HEIGHT = 32  # pixels
_WIDTHS = {"file": 230, "remarks": 260, "columns": 260, "read_at": 145, "encoding": 80}  # pixels


_COLUMNS = (
    *("file", "reader", "rows_read", "rows_accepted", "rows_rejected", "rows_left_out", "remarks", "columns"),
    *("messages_left_out", "values_refused", "voices", "voices_dated", "voices_with_customer", "encoding", "source"),
    "read_at",
)


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    _counts(context)
    st.subheader(words("quality.files"))
    _files(context)
    st.subheader(words("quality.rejects"))
    _rejects(context)
    st.subheader(words("quality.weak"))
    counts = context.row("quality")
    if not counts["n_feedback"]:
        nothing(context)
        return
    _limits(context, counts, context.row("counts"))
    _texts(context)
    st.subheader(words("taxonomy.title"))
    taxonomy.show(context)
    st.subheader(words("quality.freshness"))
    _freshness(context)


def _counts(context: PageContext) -> None:
    """How much there is under the filters, and the last refresh."""
    words, counts = context.words, context.row("counts")
    unthemed = _share(counts["n_unthemed"], counts["n_sentences"])
    shown = counts | {"n_feedback": None} if counts["is_small"] else counts
    numbers = {name: words.number(shown[f"n_{name}"]) for name in ("feedback", "sentences", "customers", "themes")}
    boxes = {**numbers, "unthemed": words.percent(unthemed)}
    for column, (name, value) in zip(st.columns(len(boxes)), boxes.items(), strict=True):
        column.metric(words(f"count.{name}"), value, help=words(f"count.{name}_help"), border=True)
    run = context.row("last_run")
    if run:
        stat(words("home.run_at", moment=words.moment(run["finished_at"] or run["started_at"])))
        note(words("home.run_id", run=run["run_id"], version=run["vocpipe_version"]))


def _share(n: int | None, all_: int | None) -> float | None:
    return n / all_ if n is not None and all_ else None


def _files(context: PageContext) -> None:
    words = context.words
    rows = context.rows("files")
    if not rows:
        note(words("quality.no_files"))
        return
    total = {name: sum(row[f"rows_{name}"] for row in rows) for name in ("read", "accepted", "rejected", "left_out")}
    stat(words("quality.rows_sum", **{name: words.number(n) for name, n in total.items()}))
    if total["read"] != total["accepted"] + total["rejected"] + total["left_out"]:
        st.error(words("quality.sum_wrong"))
    lines = [{name: line[name] for name in _COLUMNS} for line in (_line(context, row) for row in rows)]
    st.dataframe(
        pa.Table.from_pylist(lines),
        column_config={name: _column(context, name) for name in _COLUMNS},
        hide_index=True,
        height=min(_ROW_HEIGHT * (len(rows) + 1) + 3, 13 * _ROW_HEIGHT),
        row_height=_ROW_HEIGHT,
        placeholder=words.number(None),
        key="files",
    )
    head = [words(f"file.{name}") for name in _COLUMNS]
    download(context, Table("files", head, [list(line.values()) for line in lines]))


def _line(context: PageContext, row: dict[str, Any]) -> dict[str, Any]:
    """The row of a file as it is shown."""
    shown = {"read_at": context.words.moment(row["read_at"]), "remarks": _remarks(context, row)}
    return {**row, **shown, "columns": _uses(context, row["columns"])}


def _uses(context: PageContext, columns: list[dict[str, Any]] | None) -> str | None:
    """Which column was read as what, and what shows it."""
    words = context.words
    uses = [{**use, "evidence": words(f"evidence.{use['evidence']}")} for use in columns or ()]
    keys = ["quality.use" if use["fits"] is None else "quality.use_fits" for use in uses]
    lines = [words(key, **{**use, "fits": words.percent(use["fits"])}) for key, use in zip(keys, uses, strict=True)]
    return " / ".join(lines) or None


def _column(context: PageContext, name: str) -> Any:
    label = context.words(f"file.{name}")
    if name.startswith(("rows_", "values_", "voices", "messages_")):
        return st.column_config.NumberColumn(label, format="%,d", width=84)
    return st.column_config.TextColumn(label, width=_WIDTHS.get(name, 100))


def _remarks(context: PageContext, row: dict[str, Any]) -> str | None:
    words = context.words
    said = (row["error"], *(row["warnings"] or []), *(row["unread"] or []))
    stored = [translated(text, words.lang, group=OF_FILES) for text in said if text]
    if row["error"]:
        stored[0] = words("quality.unreadable", error=stored[0])
    return " / ".join(stored) or None


def _rejects(context: PageContext) -> None:
    words = context.words
    rows = context.rows("rejects")
    if not rows:
        note(words("quality.no_rejects"))
        return
    note(words("quality.rejects_note"))
    head = [words(f"reject.{name}") for name in ("reason", "what", "n", "examples")]
    lines = [
        [
            _reason(context, row),
            words(f"reject.{row['outcome'].replace(' ', '_')}"),
            words.number(row["n"]),
            "\n".join(_example(context, example) for example in row["examples"]),
        ]
        for row in rows
    ]
    show_table(context, Table("rejects", head, lines, numeric=[2]))


def _reason(context: PageContext, row: dict[str, Any]) -> str:
    """Why rows of one kind were rejected, with what differs from row to row left open."""
    read = translated if row["n_reasons"] == 1 else generic
    return read(row["reason"], context.words.lang, group=OF_FILES)


def _example(context: PageContext, example: dict[str, Any]) -> str:
    """The place of a rejected row, with the field and the masked value if there are any."""
    present = "".join(f"_{name}" for name in ("field", "raw") if example[name])
    places = {"file": example["file"].rsplit("/", 1)[-1], "row": context.words.number(example["row"])}
    return context.words(f"reject.where{present}", field=example["field"], raw=example["raw"], **places)


def _limits(context: PageContext, counts: dict[str, Any], themed: dict[str, Any]) -> None:
    words = context.words
    feedback, sentences = counts["n_feedback"], themed["n_sentences"]
    of_feedback = ("anonymous", "unmatched", "undated", "no_text", "empty_like", "exact", "near")
    lines = [(name, counts[f"n_{name}"], feedback) for name in of_feedback]
    lines += [(name, themed[f"n_{name}"], sentences) for name in ("unthemed", "unsure")]
    head = [words("weak.what"), words("weak.n"), words("weak.share"), words("weak.meaning")]
    rows = [
        [words(f"weak.{name}"), words.number(n), words.percent(_share(n, all_)), words(f"weak.{name}_means")]
        for name, n, all_ in lines
    ]
    show_table(context, Table("limits", head, rows, numeric=[1, 2]))
    context.link("theme", words("count.to_unthemed"), theme="unthemed")


def _texts(context: PageContext) -> None:
    """What the newest run did to texts before it read them, if anything."""
    counts = context.row("structured")
    if any(counts.values()):
        note(context.words("quality.texts", **{name: context.words.number(n) for name, n in counts.items()}))


def _freshness(context: PageContext) -> None:
    words = context.words
    head = ("source", "kind", "newest", "age", "state", "came", "expect", "pull")
    counted = ("n_feedback", "n_undated", "n_anonymous", "n_unmatched")
    lines = [
        [
            row["source"],
            words.of("kind", row["kind"]),
            words.moment(row["newest"]),
            words.age(row["age_days"]),
            words.of("heard_state", row["state"], otherwise=words.number(None)),
            words.moment(row["arrived_at"]),
            late_sources.expected(context, row["expect"]) or words.number(None),
            row[f"problem_{words.lang}"] or words.moment(row["pulled_at"]),
            *(words.number(row[name]) for name in counted),
        ]
        for row in context.rows("freshness")
    ]
    titles = [words(f"fresh.{name}") for name in (*head, "n", "undated", "anonymous", "unmatched")]
    show_table(context, Table("sources", titles, lines, numeric=[8, 9, 10, 11]))


PAGE = Page("quality", show, order=120)
