"""The parts of the change in the NPS between two periods, including the part that is not explained."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, choice, first_rows, show_rest, tone
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import note, stat, table
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_MAX_PARTS = 10
_NOT_EXPLAINED = "not explained"


def show(context: PageContext) -> None:
    """Draw the change, the choice of a dimension, and its parts."""
    words = context.words
    rows = context.rows("driver_change")
    st.subheader(words("drivers.change"))
    whole = next((row for row in rows if row["dimension"] == "all"), None)
    if whole is None or whole["value"] is None:
        note(words.reason(whole) if whole else words("drivers.no_themes"))
        return
    stat(
        words(
            "drivers.change_is",
            before=_period(context, whole["before_from"], whole["after_from"]),
            after=_period(context, whole["after_from"], whole["after_to"]),
            value=words.signed(whole["value"], 1),
            ends=words.interval(whole["low"], whole["high"], 1),
            answers_before=words.amount("answer", whole["n_before"]),
            answers_after=words.amount("answer", whole["n_after"]),
        )
    )
    note(words.reason(whole))
    dimensions = list(dict.fromkeys(row["dimension"] for row in rows if row["dimension"] != "all"))
    if not dimensions:
        return
    labels = {name: words.of("segment_kind", name) for name in dimensions}
    by = choice(context, "by", dimensions, labels, "theme" if "theme" in dimensions else dimensions[0])
    note(words("drivers.change_note"))
    _parts(context, [row for row in rows if row["dimension"] == by], by)


def _parts(context: PageContext, rows: Rows, by: str) -> None:
    words = context.words
    parts = [row for row in rows if row["part"] != _NOT_EXPLAINED]
    not_explained = [row for row in rows if row["part"] == _NOT_EXPLAINED]
    shown = first_rows(context, parts, f"change_{by}", _MAX_PARTS)
    drawn = [row for row in [*shown, *not_explained] if row["low"] is not None]
    title = words("drivers.part_axis")
    if drawn:
        st.altair_chart(intervals(words, [_estimate(context, row) for row in drawn], title=title), alt=title)
    hidden = [row for row in parts if row not in shown]
    lines = [_line(context, row) for row in shown]
    if hidden:
        total = words.signed(sum(row["value"] or 0 for row in hidden), 1)
        lines.append([words("drivers.other_parts", n=words.number(len(hidden))), "", total, "", "", ""])
    head = [words(f"drivers.part_{name}") for name in ("what", "how", "points", "interval", "answers", "verdict")]
    table(head, [*lines, *(_line(context, row) for row in not_explained)], numeric=[2, 3, 4])
    show_rest(context, shown, parts, f"change_{by}")


def _estimate(context: PageContext, row: dict[str, Any]) -> Estimate:
    words = context.words
    return Estimate(
        label=_subject(context, row),
        detail="" if row["part"] == _NOT_EXPLAINED else words.of("part", row["part"]),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        tone=tone(row["verdict"], good=Verdict.RAISES),
        text=words.signed(row["value"], 1),
        interval=words.interval(row["low"], row["high"], 1),
        n=_answers(context, row),
        verdict=words.of("verdict_change", row["verdict"]),
    )


def _line(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    return [
        _subject(context, row),
        "" if row["part"] == _NOT_EXPLAINED else words.of("part", row["part"]),
        words.signed(row["value"], 1),
        words.interval(row["low"], row["high"], 1),
        _answers(context, row),
        words.of("verdict_change", row["verdict"]),
    ]


def _subject(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    if row["part"] == _NOT_EXPLAINED:
        return words("drivers.not_explained")
    if row["dimension"] == "theme":
        return words.theme({**row, "theme_id": row["subject"]})
    return words.segment(row["dimension"], row["subject"])


def _answers(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    return f"{words.number(row['n_before'])} → {words.number(row['n_after'])}"


def _period(context: PageContext, start: date, stop: date) -> str:
    """The first and the last day of a period; an unfinished period ends with the newest day of the data."""
    last = stop - timedelta(days=1)
    last = min(last, context.choices.last) if context.choices.last else last
    return context.words("drivers.period", first=context.words.day(start), last=context.words.day(last))
