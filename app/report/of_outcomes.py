"""Blocks of what is published over all data: NPS, retention, drivers, the change of the NPS, and releases."""

from vocpipe.app.components import change_parts, churn_drivers, event_changes, monthly, score_drivers
from vocpipe.app.components.driver_chart import Drivers, clear_figure, unclear_line
from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Figure
from vocpipe.app.components.stamp import stamp
from vocpipe.app.context import PageContext
from vocpipe.app.report.document import Block
from vocpipe.verdict import Verdict


def nps(context: PageContext) -> Block:
    """The NPS by month."""
    rows = [row for row in context.rows("nps_month") if row["nps"] is not None]
    return _figure(context, "nps", monthly.nps(context), context.words.amount("answer", sum(row["n"] for row in rows)))


def retention(context: PageContext) -> Block:
    """Retention by month."""
    customers = context.words.amount("customer", context.row("driver_facts")["n_customers"])
    return _figure(context, "retention", monthly.retention(context), customers)


def drivers(context: PageContext) -> Block:
    """The themes that go with a higher or a lower NPS."""
    rows = context.rows("driver_gaps", score_type="nps", kind=None)
    found = score_drivers.drivers(context, rows, "nps", None) if rows else None
    answers = context.words.amount("answer", context.row("driver_facts")["n_nps_with_text"])
    return _drivers(context, "drivers", found, rows, answers)


def churn(context: PageContext) -> Block:
    """The themes whose customers leave more or less often."""
    rows = context.rows("driver_churn")
    found = churn_drivers.drivers(context, rows) if rows else None
    customers = context.words.amount("customer", context.row("driver_facts")["n_customers"])
    return _drivers(context, "churn", found, rows, customers)


def change(context: PageContext) -> Block:
    """The change of the NPS between the newest two periods, as a waterfall of its parts by theme."""
    words = context.words
    pair = context.row("driver_pairs")
    if not pair or pair["periods"] is None:
        reason = words.reason(pair) if pair else words("drivers.no_themes")
        return Block("change", words("report_block.change"), stamp(context), [reason])
    rows = context.rows("driver_change", periods=pair["periods"], after_from=pair["after_from"].isoformat())
    shown = [row for row in rows if row["dimension"] == "theme"]
    answers = words.amount("answer", pair["n_before"] + pair["n_after"])
    lines = [words("report.gray"), words.reason(pair)]
    figure = change_parts.figure(context, pair, shown, most=5)
    return Block("change", figure.title, stamp(context, answers), [line for line in lines if line], figure)


def releases(context: PageContext) -> Block:
    """What changed at the newest event that something changed at."""
    words = context.words
    events = context.rows("release_events")
    if not events:
        return Block("releases", words("report_block.releases"), stamp(context), [words("releases.none")])
    event = event_changes.first_of(events)
    if not event["n_themes"]:
        title = words("releases.cannot_tell", event=event["event"])
        return Block("releases", title, stamp(context), [words.reason(event)])
    feedback = words.amount("feedback", event["feedback_before"] + event["feedback_after"])
    found = event_changes.drivers(context, event)
    block = _drivers(context, "releases", found, found.rows, feedback)
    return Block(
        "releases", block.title, block.origin, [event_changes.weeks(context, event), *block.lines], block.figure
    )


def _figure(context: PageContext, key: str, found: Figure | str, n: str) -> Block:
    if isinstance(found, str):
        return Block(key, context.words(f"report_block.{key}"), stamp(context), [found])
    return Block(key, found.title, stamp(context, n), [found.below] if found.below else [], figure=found)


def _drivers(context: PageContext, key: str, found: Drivers | None, rows: Rows, n: str) -> Block:
    """The clear ones as a chart, and in one line how many can't be told."""
    words = context.words
    if found is None:
        reason = words.reason(rows[0]) if rows else words("drivers.no_themes")
        return Block(key, words(f"report_block.{key}"), stamp(context), [reason])
    without = [
        words("drivers.clear_without", name=words.theme(row), reason=words.reason(row))
        for row in rows
        if row["verdict"] != Verdict.CANNOT_TELL and row["theme_id"] not in found.estimates
    ]
    lines = [line for line in [*without, unclear_line(context, found)] if line]
    return Block(key, found.title, stamp(context, n), lines, clear_figure(context, found))
