"""What customers ask and has no help article, by theme; with the nearest article and the question least answered."""

from typing import Any

import streamlit as st

from vocpipe.app.components.download import download
from vocpipe.app.components.findings import Rows, first_rows, show_rest
from vocpipe.app.components.frame import Table
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped
from vocpipe.app.words import Words

_KEY, _GAP, _UNTOLD = "help_gaps", "gap", "cannot tell"


def show(context: PageContext) -> None:
    """Draw the themes, those without an article first; one line if there are no articles or no questions."""
    words = context.words
    rows = context.rows(_KEY)
    if not rows:
        note(words("help.no_questions" if context.rows("help_compared")[0]["n"] else "help.none"))
        return
    gaps = sum(row["verdict"] == _GAP for row in rows)
    lead = words("help.lead", themes=words.amount("theme", gaps)) if gaps else words("help.lead_none")
    st.html(f'<p class="v-lead">{escaped(lead)}</p>')
    shown = first_rows(context, rows, _KEY)
    for row in shown:
        _theme(context, row)
    show_rest(context, shown, rows, _KEY)
    download(context, _table(words, rows))
    note(words("help.note"))


def _theme(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    left, right = st.columns([4, 9], gap="small", vertical_alignment="top")
    with left:
        context.link("theme", words.theme(row), theme=row["theme_id"])
    with right:
        facts = words.facts([_verdict(words, row), words.reason(row)])
        nearest = words("help.nearest", article=row["article"], similarity=words.number(row["similarity"], 2))
        said = f'<p class="v-note" lang="{escaped(row["lang"] or "")}">{escaped(row["text"] or "")}</p>'
        st.html(f'<p class="v-stat">{escaped(facts)}</p><p class="v-note">{escaped(nearest)}</p>{said}')


def _verdict(words: Words, row: dict[str, Any]) -> str:
    """The verdict with the number of questions; that number alone where the reason says that nothing can be told."""
    questions = words.amount("question", row["n_questions"])
    if row["verdict"] == _UNTOLD:
        return questions
    return words("help.stands", verdict=words.of("help", row["verdict"]), questions=questions)


def _table(words: Words, rows: Rows) -> Table:
    names = ("theme", "questions", "customers", "without", "article", "similarity", "verdict", "asked")
    lines = [
        [
            words.theme(row),
            words.number(row["n_questions"]),
            words.number(row["n_customers"]),
            words.number(row["n_gap"]),
            row["article"] or "",
            words.number(row["similarity"], 2),
            words.of("help", row["verdict"]),
            row["text"] or "",
        ]
        for row in rows
    ]
    return Table("help_gaps", [words(f"help.{name}") for name in names], lines, numeric=[1, 2, 3, 5])
