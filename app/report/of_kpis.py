"""Blocks of numbers that the team watches: KPIs of the newest months, and goals."""

from typing import Any

from vocpipe.app.components import goal_table
from vocpipe.app.components.cells import Table
from vocpipe.app.components.findings import Rows
from vocpipe.app.components.kpi_values import Kpi, change, compared
from vocpipe.app.components.stamp import stamp
from vocpipe.app.context import PageContext
from vocpipe.app.report.document import Block
from vocpipe.verdict import Verdict

_HEAD = (
    *("kpi.which", "chart.month", "report.now", "report.month_ago", "report.change"),
    *("report.year_ago", "curve.n", "report.says"),
)


def kpis(context: PageContext) -> Block:
    """Every KPI in its newest whole month, against the month and the year before."""
    words, rows = context.words, context.rows("kpi_review")
    if not rows:
        return Block("kpis", words("report_block.kpis"), stamp(context), [words("kpi.none")])
    has_year = any(row["year_ago"] for row in rows)
    head = [words(name) for name in _HEAD if has_year or name != "report.year_ago"]
    lines = [_kpi(context, row, has_year=has_year) for row in rows]
    table = Table("kpis", head, lines, numeric=range(2, len(head) - 1))
    changed = _changed(context, rows)
    title = words("report.kpis", n=words.number(len(changed)), all=words.number(len(rows)))
    return Block("kpis", title, stamp(context), [*changed, words("report.kpis_method")], table=table)


def goals(context: PageContext) -> Block:
    """Every goal: how far it is, and whether it will be reached."""
    words, found = context.words, context.rows("goals")
    if not found:
        return Block("goals", words("report_block.goals"), stamp(context), [words("report.no_goals")])
    near = sum(goal["verdict"] in (Verdict.REACHED, Verdict.ON_COURSE) for goal in found)
    title = words("report.goals", near=words.number(near), goals=words.amount("goal", len(found)))
    return Block("goals", title, stamp(context), [words("goals.method")], table=goal_table.as_table(context, found))


def _changed(context: PageContext, rows: Rows) -> list[str]:
    """One sentence for each KPI that clearly changed against the month before."""
    return [
        compared(Kpi(context.words, row), row["month_ago"], row["now"])
        for row in rows
        if row["month_ago"] and change(row["month_ago"], row["now"]).direction != "same"
    ]


def _kpi(context: PageContext, row: dict[str, Any], *, has_year: bool) -> list[str]:
    words, kpi, now, before = context.words, Kpi(context.words, row), row["now"], row["month_ago"]
    values = [kpi.with_interval(found) if found else words.number(None) for found in (now, before, row["year_ago"])]
    moved = kpi.with_sign(change(before, now)) if before else words.number(None)
    line = [kpi.name, words.month(now["month"]), *values[:2], moved, *values[2 : 2 + has_year]]
    return [*line, words.number(now["n"]), words(f"report.{_says(row)}")]


def _says(row: dict[str, Any]) -> str:
    """better, worse or unclear against the month before; changed, where more is neither."""
    if not row["month_ago"]:
        return "no_month_before"
    way = change(row["month_ago"], row["now"]).direction
    if way == "same":
        return "unclear"
    if row["more_is_better"] is None:
        return "changed"
    return "better" if (way == "up") == row["more_is_better"] else "worse"
