"""One piece of feedback (?feedback=f_…): its whole text, the themes and sentiment of each sentence, and its thread."""

from itertools import groupby
from typing import Any

import streamlit as st

from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.layout import note, stat
from vocpipe.app.components.quotes import show_quotes
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped
from vocpipe.facets import NO_FEELING, OTHER

_FIRST = 12  # sentences shown before the others are asked for
_UNTOLD = (None, OTHER, NO_FEELING)
_NO_THEME = {"opinion": "theme.unthemed", "verdict": "feedback.verdict"}  # role -> why a sentence has no theme


def show(context: PageContext) -> None:
    """Draw the page, or a message and a link back if the id is unknown."""
    words = context.words
    key = st.query_params.get("feedback", "")
    row = context.row("feedback", feedback=key)
    context.link("voices", words("feedback.back"))
    if not row:
        st.info(words("feedback.unknown"))
        return
    st.title(words("feedback.title"))
    if row["question"]:
        note(words("feedback.question", question=row["question"]))
    show_quotes(context, [row], whole=True)
    _remarks(context, row)
    _sentences(context, key)
    answers = context.rows("feedback_answers", feedback=key)
    if answers:
        st.subheader(words("feedback.answers"))
        head = [words("feedback.asked"), words("feedback.answer")]
        show_table(context, Table(f"answers_{key}", head, [[_asked(answer), answer["answer"]] for answer in answers]))
    others = context.rows("feedback_thread", feedback=key)
    if others:
        st.subheader(words("feedback.thread", n=words.number(len(others))))
        show_quotes(context, others)


def _remarks(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    if row["customer_id"]:
        context.link("customer", row["customer_id"], customer=row["customer_id"])
        stat(
            words(
                "feedback.customer",
                customer=row["customer_id"],
                plan=row["plan"] or words.number(None),
                since=words.day(row["started_on"]),
            )
        )
    else:
        note(words("feedback.anonymous"))
    if row["is_empty_like"]:
        note(words("feedback.empty_like"))
    if row["duplicate_of"]:
        context.link("feedback", words(f"feedback.duplicate_{row['duplicate_kind']}"), feedback=row["duplicate_of"])


def _sentences(context: PageContext, key: str) -> None:
    """A table of the sentences in one piece, since a long ticket has a thousand; most of a long one is folded."""
    rows = context.rows("feedback_sentences", feedback=key)
    if not rows:
        return
    words = context.words
    st.subheader(words("feedback.sentences"))
    lines = [_line(context, list(group)) for _, group in groupby(rows, key=lambda row: row["sentence_id"])]
    head = "".join(f"<th>{escaped(words(f'feedback.{name}'))}</th>" for name in ("sentence", "themes", "feeling"))
    first, rest = lines[:_FIRST], lines[_FIRST:]
    folded = _folded(words("feedback.more_sentences", n=words.number(len(rest))), rest) if rest else ""
    st.html(f'<table class="v-table"><thead><tr>{head}</tr></thead><tbody>{"".join(first)}</tbody></table>{folded}')


def _folded(label: str, lines: list[str]) -> str:
    body = f'<table class="v-table"><tbody>{"".join(lines)}</tbody></table>'
    return f'<div class="v-text"><details><summary>{escaped(label)}</summary>{body}</details></div>'


def _line(context: PageContext, rows: list[dict[str, Any]]) -> str:
    cells = (escaped(rows[0]["text"]), _themes(context, rows), _feeling(context, rows[0]))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _themes(context: PageContext, rows: list[dict[str, Any]]) -> str:
    themes = [row for row in rows if row["theme_id"]]
    if not themes:
        return escaped(context.words(_NO_THEME.get(rows[0]["role"], "feedback.no_opinion")))
    names = [("└ " if row["parent_id"] else "", context.words.theme(row), row["theme_id"]) for row in themes]
    return "<br>".join(sign + context.anchor("theme", name, theme=theme_id) for sign, name, theme_id in names)


def _feeling(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    if not row["sentiment_label"]:
        return words.number(None)
    label = f"{words.of('sentiment', row['sentiment_label'])} {words.signed(row['sentiment'], 2)}"
    facets = [words.of(facet, row[facet]) for facet in ("intent", "cause", "feeling") if row[facet] not in _UNTOLD]
    return escaped(words.facts([label, *facets]))


def _asked(answer: dict[str, Any]) -> str:
    return f"{answer['question']} · {answer['option']}" if answer["option"] else str(answer["question"])


PAGE = Page("feedback", show, order=210, in_menu=False)
