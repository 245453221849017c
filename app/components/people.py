"""The people of a customer by level (user, manager, executive), and whether levels of one customer disagree."""

from typing import Any

import streamlit as st

from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.layout import note, stat
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped
from vocpipe.app.words import Words

_MAX_SHOWN = 6


def show_people(context: PageContext, key: str) -> None:
    """Draw the levels of the customer's people, below what is told of their disagreement; nothing without people."""
    words, rows = context.words, context.rows("customer_levels", customer=key)
    if not rows:
        return
    st.subheader(words("people.title"), anchor=False)
    gaps = context.rows("customer_gaps", customer=key)
    for gap in gaps[:_MAX_SHOWN]:
        stat(_sentence(words, gap))
        note(words.reason(gap))
    if not gaps:
        note(words("people.one_level"))
    head = [words(f"people.{name}") for name in ("level", "n_people", "n_heard", "n_voices", "scores", "last_on")]
    show_table(context, Table("customer_people", head, [_line(words, row) for row in rows], numeric=(1, 2, 3)))


def show_disagreeing(context: PageContext) -> None:
    """Draw the customers whose people disagree, or that there are none; nothing where no people are known."""
    words, rows = context.words, context.rows("customers_disagreeing")
    if not rows:
        return
    st.subheader(words("people.disagreeing"), anchor=False)
    found = [row for row in rows if row["customer_id"]]
    n = len({row["customer_id"] for row in found})
    tested = {name: words.amount("customer", rows[0][name]) for name in ("n_tested", "n_accounts")}
    note(words("people.tested", n=words.number(n), **tested))
    is_whole = st.query_params.get("people") == "1"
    for row in found if is_whole else found[:_MAX_SHOWN]:
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            context.link("customer", row["customer_id"], customer=row["customer_id"])
            value = (
                words("customers.month_value", value=words.money(row["monthly_value"]))
                if row["monthly_value"]
                else None
            )
            st.html(f'<p class="v-stat">{escaped(words.facts([_sentence(words, row), value]))}</p>', width="content")
        note(words.reason(row))
    if not is_whole and len(found) > _MAX_SHOWN:
        context.link("customers", words("drivers.show_all", n=words.number(len(found))), people="1")


def _sentence(words: Words, gap: dict[str, Any]) -> str:
    """Who is more content than whom, by what; or of whom it can't be told."""
    verdict = gap["verdict"].replace(" ", "_")
    levels = {name: words(f"people.{gap[name]}") for name in ("level", "other_level")}
    return words(f"people.{verdict}", measure=words(f"people.measure_{gap['measure']}"), **levels)


def _line(words: Words, row: dict[str, Any]) -> list[str]:
    counts = [words.number(row[name]) for name in ("n_people", "n_heard", "n_voices")]
    scores = "  ".join(words.number(score) for score in row["scores"] or [])
    last = words.day(row["last_on"]) if row["last_on"] else words("people.never")
    return [words(f"people.{row['level'] or 'unknown'}"), *counts, scores, last]
