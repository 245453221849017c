"""Changes in the themes: those mentioned more or less often recently, and new, retired, split and merged ones."""

from typing import Any

import streamlit as st

from vocpipe.app.components.layout import heading, note, stat
from vocpipe.app.components.lineage import end
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_MAX_SHOWN = 5
_CHANGES = (Verdict.RISING, Verdict.FALLING, Verdict.NEW)


def show_changes(context: PageContext) -> None:
    """Draw a column per verdict; over all data, whatever the filters."""
    words = context.words
    tested = context.row("change_counts")
    changes = context.rows("changes")
    if not tested["n"]:
        note(words("home.change_untested"))
        return
    note(words("home.change_basis", since=words.day(tested["since"])))
    for column, verdict in zip(st.columns(3, gap="large"), _CHANGES, strict=True):
        rows = [row for row in changes if row["verdict"] == verdict]
        with column:
            heading(words, words.of("change", verdict), len(rows))
            if not rows:
                note(words(f"home.no_{verdict}"))
            for row in rows[:_MAX_SHOWN]:
                with st.container(gap="xxsmall"):
                    _change(context, row)
            _link_to_more(context, len(rows))
    themes = words.amount("theme", tested["n"])
    note(words("home.change_rest", n=words.number(tested["n_cannot_tell"]), themes=themes))


def _change(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    context.link("theme", words.theme(row), theme=row["theme_id"])
    counts = {"recent": words.number(row["n_recent"]), "before": words.number(row["n_before"])}
    if row["ratio"] is None:
        stat(words("home.change_n", **counts))
    else:
        ratio = words.with_interval(words.ratio(row["ratio"], 1), words.ratios(row["low"], row["high"], 1))
        stat(words("home.change_ratio", ratio=ratio, **counts))
    note(words.reason(row))


def show_lineage(context: PageContext) -> None:
    """Draw the births, splits, mergers and retirements of the newest refresh that had any."""
    words = context.words
    events = context.rows("events")
    if not events:
        note(words("home.no_events"))
        return
    note(words("home.events_of", day=words.moment(events[0]["finished_at"])))
    for kind in ("born", "split", "merged", "retired"):
        rows = [row for row in events if row["event"] == kind]
        if not rows:
            continue
        heading(words, words.of("event", kind), len(rows))
        for row in rows[:_MAX_SHOWN]:
            _event(context, row)
        _link_to_more(context, len(rows))


def _event(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    source, target = end(row, "from"), end(row, "to")
    main = target if target["theme_id"] else source
    context.link("theme", words.theme(main), theme=main["theme_id"])
    if source["theme_id"] and target["theme_id"]:
        note(words("home.event_from", name=words.theme(source), share=words.percent(row["overlap"], 0)))


def _link_to_more(context: PageContext, n: int) -> None:
    if n > _MAX_SHOWN:
        context.link("themes", context.words("heading.more", n=context.words.number(n - _MAX_SHOWN)))
