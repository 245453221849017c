"""The chart of all drivers of one outcome: the clear ones in order, and those that can't be told behind one line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

import streamlit as st

from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Figure, Table, show_figure, show_table
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext
from vocpipe.app.text import plain
from vocpipe.verdict import Verdict

_OPEN = "unclear"  # in the address while those that can't be told are shown
_MAX_LINKS = 6


@dataclass(frozen=True, slots=True)
class Drivers:
    """What the chart shows. rows: theme_id, names, verdict, reason; estimates: by theme, if there is a number.

    title: the finding; axis: what the numbers are; neutral: the number of no difference; voices: the address of the
    voices behind a theme, beside the theme. open_voices: what opens them instead, given the theme.
    """

    name: str
    title: str
    axis: str
    rows: Rows
    estimates: dict[str, Estimate]
    neutral: float = 0.0
    voices: dict[str, str] = field(default_factory=dict)
    open_voices: Callable[[str], NoReturn] | None = None


def show(context: PageContext, drivers: Drivers) -> None:
    """Draw the chart, the line with how many can't be told, and links; a click on a point opens the voices behind."""
    words = context.words
    clear, unclear = _by_clearness(drivers)
    is_open = st.query_params.get(_OPEN) == "1"
    drawn = _in_order(drivers, clear) + (_in_order(drivers, unclear) if is_open else [])
    if drawn:
        _chart(context, drivers, drawn)
    else:
        st.markdown(f"**{plain(drivers.title)}**")
    for row in clear:
        if row["theme_id"] not in drivers.estimates:  # without an upper end there is no interval to draw
            note(words("drivers.clear_without", name=words.theme(row), reason=words.reason(row)))
    _links(context, clear)
    if unclear:
        _folded(context, unclear, str(unclear_line(context, drivers)), is_open=is_open)


def clear_figure(context: PageContext, drivers: Drivers) -> Figure | None:
    """The clear ones alone, as the figure that the chart shows; None if there are none with an interval."""
    drawn = _in_order(drivers, _by_clearness(drivers)[0])
    return _figure(context, drivers, drawn) if drawn else None


def unclear_line(context: PageContext, drivers: Drivers) -> str | None:
    """How many of them can't be told; None if all can."""
    words, unclear = context.words, _by_clearness(drivers)[1]
    if not unclear:
        return None
    themes = words.amount("theme", len(drivers.rows))
    return words("drivers.unclear", n=words.number(len(unclear)), themes=themes)


def _by_clearness(drivers: Drivers) -> tuple[Rows, Rows]:
    clear = [row for row in drivers.rows if row["verdict"] != Verdict.CANNOT_TELL]
    return clear, [row for row in drivers.rows if row["verdict"] == Verdict.CANNOT_TELL]


def _in_order(drivers: Drivers, rows: Rows) -> list[Estimate]:
    """The most harmful first, the most helpful last."""
    known = [drivers.estimates[row["theme_id"]] for row in rows if row["theme_id"] in drivers.estimates]
    return sorted(known, key=lambda estimate: estimate.value, reverse=drivers.neutral == 1)


def _figure(context: PageContext, drivers: Drivers, drawn: Sequence[Estimate]) -> Figure:
    words = context.words
    head = [words("drivers.theme"), drivers.axis, words("nps.interval"), words("chart.n"), words("chart.verdict")]
    lines = [[one.label, one.text, one.interval, one.n, one.verdict] for one in drawn]
    chart = intervals(words, drawn, title=drivers.axis, neutral=drivers.neutral, pick=True)
    return Figure(drivers.title, chart, Table(drivers.name, head, lines, numeric=[1, 2]))


def _chart(context: PageContext, drivers: Drivers, drawn: Sequence[Estimate]) -> None:
    clicked = show_figure(context, _figure(context, drivers, drawn))
    if clicked and drivers.open_voices:
        drivers.open_voices(str(clicked["key"]))
    if clicked:
        context.go_behind(theme=str(clicked["key"]), **drivers.voices)


def _links(context: PageContext, rows: Rows) -> None:
    """The themes of the chart as links, for the keyboard."""
    if rows:
        with st.container(horizontal=True, gap="medium"):
            for row in rows[:_MAX_LINKS]:
                context.link("theme", context.words.theme(row), theme=row["theme_id"])


def _folded(context: PageContext, rows: Rows, label: str, *, is_open: bool) -> None:
    words = context.words
    icon = ":material/expand_less:" if is_open else ":material/expand_more:"
    st.button(
        label,
        icon=icon,
        type="tertiary",
        key="w_unclear",
        on_click=_toggle,
        args=(is_open,),
    )
    if is_open:
        note(words("drivers.unclear_note"))
        head = [words("drivers.theme"), words("drivers.why_not")]
        show_table(context, Table("unclear_themes", head, [_why_not(context, row) for row in rows]))


def _why_not(context: PageContext, row: dict[str, Any]) -> list[str]:
    return [context.words.theme(row), context.words.reason(row)]


def _toggle(was_open: bool) -> None:
    if was_open:
        st.query_params.pop(_OPEN, None)
    else:
        st.query_params[_OPEN] = "1"
