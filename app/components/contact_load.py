"""How often customers were written to and asked of late, and whether they answer less after many messages."""

import streamlit as st

from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Table, show_chart, show_table
from vocpipe.app.components.intervals import intervals, share_estimate
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext
from vocpipe.app.words import Words

_MANY = 4  # days and more, as one


def show(context: PageContext) -> None:
    """Draw both; one line if nobody was written to."""
    words = context.words
    st.subheader(words("lists.pressure"), anchor=False)
    rows = context.rows("contact_pressure")
    if not rows:
        note(words("lists.no_contacts"))
        return
    head = [words("lists.days"), words("lists.customers"), words("lists.over")]
    lines = [
        [_days(words, row["n_days"]), words.number(row["n_customers"]), words.number(row["n_over"])] for row in rows
    ]
    show_table(context, Table("contact_pressure", head, lines, numeric=[1, 2]))
    note(words("lists.pressure_note"))
    _fatigue(context, context.rows("contact_fatigue"))


def _days(words: Words, n: int) -> str:
    return words("lists.days_or_more", n=words.number(n)) if n == _MANY else words.amount("day", n)


def _fatigue(context: PageContext, rows: Rows) -> None:
    words = context.words
    known = [row for row in rows if row["rate"] is not None]
    if len(known) < 2:
        note(words("lists.no_fatigue", least=words.number(context.facts.min_responses)))
        return
    estimates = [
        share_estimate(words, row, "rate", label=_days(words, row["n_before"]), n=words.amount("invitation", row["n"]))
        for row in known
    ]
    first, last = known[0], known[-1]
    told = "less" if last["high"] < first["low"] else "more" if last["low"] > first["high"] else "same"
    places = {"few": words.percent(first["rate"], 0), "many": words.percent(last["rate"], 0)}
    title = words(f"lists.fatigue_{told}", before=_days(words, last["n_before"]), **places)
    head = [words("lists.days_before"), words("lists.rate"), words("nps.interval"), words("lists.invitations")]
    lines = [
        [_days(words, row["n_before"]), each.text, each.interval, words.number(row["n"])]
        for row, each in zip(known, estimates, strict=True)
    ]
    chart = intervals(words, estimates, title=words("lists.rate_axis"), neutral=None)
    show_chart(context, title, chart, Table("contact_fatigue", head, lines, numeric=[1, 2, 3]))
