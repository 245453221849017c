"""All goals as a table: from where to where, by when, how far, and what can be told."""

from typing import Any

from vocpipe.app.components import goal_chart
from vocpipe.app.components.cells import Table
from vocpipe.app.components.findings import Rows
from vocpipe.app.components.kpi_values import Kpi
from vocpipe.app.context import PageContext


def as_table(context: PageContext, goals: Rows) -> Table:
    """One line per goal; goals: rows of the query goals."""
    words = context.words
    names = ("kpi", "baseline", "target", "due", "value", "progress", "expected", "says")
    head = [words(f"goals.{name}") for name in names]
    return Table("goals", head, [_line(context, goal) for goal in goals], numeric=[1, 2, 4, 6])


def _line(context: PageContext, goal: dict[str, Any]) -> list[str]:
    words = context.words
    if goal["kpi_name"] is None:
        nothing = words.number(None)
        values = [words.number(goal["baseline"], 2), words.number(goal["target"], 2), words.day(goal["due_on"])]
        return [goal["kpi_id"], *values, nothing, nothing, nothing, words.reason(goal)]
    kpi = Kpi(words, goal)
    expected = {name: goal[f"expected{end}"] for name, end in (("value", ""), ("low", "_low"), ("high", "_high"))}
    return [
        *(kpi.name, kpi.write(goal["baseline"]), kpi.write(goal["target"]), words.day(goal["due_on"])),
        kpi.with_interval(goal) if goal["value"] is not None else words.number(None),
        goal_chart.progress(kpi, goal),
        kpi.with_interval(expected) if expected["value"] is not None else words.number(None),
        words.reason(goal),
    ]
