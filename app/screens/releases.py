"""Releases (?event=…): which themes are said more or less often after an event of the calendar than before it."""

from datetime import timedelta
from typing import Any

import streamlit as st

from vocpipe.app.components import driver_chart
from vocpipe.app.components.driver_chart import Drivers
from vocpipe.app.components.findings import Rows, picked
from vocpipe.app.components.intervals import Estimate
from vocpipe.app.components.layout import missing, note, table
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import plain
from vocpipe.verdict import Verdict

_MOSTLY = 0.6  # of a theme's rated sentences: from there on it is a complaint, or praise
_MIN_SHOWN = 5
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
    known = {f"{event['event_date']}.{event['kind'] or ''}.{event['event']}": event for event in events}
    best = max(events, key=lambda event: (event["n_rising"] + event["n_falling"] > 0, event["n_themes"] > 0))
    default = next(key for key, event in known.items() if event is best)
    chosen: dict[str, Any] = picked(context, "event", "releases.event", known, default, _name)
    return chosen


def _changes(context: PageContext, event: dict[str, Any]) -> None:
    words = context.words
    day = event["event_date"].isoformat()
    rows = context.rows("release_themes", day=day, event=event["event"], kind=event["kind"])
    estimates = {row["theme_id"]: _estimate(context, row) for row in rows if None not in (row["ratio"], row["high"])}
    last = event["after_to"] - timedelta(days=1)
    driver_chart.show(
        context,
        Drivers(
            name="releases",
            title=_title(context, event, rows),
            axis=words("releases.axis"),
            rows=rows,
            estimates=estimates,
            neutral=1.0,
            voices={"since": event["before_from"].isoformat(), "until": last.isoformat()},
        ),
    )
    with st.expander(words("drivers.why"), icon=":material/help:"):
        places = {name: words.day(event[name]) for name in ("before_from", "after_from")}
        places |= {name: words.day(event[name] - timedelta(days=1)) for name in ("before_to", "after_to")}
        before, after = (words.amount("feedback", event[f"feedback_{side}"]) for side in ("before", "after"))
        note(words("releases.weeks", before=before, after=after, **places))
        note(words("releases.method"))
        head = [words(f"releases.{name}") for name in ("theme", "ratio", "mentions", "says")]
        table(head, [_line(context, row) for row in rows], numeric=[1, 2])


def _title(context: PageContext, event: dict[str, Any], rows: Rows) -> str:
    words = context.words
    clear = [row for row in rows if row["verdict"] != Verdict.CANNOT_TELL]
    places = {"event": event["event"], "themes": words.amount("theme", len(rows))}
    if not clear:
        return words("releases.nothing", **places)
    rising, falling = (words.number(event[f"n_{name}"]) for name in ("rising", "falling"))
    return words("releases.found", rising=rising, falling=falling, name=words.theme(clear[0]), **places)


def _estimate(context: PageContext, row: dict[str, Any]) -> Estimate:
    words = context.words
    return Estimate(
        label=words.theme(row),
        value=row["ratio"],
        low=row["low"],
        high=row["high"],
        tone=_tone(row),
        text=words.ratio(row["ratio"]),
        interval=words.ratios(row["low"], row["high"]),
        n=_mentions(context, row),
        verdict=words(f"releases.{_effect(row)}"),
        key=row["theme_id"],
    )


def _tone(row: dict[str, Any]) -> str:
    return {"worse": "bad", "better": "good", "cannot_tell_theme": "unsure"}.get(_effect(row), "plain")


def _effect(row: dict[str, Any]) -> str:
    """Worse is more of a complaint or less praise; where a theme is neither, only more or less."""
    if row["verdict"] == Verdict.CANNOT_TELL:
        return "cannot_tell_theme"
    rising = row["verdict"] == Verdict.RISING
    if (row["negative"] or 0) >= _MOSTLY:
        return "worse" if rising else "better"
    if (row["positive"] or 0) >= _MOSTLY:
        return "better" if rising else "worse"
    return "more" if rising else "less"


def _line(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    ratio = words.with_interval(words.ratio(row["ratio"]), words.ratios(row["low"], row["high"]))
    drawn = None not in (row["ratio"], row["high"])
    return [words.theme(row), ratio if drawn else words.number(None), _mentions(context, row), words.reason(row)]


def _mentions(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    before, after = (
        words("theme.few") if 0 < row[name] < _MIN_SHOWN else words.number(row[name])
        for name in ("n_before", "n_after")
    )
    return words("drivers.before_after", before=before, after=after)


def _overview(context: PageContext, events: Rows) -> None:
    words = context.words
    st.subheader(words("releases.all"))
    head = [words(f"releases.{name}") for name in ("day", "event", "kind", "rising", "falling", "unclear")]
    table(head, [_event(context, event) for event in events], numeric=[3, 4, 5])


def _event(context: PageContext, event: dict[str, Any]) -> list[str]:
    words = context.words
    names = [words.day(event["event_date"]), event["event"], words.of("event_kind", event["kind"] or "")]
    if not event["n_themes"]:
        return [*names, words.number(None), words.number(None), words("releases.all_unclear")]
    rest = event["n_themes"] - event["n_rising"] - event["n_falling"]
    return [*names, *(words.number(n) for n in (event["n_rising"], event["n_falling"], rest))]


def _name(context: PageContext, event: dict[str, Any]) -> str:
    words = context.words
    return words.facts([event["event"], words.of("event_kind", event["kind"] or ""), words.day(event["event_date"])])


# Every change is over all data, in the weeks of its event: no filter works here.
PAGE = Page("releases", show, order=60, filters=frozenset())
