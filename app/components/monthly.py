"""NPS and retention by month, as figures: the curve under the newest month's value."""

from typing import Any

from vocpipe.app.components.curves import Write, curve, shown_events
from vocpipe.app.components.event_lines import event_names
from vocpipe.app.components.frame import Figure, Table
from vocpipe.app.context import PageContext

Rows = list[dict[str, Any]]


def nps(context: PageContext) -> Figure | str:
    """The NPS by month under the filters; one gray line instead if fewer than two months have enough answers."""
    rows = [{**row, "value": row["nps"]} for row in context.rows("nps_month")]
    return _curve(context, "nps", rows, context.words.signed)


def retention(context: PageContext) -> Figure | str:
    """The share of customers that stayed, by month, over all data; one gray line instead if there is too little."""
    words = context.words
    rows = context.rows("retention_month")
    return _curve(context, "retention", rows, lambda value: words.percent(None if value is None else value / 100))


def _curve(context: PageContext, name: str, rows: Rows, write: Write) -> Figure | str:
    words = context.words
    known = [row for row in rows if row["value"] is not None]
    if len(known) < 2:
        return words(f"curve.no_{name}", least=words.number(context.facts.min_responses))
    now = known[-1]
    interval = words("curve.interval", low=write(now["low"]), high=write(now["high"]))
    value = words.with_interval(write(now["value"]), interval)
    title = words(f"curve.{name}", value=value, month=words.month(now["month"]))
    cells = [
        [words.month(row["month"]), write(row["value"]), write(row["low"]), write(row["high"]), words.number(row["n"])]
        for row in rows
    ]
    head = [words("chart.month"), words("nps.points"), words("curve.low"), words("curve.high"), words("curve.n")]
    events = context.rows("calendar")
    behind = Table(f"{name}_by_month", head, cells, numeric=[1, 2, 3, 4])
    return Figure(
        title, curve(words, rows, events, write), behind, words.facts(event_names(words, shown_events(rows, events)))
    )
