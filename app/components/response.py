"""Survey response: the NPS unweighted and weighted for non-response, and response rates by segment."""

from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Table, show_chart, show_table
from vocpipe.app.components.intervals import Estimate, intervals, share_estimate
from vocpipe.app.components.layout import callout, note
from vocpipe.app.context import PageContext


def show(context: PageContext) -> None:
    """Draw both; nothing if nobody was invited."""
    rates = context.rows("response_rate")
    if not rates:
        return
    with st.expander(context.words("response.title")):
        _weighted(context, context.rows("nps_weighted"))
        _rates(context, rates)


def line(context: PageContext) -> None:
    """The weighted NPS in one line with a link to the details; nothing if there is none."""
    words = context.words
    row = next((row for row in context.rows("nps_weighted") if row["method"] == "weighted"), None)
    if row is None or row["nps"] is None:
        return
    interval = words.interval(row["low"], row["high"])
    context.link("drivers", words("response.line", nps=words.signed(row["nps"]), interval=interval), outcome="nps")


def _weighted(context: PageContext, rows: Rows) -> None:
    words = context.words
    if any(row["nps"] is None for row in rows):  # both, for the same reason
        note(words.reason(rows[0]))
        return
    head = [
        words("response.method"),
        words("nps.nps"),
        words("nps.interval"),
        words("nps.answers"),
        words("response.effective"),
    ]
    lines = [
        [
            words.of("nps_method", row["method"]),
            words.signed(row["nps"]),
            words.interval(row["low"], row["high"]),
            words.number(row["n"]),
            words.number(row["n_effective"]),
        ]
        for row in rows
    ]
    show_table(context, Table("nps_weighted", head, lines, numeric=[1, 2, 3, 4]))
    note(words("response.invited_only"))
    note(words.reason(rows[-1]))


def _rates(context: PageContext, rows: Rows) -> None:
    words = context.words
    visible = [row for row in rows if row["rate"] is not None]
    head = [words("response.segment"), words("response.answered"), words("response.rate"), words("nps.interval")]
    lines = [_line(context, row) for row in rows]
    if visible:
        chart = intervals(
            words, [_estimate(context, row) for row in visible], title=words("response.axis"), neutral=None
        )
        show_chart(context, words("response.rates"), chart, Table("response", head, lines, numeric=[1, 2, 3]))
    else:
        show_table(context, Table("response", head, lines, numeric=[1, 2, 3]))
    for row in visible:
        if row["is_low"]:
            callout("warning", words("response.segment_reason", segment=_name(context, row), reason=words.reason(row)))
    _reminders(context, next(row for row in rows if row["segment_kind"] == "all"))
    note(words("response.note"))


def _reminders(context: PageContext, row: dict[str, Any]) -> None:
    """What reminders brought, if there were any and it is known when people answered; how many opened the mail."""
    words = context.words
    if row["n_reminded"] and row["rate_before"] is not None:
        places = {"before": words.percent(row["rate_before"]), "rate": words.percent(row["rate"])}
        note(words("response.reminders", **places, invitations=words.amount("invitation", row["n_reminded"])))
    if row["n_opened"] is not None:
        note(words("response.opened", share=words.percent(row["n_opened"] / row["n_invited"])))


def _estimate(context: PageContext, row: dict[str, Any]) -> Estimate:
    label, n = _name(context, row), _answered(context, row)
    tone, verdict = ("bad", context.words("response.low")) if row["is_low"] else ("plain", "")
    return share_estimate(context.words, row, "rate", label=label, n=n, tone=tone, verdict=verdict)


def _line(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    return [
        _name(context, row),
        _answered(context, row),
        words.percent(row["rate"]),
        words.shares(row["low"], row["high"]),
    ]


def _name(context: PageContext, row: dict[str, Any]) -> str:
    words, kind = context.words, row["segment_kind"]
    if kind == "all":
        return words.of("segment_kind", kind)
    segment = words.segment(kind, row["segment"])
    return words("response.segment_is", kind=words.of("segment_kind", kind), segment=segment)


def _answered(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    if row["n_invited"] is None:
        return words("theme.few")
    return words("drivers.n_of", n=words.number(row["n_answered"]), all=words.number(row["n_invited"]))
