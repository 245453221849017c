"""The company's own themes: what they take, which take nothing, and what they have no place for."""

from typing import Any

import streamlit as st

from vocpipe.app.components.layout import note, stat
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped

_MISSING = 12  # discovered themes that are listed


def show(context: PageContext) -> None:
    """Draw the section; a hint without own themes."""
    words, rows = context.words, context.rows("taxonomy")
    guided, others = ([row for row in rows if row["is_guided"] is is_guided] for is_guided in (True, False))
    if not guided:
        note(words("taxonomy.none"))
        return
    n_all = max(rows[0]["n_all"], 1)
    taken, found = (sum(row["n_sentences"] or 0 for row in part) / n_all for part in (guided, others))
    stat(words("taxonomy.shares", taken=words.percent(taken), found=words.percent(found)))
    _table(context, guided, "taxonomy.own", with_taught=any(row["n_taught"] for row in guided))
    if empty := [words.theme(row) for row in guided if row["is_empty"]]:
        note(words("taxonomy.empty", names=words.facts(empty)))
    if others:
        note(words("taxonomy.missing"))
        _table(context, others[:_MISSING], "taxonomy.discovered")


def _table(context: PageContext, rows: list[dict[str, Any]], title: str, *, with_taught: bool = False) -> None:
    words = context.words
    head = f"<th>{escaped(words(title))}</th>" + "".join(
        f'<th class="n">{escaped(words(name))}</th>'
        for name in ("taxonomy.sentences", "taxonomy.share", *(["taxonomy.taught"] if with_taught else []))
    )
    body = "".join(f"<tr>{_cells(context, row, with_taught=with_taught)}</tr>" for row in rows)
    st.html(f'<table class="v-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _cells(context: PageContext, row: dict[str, Any], *, with_taught: bool) -> str:
    words, n = context.words, row["n_sentences"]
    numbers = [words("theme.few"), ""] if n is None else [words.number(n), words.percent(n / max(row["n_all"], 1))]
    if with_taught:
        numbers.append(words.number(row["n_taught"]))
    link = context.anchor("theme", words.theme(row), theme=row["theme_id"])
    return f"<td>{link}</td>" + "".join(f'<td class="n">{escaped(number)}</td>' for number in numbers)
