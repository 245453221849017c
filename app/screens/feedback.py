"""One piece of feedback (?feedback=f_…): its whole text, the themes and sentiment of each sentence, and its thread."""

from itertools import groupby
from typing import Any

import streamlit as st

from vocpipe.app.components.layout import note, stat, table, tags
from vocpipe.app.components.quotes import quote
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page

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
    quote(context, row, whole=True)
    _remarks(context, row)
    _sentences(context, key)
    answers = context.rows("feedback_answers", feedback=key)
    if answers:
        st.subheader(words("feedback.answers"))
        table(
            [words("feedback.asked"), words("feedback.answer")],
            [[_asked(answer), answer["answer"]] for answer in answers],
        )
    others = context.rows("feedback_thread", feedback=key)
    if others:
        st.subheader(words("feedback.thread", n=words.number(len(others))))
        for other in others:
            quote(context, other)


def _remarks(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    if row["customer_id"]:
        context.link("customer", row["customer_id"], customer=row["customer_id"])
        stat(
            words(
                "feedback.customer",
                customer=row["customer_id"],
                plan=row["plan"] or words.number(None),
                since=words.day(row["started_at"]),
            )
        )
    else:
        note(words("feedback.anonymous"))
    if row["is_empty_like"]:
        note(words("feedback.empty_like"))
    if row["duplicate_of"]:
        context.link("feedback", words(f"feedback.duplicate_{row['duplicate_kind']}"), feedback=row["duplicate_of"])


def _sentences(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("feedback_sentences", feedback=key)
    if not rows:
        return
    st.subheader(words("feedback.sentences"))
    widths = [5, 4, 3]
    for column, name in zip(st.columns(widths), ("sentence", "themes", "feeling"), strict=True):
        with column:
            note(words(f"feedback.{name}"))
    for _, group in groupby(rows, key=lambda row: row["sentence_id"]):
        belongs = list(group)
        left, middle, right = st.columns(widths)
        with left:
            stat(belongs[0]["text"])
        with middle:
            _themes(context, belongs)
        with right:
            _feeling(context, belongs[0])


def _themes(context: PageContext, rows: list[dict[str, Any]]) -> None:
    themes = [row for row in rows if row["theme_id"]]
    for row in themes:
        context.link("theme", ("└ " if row["parent_id"] else "") + context.words.theme(row), theme=row["theme_id"])
    if not themes:
        note(context.words(_NO_THEME.get(rows[0]["role"], "feedback.no_opinion")))


def _feeling(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    if not row["sentiment_label"]:
        note(words.number(None))
        return
    labels = [
        (f"{words.of('sentiment', row['sentiment_label'])} {words.signed(row['sentiment'], 2)}", row["sentiment_label"])
    ]
    tags([*labels, *([(words.of("intent", row["intent"]), "")] if row["intent"] else [])])


def _asked(answer: dict[str, Any]) -> str:
    return f"{answer['question']} · {answer['option']}" if answer["option"] else str(answer["question"])


PAGE = Page("feedback", show, order=210, in_menu=False)
