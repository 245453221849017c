"""Who answers surveys and who doesn't: the NPS as it is beside the weighted one, and response rates by segment."""

from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import note, table
from vocpipe.app.view import View


def show(view: View) -> None:
    """Draw both; nothing where nobody was invited."""
    rates = view.rows("response_rate")
    if not rates:
        return
    st.subheader(view.words("response.title"))
    _weighted(view, view.rows("nps_weighted"))
    _rates(view, rates)


def line(view: View) -> None:
    """The weighted NPS in one line, which leads to the rest; nothing where there is none."""
    words = view.words
    row = next((row for row in view.rows("nps_weighted") if row["method"] == "weighted"), None)
    if row is None or row["nps"] is None:
        return
    told = {"nps": words.signed(row["nps"]), "interval": words.interval(row["low"], row["high"])}
    view.link("drivers", words("response.line", **told), outcome="nps")


def _weighted(view: View, rows: Rows) -> None:
    words = view.words
    if any(row["nps"] is None for row in rows):  # both, for the same reason
        note(words.reason(rows[0]))
        return
    head = [
        words("response.method"),
        words("nps.nps"),
        words("nps.interval"),
        words("nps.answers"),
        words("response.worth"),
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
    table(head, lines, numeric=[1, 2, 3, 4])
    note(words("response.invited_only"))
    note(words.reason(rows[-1]))


def _rates(view: View, rows: Rows) -> None:
    words = view.words
    title = words("response.axis")
    left, right = st.columns(2, gap="large")
    told = [row for row in rows if row["rate"] is not None]
    with left:
        if told:
            st.altair_chart(
                intervals(words, [_estimate(view, row) for row in told], title=title, neutral=None), alt=title
            )
    with right:
        head = [words("response.segment"), words("response.answered"), words("response.rate"), words("nps.interval")]
        table(head, [_line(view, row) for row in rows], numeric=[1, 2, 3])
    for row in told:
        if row["is_low"]:
            st.warning(f"{_name(view, row)}: {words.reason(row)}")
    note(words("response.note"))


def _estimate(view: View, row: dict[str, Any]) -> Estimate:
    words = view.words
    return Estimate(
        label=_name(view, row),
        value=100 * row["rate"],
        low=100 * row["low"],
        high=100 * row["high"],
        tone="bad" if row["is_low"] else "plain",
        text=words.percent(row["rate"]),
        interval=words.shares(row["low"], row["high"]),
        n=_answered(view, row),
        verdict=words("response.low") if row["is_low"] else "",
    )


def _line(view: View, row: dict[str, Any]) -> list[str]:
    words = view.words
    return [_name(view, row), _answered(view, row), words.percent(row["rate"]), words.shares(row["low"], row["high"])]


def _name(view: View, row: dict[str, Any]) -> str:
    words, kind = view.words, row["segment_kind"]
    if kind == "all":
        return words.of("segment_kind", kind)
    return f"{words.of('segment_kind', kind)}: {words.segment(kind, row['segment'])}"


def _answered(view: View, row: dict[str, Any]) -> str:
    words = view.words
    if row["n_invited"] is None:
        return words("theme.few")
    return words("drivers.n_of", n=words.number(row["n_answered"]), all=words.number(row["n_invited"]))
