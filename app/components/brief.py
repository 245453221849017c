"""The brief on Home: five findings at most, each a link, with its numbers, a sparkline and one quote."""

from typing import Any

import streamlit as st

from vocpipe.app.components.brief_findings import Finding, all_findings, five
from vocpipe.app.components.brief_periods import Periods
from vocpipe.app.components.layout import note
from vocpipe.app.components.week_bars import week_bars
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped

Rows = list[dict[str, Any]]


def show(context: PageContext, themes: Rows, periods: Periods) -> None:
    """Draw the findings, or say that there is none."""
    words = context.words
    chosen = five(all_findings(context, themes, periods))
    if not chosen:
        note(words("brief.nothing"))
        return
    quotes = quotes_of(context, chosen, periods)
    with st.container(gap="xsmall", key="brief"):
        for place, finding in enumerate(chosen):
            _row(context, place + 1, finding, quotes.get(place))


def _row(context: PageContext, place: int, finding: Finding, quote: dict[str, Any] | None) -> None:
    left, middle, right = st.columns([7, 2, 4], gap="medium", vertical_alignment="center")
    with left:
        label = context.words("brief.place", place=context.words.number(place), sentence=finding.sentence)
        context.link(finding.page, label, **finding.address)
    theme = finding.theme
    if theme and theme["n"] is not None:
        middle.html(_spark(context, theme))
    if quote:
        text = context.words("brief.quote", quote=quote["text"])
        right.html(f'<p class="v-one-quote" lang="{escaped(quote["lang"] or "")}">{escaped(text)}</p>')


def _spark(context: PageContext, theme: dict[str, Any]) -> str:
    """Mentions in each of the last 12 weeks as bars, and how many there are in the period."""
    words = context.words
    customers = words.amount("customer", theme["customers"]) if theme["customers"] is not None else None
    counts = words.facts([words.amount("mention", theme["n"]), customers])
    bars = week_bars(theme["trend"], "v-spark", words("brief.spark"))
    return f'{bars}<p class="v-note">{escaped(counts)}</p>'


def quotes_of(context: PageContext, chosen: list[Finding], periods: Periods) -> dict[int, dict[str, Any]]:
    """Place of a finding -> its quote; no text stands twice."""
    about = {place: finding.theme["theme_id"] for place, finding in enumerate(chosen) if finding.theme}
    if not about:
        return {}
    days = {name: day for name, day in periods.parameters().items() if name.startswith("now")}
    rows = context.rows("brief_quotes", themes=sorted(set(about.values())), lang=context.words.lang, **days)
    picked: dict[int, dict[str, Any]] = {}
    seen: set[str] = set()
    for place, theme in about.items():
        row = next((row for row in rows if row["theme_id"] == theme and row["text"] not in seen), None)
        if row:
            picked[place] = row
            seen.add(row["text"])
    return picked
