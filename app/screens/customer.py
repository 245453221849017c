"""One customer (?customer=c_…): the risk with its reasons, its people, the time line, themes and voices."""

import json
from datetime import date
from itertools import groupby, islice
from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Table, show_chart, show_table
from vocpipe.app.components.layout import note, stat
from vocpipe.app.components.people import show_people
from vocpipe.app.components.quotes import show_quotes
from vocpipe.app.components.timeline import behind, marks, timeline
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped

_MAX_SHOWN = 6
_MAX_SPELLS = 4  # the newest of each kind: use changes by the week


def show(context: PageContext) -> None:
    """Draw the page, or a message and a link back if nothing is known of the customer."""
    words = context.words
    key = st.query_params.get("customer", "")
    row = context.row("customer", customer=key)
    context.link("customers", words("customer.back"))
    if not row:
        st.info(words("customer.unknown"))
        return
    st.title(words("customer.title", customer=key))
    voices = context.rows("customer_voices", customer=key)
    _who(context, row)
    _former(context, key)
    if row["risk"] is not None:
        _risk(context, key, row)
    show_people(context, key)
    _timeline(context, key, voices)
    left, right = st.columns(2, gap="large")
    with left:
        _recent(context, key)
        _actions(context, key)
    with right:
        _themes(context, key)
        _spells(context, key)
    _voices(context, key, voices)


def _who(context: PageContext, row: dict[str, Any]) -> None:
    """Plan, value, since when, and the people who are known; coarse as far as the snapshot is."""
    words = context.words
    if not row["is_in_file"]:
        note(words("customer.not_in_file"))
        return
    people = context.row("customer_people", customer=row["customer_id"])
    parts = [
        row["plan"],
        words("customers.month_value", value=words.money(row["monthly_value"])) if row["monthly_value"] else None,
        words("customer.since", day=words.day(row["started_on"])) if row["started_on"] else None,
        words.amount("month", row["months"]) if row["months"] is not None else None,
        _left(context, row),
        words("customer.people", n=words.number(people["n_people"]), agreed=words.number(people["n_agreed"]))
        if people
        else None,
    ]
    stat(words.facts(parts))
    least = json.loads(context.row("last_run").get("settings") or "{}").get("privacy", {}).get("min_group")
    if least:
        note(words("customer.coarse", n=words.number(least)))


def _former(context: PageContext, key: str) -> None:
    """The earlier times under contract of who came back; of the last one the line above says it all."""
    words = context.words
    for row in context.rows("customer_former", customer=key):
        note(words("customer.former", since=_since(context, row), until=_until(context, row)))


