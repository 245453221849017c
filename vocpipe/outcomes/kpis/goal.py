"""goal: how far each KPI is on its way to the value that [[goal]] names, and whether it will be there in time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from vocpipe.outcomes.judgment import JUDGMENT_COLUMNS, Judgment, cannot_tell
from vocpipe.outcomes.kpis.outlook import MIN_MONTHS, Goal, expected, is_near
from vocpipe.outcomes.statistics.interval import Interval
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict
from vocpipe.wording import amount, text

GOAL = Table(
    "goal",
    "one row per [[goal]] of vocpipe.toml: how far the KPI is, and whether it will be there in time.",
    (
        Column("goal_no", "INTEGER", "its place in vocpipe.toml, from 1"),
        Column("kpi_id", "VARCHAR", "the KPI, as in kpi"),
        Column("baseline", "DOUBLE", "the value that it starts from; shares are from 0 to 1"),
        Column("target", "DOUBLE", "the value to reach"),
        Column("due_on", "DATE", "the day by which it is to be reached"),
        Column("month", "DATE", "the newest whole month with a value, not after due_on; null if there is none"),
        Column("value", "DOUBLE", "the KPI in that month"),
        Column("low", "DOUBLE", "lower end of its 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
        Column("progress", "DOUBLE", "part of the way from baseline to target, 0 to 1; below 0 it went the other way"),
        Column("progress_low", "DOUBLE", "lower end of its 95 % interval"),
        Column("progress_high", "DOUBLE", "upper end"),
        Column("expected", "DOUBLE", "the value in the due month if the trend goes on; null where that can't be told"),
        Column("expected_low", "DOUBLE", "lower end of its 95 % prediction interval"),
        Column("expected_high", "DOUBLE", "upper end"),
        Column("n_months", "INTEGER", "whole months with a value up to due_on"),
        Column("verdict", "VARCHAR", "reached, missed, on course, off course or cannot tell"),
        *JUDGMENT_COLUMNS[1:],
    ),
    order="goal_no",
)
_MONTHS = """
SELECT kpi_id, month, value, low, high
FROM kpi_period
WHERE segment_kind = 'all' AND is_complete AND value IS NOT NULL
ORDER BY kpi_id, month
"""
_KNOWN = "SELECT kpi_id FROM kpi"
Row = dict[str, Any]


def goal_row(goal: Goal, months: Sequence[Row], *, is_known: bool) -> Row:
    """The columns of the table goal from month on. months: month, value, low, high of the KPI's whole months, rising.

    A goal is reached or missed if the whole interval of the due month says so. Before, it is on course, or off, if the
    whole prediction does; a trend is not drawn out further than half as long as it was watched.
    """
    told = [row for row in months if row["month"] <= goal.due]
    if not told:
        key = "kpi.goal.no_values" if is_known else "kpi.goal.unknown"
        return {"n_months": 0, **cannot_tell(key, kpi_id=goal.kpi_id).columns}
    now = told[-1]
    interval = Interval(now["low"], now["high"])
    progress = goal.progresses(interval)
    numbers = {
        **{"n_months": len(told), **{name: now[name] for name in ("month", "value", "low", "high")}},
        **{"progress": goal.progress(now["value"]), "progress_low": progress.low, "progress_high": progress.high},
    }
    if _same_month(now["month"], goal.due) or months[-1]["month"] > goal.due:
        return numbers | _judged("due", goal, interval, (Verdict.REACHED, Verdict.MISSED)).columns
    return numbers | _ahead(goal, told)


def _ahead(goal: Goal, told: Sequence[Row]) -> Row:
    """What is to be expected of the due month."""
    months = [row["month"] for row in told]
    n_months = amount("month", len(months))
    if len(months) < MIN_MONTHS:
        return cannot_tell("kpi.goal.too_few", months=n_months, min=MIN_MONTHS).columns
    if not is_near(months, goal.due):
        return cannot_tell("kpi.goal.too_far", months=n_months).columns
    value, interval = expected(months, [row["value"] for row in told], goal.due)
    ends = {"expected": value, "expected_low": interval.low, "expected_high": interval.high}
    verdicts = (Verdict.ON_COURSE, Verdict.OFF_COURSE)
    return ends | _judged("ahead", goal, interval, verdicts, months=n_months).columns


def _judged(key: str, goal: Goal, interval: Interval, verdicts: tuple[Verdict, Verdict], **places: object) -> Judgment:
    """The verdict by where the whole interval lies: at the target or beyond, short of it, or neither."""
    near, far = sorted((goal.way * (interval.low - goal.target), goal.way * (interval.high - goal.target)))
    if near >= 0:
        return Judgment(verdicts[0], text(f"kpi.goal.{key}.there", **places))
    if far < 0:
        return Judgment(verdicts[1], text(f"kpi.goal.{key}.short", **places))
    return cannot_tell(f"kpi.goal.{key}.unclear", **places)


def _same_month(month: date, due: date) -> bool:
    return (month.year, month.month) == (due.year, due.month)


def run(context: Context) -> Counts:
    """Replace the table; it is empty if the settings name no goal."""
    months = fetch(context.connection, _MONTHS).to_pylist()
    known = set(fetch(context.connection, _KNOWN)["kpi_id"].to_pylist())
    rows = []
    for number, one in enumerate(context.settings.goal, start=1):
        goal = Goal(one.kpi, one.baseline, one.target, one.due)
        of_kpi = [row for row in months if row["kpi_id"] == goal.kpi_id]
        keys = {"goal_no": number, "kpi_id": goal.kpi_id, "due_on": goal.due}
        keys |= {"baseline": goal.baseline, "target": goal.target}
        rows.append({**keys, **goal_row(goal, of_kpi, is_known=goal.kpi_id in known)})
    replace(context.connection, GOAL, pa.Table.from_pylist(rows, schema=GOAL.schema))
    return {}


STEP = Step("outcomes.goal", run, reads=frozenset({"kpi", "kpi_period"}), tables=(GOAL,))
