"""The table of themes: whole titles, each with its weeks, sentiment and marks; only a title opens."""

from typing import Any

import streamlit as st

from vocpipe.app.components.theme_marks import Mark, churn_mark, names, nps_mark
from vocpipe.app.components.week_bars import week_bars
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped
from vocpipe.app.words import Words
from vocpipe.verdict import Verdict

COLUMNS = ("name", "trend", "mentions", "customers", "negative", "nps", "churn")
_NUMERIC = ("mentions", "customers")


def show_table(context: PageContext, rows: list[dict[str, Any]], sort: str) -> None:
    """Draw the rows in their order; `sort` is the column that they are sorted by."""
    words = context.words
    head = "".join(
        f'<th scope="col"{_class(name)}{_sorted(name, sort)} title="{escaped(words(f"column.{name}_help"))}">'
        f"{escaped(words(f'column.{name}'))}</th>"
        for name in COLUMNS
    )
    body = "".join(f"<tr>{_cells(context, row)}</tr>" for row in rows)
    st.html(f'<table class="v-table v-themes"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def texts(context: PageContext, row: dict[str, Any]) -> dict[str, Any]:
    """A row as a file holds it: column -> its cell."""
    words = context.words
    marks = {"nps": nps_mark(words, row), "churn": churn_mark(words, row)}
    return {
        "name": words.theme(row),
        "trend": change(words, row),
        "mentions": row["mentions"],
        "customers": row["customers"],
        "negative": row["negative"],
        **{name: mark[0] if mark else None for name, mark in marks.items()},
    }


def change(words: Words, row: dict[str, Any]) -> str:
    """Whether it is mentioned more or less than before, and how many times; empty if that can't be told."""
    verdict = row["change_verdict"]
    if verdict not in (Verdict.RISING, Verdict.FALLING, Verdict.NEW):
        return ""
    word = words.of("change", verdict)
    return word if row["ratio"] is None else words("themes.change", change=word, ratio=words.ratio(row["ratio"], 1))


def _class(name: str) -> str:
    return ' class="n"' if name in _NUMERIC else ""


def _sorted(name: str, sort: str) -> str:
    return ' aria-sort="descending"' if name == sort else ""


def _cells(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    name, other = names(words, row)
    below = f'<div class="v-note">{escaped(other)}</div>' if other else ""
    link = context.anchor("theme", name, theme=row["theme_id"]) + below
    few = words("theme.few")
    cells = {
        "name": link,
        "trend": week_bars(row["trend"] or (), "v-weeks")
        + _mark((change(words, row), "") if row["change_verdict"] else None),
        **{n: escaped(few if row[n] is None else words.number(row[n])) for n in _NUMERIC},
        "negative": _feeling(words, row),
        "nps": _mark(nps_mark(words, row)),
        "churn": _mark(churn_mark(words, row)),
    }
    heads = {column: escaped(words(f"column.{column}")) for column in COLUMNS}
    return "".join(f'<td{_class(column)} data-head="{heads[column]}">{cells[column]}</td>' for column in COLUMNS)


def _feeling(words: Words, row: dict[str, Any]) -> str:
    if row["negative"] is None:
        return escaped(words.number(None))
    text = words(
        "themes.feeling", negative=words.percent(row["negative"], 0), positive=words.percent(row["positive"], 0)
    )
    parts = "".join(f'<i class="{name}" style="width:{100 * row[name]:.0f}%"></i>' for name in ("negative", "positive"))
    return f'<div class="v-feeling">{parts}</div><div class="v-note">{escaped(text)}</div>'


def _mark(mark: Mark | None) -> str:
    if mark is None or not mark[0]:
        return ""
    text, color = mark
    return (
        f'<span class="v-tag {color}">{escaped(text)}</span>'
        if color
        else f'<span class="v-note">{escaped(text)}</span>'
    )
