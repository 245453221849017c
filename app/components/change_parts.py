"""What the change of the NPS between two periods is made of, with what is not explained as a row of its own."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, choice, first, rest, tone
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import note, stat, table
from vocpipe.app.view import View

_PARTS = 10


def show(view: View) -> None:
    """Draw the change, the choice of a dimension, and its parts."""
    words = view.words
    rows = view.rows("driver_change")
    st.subheader(words("drivers.change"))
    whole = next((row for row in rows if row["dimension"] == "all"), None)
    if whole is None or whole["value"] is None:
        note(words.reason(whole) if whole else words("drivers.no_themes"))
        return
    stat(
        words(
            "drivers.change_is",
            before=_period(view, whole["before_from"], whole["after_from"]),
            after=_period(view, whole["after_from"], whole["after_to"]),
            value=words.signed(whole["value"], 1),
            ends=words.interval(whole["low"], whole["high"], 1),
            n_before=words.number(whole["n_before"]),
            n_after=words.number(whole["n_after"]),
        )
    )
    note(words.reason(whole))
    dimensions = list(dict.fromkeys(row["dimension"] for row in rows if row["dimension"] != "all"))
    if not dimensions:
        return
    labels = {name: words.of("segment_kind", name) for name in dimensions}
    by = choice(view, "by", dimensions, labels, "theme" if "theme" in dimensions else dimensions[0])
    note(words("drivers.change_note"))
    _parts(view, [row for row in rows if row["dimension"] == by], by)


def _parts(view: View, rows: Rows, by: str) -> None:
    words = view.words
    parts = [row for row in rows if row["part"] != "not explained"]
    last = [row for row in rows if row["part"] == "not explained"]
    shown = first(view, parts, f"change_{by}", _PARTS)
    drawn = [row for row in [*shown, *last] if row["low"] is not None]
    title = words("drivers.part_axis")
    if drawn:
        st.altair_chart(intervals(words, [_estimate(view, row) for row in drawn], title=title), alt=title)
    hidden = [row for row in parts if row not in shown]
    lines = [_line(view, row) for row in shown]
    if hidden:
        total = words.signed(sum(row["value"] or 0 for row in hidden), 1)
        lines.append([words("drivers.other_parts", n=words.number(len(hidden))), "", total, "", "", ""])
    head = [words(f"drivers.part_{name}") for name in ("what", "how", "points", "interval", "answers", "verdict")]
    table(head, [*lines, *(_line(view, row) for row in last)], numeric=[2, 3, 4])
    rest(view, shown, parts, f"change_{by}")


def _estimate(view: View, row: dict[str, Any]) -> Estimate:
    words = view.words
    how = "" if row["part"] == "not explained" else f" · {words.of('part', row['part'])}"
    return Estimate(
        label=_subject(view, row),
        value=row["value"],
        low=row["low"],
        high=row["high"],
        tone=tone(row["verdict"], good="raises"),
        text=words.signed(row["value"], 1),
        interval=words.interval(row["low"], row["high"], 1),
        n=_answers(view, row),
        verdict=words.of("verdict_change", row["verdict"]),
        detail=how,
    )


def _line(view: View, row: dict[str, Any]) -> list[str]:
    words = view.words
    return [
        _subject(view, row),
        "" if row["part"] == "not explained" else words.of("part", row["part"]),
        words.signed(row["value"], 1),
        words.interval(row["low"], row["high"], 1),
        _answers(view, row),
        words.of("verdict_change", row["verdict"]),
    ]


def _subject(view: View, row: dict[str, Any]) -> str:
    words = view.words
    if row["part"] == "not explained":
        return words("drivers.not_explained")
    if row["dimension"] == "theme":
        return words.theme({**row, "theme_id": row["subject"]})
    return words.segment(row["dimension"], row["subject"])


def _answers(view: View, row: dict[str, Any]) -> str:
    words = view.words
    return f"{words.number(row['n_before'])} → {words.number(row['n_after'])}"


def _period(view: View, start: date, stop: date) -> str:
    """From the first day to the last; a period that goes on ends with the newest day of the data."""
    last = stop - timedelta(days=1)
    last = min(last, view.choices.last) if view.choices.last else last
    return view.words("drivers.period", first=view.words.day(start), last=view.words.day(last))
