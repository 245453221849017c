"""One goal as a figure: the months of its KPI, a line at the target, and a title that says how far it is."""

from typing import Any

import altair as alt

from vocpipe.app.components.charts import arrow
from vocpipe.app.components.curves import curve
from vocpipe.app.components.frame import Figure
from vocpipe.app.components.kpi_values import Kpi, behind, known_months, scaled_rows, write_scaled
from vocpipe.app.components.palette import palette
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_TELLING = (Verdict.REACHED, Verdict.MISSED, Verdict.ON_COURSE, Verdict.OFF_COURSE)


def of_goal(context: PageContext, goal: dict[str, Any]) -> Figure | str:
    """The figure; one sentence instead, where the KPI has no two whole months yet."""
    words, kpi = context.words, Kpi(context.words, goal)
    rows = context.rows("kpi_months", kpi=kpi.key, by="all")
    known = known_months(rows)
    if len(known) < 2:
        return title(kpi, goal)
    chart = curve(words, scaled_rows(kpi, known), [], write_scaled(kpi))
    chart.layer.append(_target(kpi, goal))
    below = words("goals.line", target=kpi.write(goal["target"]))
    return Figure(title(kpi, goal), chart, behind(kpi, f"goal_{goal['goal_no']}", rows), below)


def title(kpi: Kpi, goal: dict[str, Any]) -> str:
    """How far the KPI is, and what can be told of the goal."""
    words = kpi.words
    aim = {"kpi": kpi.name, "baseline": kpi.write(goal["baseline"]), "target": kpi.write(goal["target"])}
    aim |= {"due": words.day(goal["due_on"])}
    if goal["value"] is None:
        return words("goals.no_value", **aim)
    key = goal["verdict"] if goal["verdict"] in _TELLING else Verdict.CANNOT_TELL
    told = {"value": kpi.with_interval(goal), "month": words.month(goal["month"]), "progress": progress(kpi, goal)}
    return words(f"goals.{key.replace(' ', '_')}", **aim, **told)


def progress(kpi: Kpi, goal: dict[str, Any]) -> str:
    """The part of the way that the KPI has gone, with its interval; or that it has gone the other way."""
    words = kpi.words
    if goal["progress"] is None:
        return words.number(None)
    if goal["progress"] < 0:
        return words("goals.away", baseline=kpi.write(goal["baseline"]))
    ends = words.shares(goal["progress_low"], goal["progress_high"], 0)
    part = words.with_interval(words.percent(goal["progress"], 0), ends)
    return words("goals.gone", progress=part, baseline=kpi.write(goal["baseline"]))


def _target(kpi: Kpi, goal: dict[str, Any]) -> alt.Chart:
    data = arrow([{"target": kpi.scaled(goal["target"]), "text": kpi.write(goal["target"])}])
    rule: alt.Chart = (
        alt.Chart(data)
        .mark_rule(color=palette().good, strokeWidth=2, strokeDash=[6, 4])
        .encode(y=alt.Y("target:Q"), tooltip=[alt.Tooltip("text:N", title=kpi.words("goals.target"))])
    )
    return rule
