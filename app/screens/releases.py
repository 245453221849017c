"""Releases (?event=…): which themes are said more or less often after an event of the calendar than before it."""

from typing import Any

import streamlit as st

from vocpipe.app.components import driver_chart, event_changes
from vocpipe.app.components.findings import Rows, picked
from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.layout import missing, note
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import plain

_CALENDAR = """[[event]]
date = 2026-06-15
name = "App 5.2"
kind = "release\""""


def show(context: PageContext) -> None:
    """Draw the choice of an event, what changed at it, and the list of all events."""
    words = context.words
    events = context.rows("release_events")
    if not events:
        missing(words("releases.none"), _CALENDAR)
        return
    event = _chosen(context, events)
    if event["n_themes"]:
        _changes(context, event)
    else:
        st.markdown(f"**{plain(words('releases.cannot_tell', event=event['event']))}**")
        note(words.reason(event))
    _overview(context, events)


def _chosen(context: PageContext, events: Rows) -> dict[str, Any]:
    """The event in the address; without one the newest at which something changed, or the newest that can be judged."""
    known = {f"{event['event_on']}.{event['kind'] or ''}.{event['event']}": event for event in events}
    default = next(key for key, event in known.items() if event is event_changes.first_of(events))
    chosen: dict[str, Any] = picked(context, "event", "releases.event", known, default, _name)
    return chosen


def _changes(context: PageContext, event: dict[str, Any]) -> None:
    words = context.words
    changed = event_changes.drivers(context, event)
    driver_chart.show(context, changed)
    with st.expander(words("drivers.why"), icon=":material/help:"):
        note(event_changes.weeks(context, event))
        note(words("releases.method"))
        head = [words(f"releases.{name}") for name in ("theme", "ratio", "mentions", "says")]
        rows = [event_changes.line(context, row) for row in changed.rows]
        show_table(context, Table("release_themes", head, rows, numeric=[1, 2]))


def _overview(context: PageContext, events: Rows) -> None:
    words = context.words
    st.subheader(words("releases.all"))
    head = [words(f"releases.{name}") for name in ("day", "event", "kind", "rising", "falling", "unclear")]
    rows = [_event(context, event) for event in events]
    show_table(context, Table("events", head, rows, numeric=[3, 4, 5]))


def _event(context: PageContext, event: dict[str, Any]) -> list[str]:
    words = context.words
    names = [words.day(event["event_on"]), event["event"], words.of("event_kind", event["kind"] or "")]
    if not event["n_themes"]:
        return [*names, words.number(None), words.number(None), words("releases.all_unclear")]
    rest = event["n_themes"] - event["n_rising"] - event["n_falling"]
    return [*names, *(words.number(n) for n in (event["n_rising"], event["n_falling"], rest))]


def _name(context: PageContext, event: dict[str, Any]) -> str:
    words = context.words
    return words.facts([event["event"], words.of("event_kind", event["kind"] or ""), words.day(event["event_on"])])


# Every change is over all data, in the weeks of its event: no filter works here.
PAGE = Page("releases", show, order=60, filters=frozenset())