def _since(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    if row["started_on"] or not row["known_from"]:
        return words.day(row["started_on"]) if row["started_on"] else words("customer.unknown_day")
    return words("customer.by_day", day=words.day(row["known_from"]))


def _until(context: PageContext, row: dict[str, Any]) -> str:
    words, last = context.words, row["last_known_on"]
    if row["ended_on"]:
        return words.day(row["ended_on"])
    return words("customer.after_day", day=words.day(last)) if last else words("customer.unknown_day")


def _left(context: PageContext, row: dict[str, Any]) -> str | None:
    words = context.words
    if row["churned_on"]:
        return words("customers.left_on", day=words.day(row["churned_on"]))
    return words("customer.left") if row["churned"] else None


def _risk(context: PageContext, key: str, row: dict[str, Any]) -> None:
    words = context.words
    with st.container(border=True, gap="xsmall"):
        risk = words(
            "customer.risk",
            risk=words.percent(row["risk"], 0),
            days=words.amount("day", row["horizon_days"]),
            base=words.percent(row["base_rate"], 0),
        )
        st.html(f'<p class="v-stat"><b>{escaped(risk)}</b></p>')
        for said in context.rows("customer_quotes", customer=key):
            _said(context, said)
        note(words.reason(row))


def _said(context: PageContext, row: dict[str, Any]) -> None:
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        text = f'<p class="v-text v-quote" lang="{escaped(row["lang"] or "")}">{escaped(row["text"])}</p>'
        st.html(text, width="content")
        context.link("feedback", context.words.day(row["created_on"]), feedback=row["feedback_id"])


def _timeline(context: PageContext, key: str, voices: Rows) -> None:
    words = context.words
    rows = marks(context, key, voices)
    if not rows:
        note(words("customer.silent"))
        return
    said = sum(row["feedback_id"] is not None for row in rows)
    title = words("customer.timeline", n=words.number(said), first=words.day(rows[-1]["day"]))
    picked = show_chart(context, title, timeline(words, rows), behind(words, rows))
    if picked and picked.get("feedback"):
        context.go("feedback", feedback=picked["feedback"])


def _recent(context: PageContext, key: str) -> None:
    """What changed: the last 90 days of the data beside the 90 before, as plain counts."""
    words = context.words
    now, before = context.rows("customer_recent", customer=key)
    st.subheader(words("customer.recent"), anchor=False)
    head = [words("chart.what"), words("customer.now"), words("customer.before")]
    names = ("n", "n_negative", "n_tickets", "nps")
    rows = [[words(f"customer.count_{name}"), words.number(now[name]), words.number(before[name])] for name in names]
    use = _use(context, key)
    show_table(context, Table("customer_recent", head, [*rows, *([use] if use else [])], numeric=(1, 2)))


def _use(context: PageContext, key: str) -> list[str] | None:
    """The days of use in the last two whole months that the data has, if it has any."""
    words = context.words
    months = context.rows("customer_use_change", customer=key)
    if not months:
        return None
    row = months[0]
    name = words("customer.count_use", now=words.month(row["month"]), before=words.month(row["month_before"]))
    return [name, words.number(row["n_days"]), words.number(row["n_days_before"])]


def _themes(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("customer_themes", customer=key)
    st.subheader(words("customer.themes"), anchor=False)
    if not rows:
        note(words("customer.no_theme"))
    for row in rows[:_MAX_SHOWN]:
        context.link("theme", words.theme(row), theme=row["theme_id"])
        said = words(
            "customer.theme_said",
            mentions=words.amount("mention", row["n"]),
            negative=words.number(row["n_negative"]),
            day=words.day(row["last_on"]),
        )
        note(said)
    if len(rows) > _MAX_SHOWN:
        note(words("heading.more", n=words.number(len(rows) - _MAX_SHOWN)))


def _actions(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("customer_actions", customer=key)
    if not rows:
        return
    st.subheader(words("customer.actions"), anchor=False)
    for row in rows[:_MAX_SHOWN]:
        release = words("theme.release", release=row["release"]) if row["release"] else None
        status = words.of("action_status", row["status"])
        stat(words.facts([row["title"], status, words.day(row["done_on"]), release]))
        context.link("theme", words.theme(row), theme=row["theme_id"])


def _spells(context: PageContext, key: str) -> None:
    words = context.words
    rows = context.rows("customer_spells", customer=key)
    if not rows:
        return
    st.subheader(words("customer.spells"), anchor=False)
    head = [words("customer.kind"), words("customer.spell"), words("filters.since"), words("filters.until")]
    cells = [
        [words.of("segment_kind", kind) if place == 0 else "", *_spell(context, row)]
        for kind, group in groupby(rows, key=lambda row: row["segment_kind"])
        for place, row in enumerate(islice(group, _MAX_SPELLS))
    ]
    show_table(context, Table("customer_segments", head, cells))


def _spell(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    until: date | None = row["valid_to"]
    name = words.segment(row["segment_kind"], row["segment"])
    return [name, words.day(row["valid_from"]), words.day(until) if until else words("customer.today")]


def _voices(context: PageContext, key: str, voices: Rows) -> None:
    words = context.words
    if not voices:
        return
    st.subheader(words("customer.voices", n=words.number(len(voices))), anchor=False)
    is_whole = st.query_params.get("all") == "1"
    show_quotes(context, [row | {"sentence": None} for row in (voices if is_whole else voices[:_MAX_SHOWN])])
    if not is_whole and len(voices) > _MAX_SHOWN:
        context.link("customer", words("drivers.show_all", n=words.number(len(voices))), customer=key, all="1")


PAGE = Page("customer", show, order=230, in_menu=False, filters=frozenset())
