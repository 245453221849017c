"""The calendar's events on a chart over time: a numbered line each, and what the numbers mean, to stand below it.

Names have no room on a narrow chart: those of two releases in a month would lie over each other.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow
from vocpipe.app.components.palette import palette
from vocpipe.app.words import Words

_NEAR = 0.05  # of the chart's days: numbers that are nearer to each other would overlap, and stand together
Rows = Sequence[dict[str, Any]]


def event_lines(words: Words, events: Rows, span: tuple[date, date], x: alt.X) -> list[alt.Chart]:
    """The lines of the events with their numbers over them, on a chart from the first to the last day of `span`.

    x: the axis of the column `day`.
    """
    if not events:
        return []
    tooltip = [
        alt.Tooltip("name:N", title=words("chart.event")),
        alt.Tooltip("kind:N", title=words("fresh.kind")),
        alt.Tooltip("when:N", title=words("chart.day")),
    ]
    marks = [
        {
            "day": event["event_on"].isoformat(),
            "name": event["name"],
            "kind": words.of("event_kind", event["kind"]),
            "when": words.day(event["event_on"]),
        }
        for event in events
    ]
    line = alt.Chart(arrow(marks)).mark_rule(color=palette().event, strokeDash=[4, 3], strokeWidth=1.3)
    number = alt.Chart(arrow(_numbers(words, events, span)))
    return [
        line.encode(x=x, tooltip=tooltip),
        number.mark_text(color=palette().event, fontSize=11, fontWeight="bold").encode(
            x=x, y=alt.value(-8), text=alt.Text("number:N")
        ),
    ]


def event_names(words: Words, events: Rows) -> list[str]:
    """What the number of each event means."""
    return [
        words("chart.event_is", number=words.number(number), day=words.day(event["event_on"]), name=event["name"])
        for number, event in enumerate(events, start=1)
    ]


def _numbers(words: Words, events: Rows, span: tuple[date, date]) -> list[dict[str, str]]:
    """Where each number stands; those of near events stand together, in the middle between the first and the last."""
    groups: list[list[tuple[str, date]]] = []
    for number, event in enumerate(events, start=1):
        day = event["event_on"]
        if not groups or (day - groups[-1][-1][1]) > _NEAR * (span[1] - span[0]):
            groups.append([])
        groups[-1].append((words.number(number), day))
    return [
        {
            "day": (group[0][1] + (group[-1][1] - group[0][1]) / 2).isoformat(),
            "number": "·".join(number for number, _ in group),
        }
        for group in groups
    ]
