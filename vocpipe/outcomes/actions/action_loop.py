"""action_loop: how long it took from the first mention to the action, and who raised the theme again since."""

from typing import Any

import pyarrow as pa

from vocpipe.outcomes.figures import percent
from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.wording import Text, amount, text

MIN_HEARD = 20  # customers, for a share of them
ACTION_LOOP = Table(
    "action_loop",
    "one row per action that was not dropped or undone: the days from the theme's first mention to it, and how many of"
    " the customers who had raised the theme raised it again.",
    (
        Column("action_id", "VARCHAR", "the action"),
        Column("first_said_on", "DATE", "the theme's first mention; null if it is as old as the data, to four weeks"),
        Column("decided_on", "DATE", "when the action was recorded; null if only once customers could notice it"),
        Column("shipped_on", "DATE", "since when customers can notice it; null if it is not done"),
        Column("days_to_action", "INTEGER", "from first_said_on to decided_on"),
        Column("days_to_done", "INTEGER", "from first_said_on to shipped_on"),
        Column("since_on", "DATE", "when customers were told, else shipped_on; what is said since then is said again"),
        Column("n_raised", "BIGINT", "customers who mentioned the theme before since_on"),
        Column("n_heard", "BIGINT", "those of n_raised of whom there is any feedback since"),
        Column("n_raised_again", "BIGINT", "those of n_heard who mentioned the theme since"),
        Column("share_raised_again", "DOUBLE", "n_raised_again / n_heard, 0 to 1; null if too few were heard of"),
        Column("low", "DOUBLE", "lower end of its 95 % interval (Wilson)"),
        Column("high", "DOUBLE", "upper end"),
        Column("reason_en", "VARCHAR", "what that says, in English"),
        Column("reason_ja", "VARCHAR", "what that says, in Japanese"),
    ),
    order="action_id",
)


def action_loops(found: pa.Table) -> pa.Table:
    """The rows of the table action_loop. found: as action_loop.sql has them."""
    return pa.Table.from_pylist([_row(row) for row in found.to_pylist()], schema=ACTION_LOOP.schema)


def _row(found: dict[str, Any]) -> dict[str, Any]:
    days = {
        name: (found[until] - found["first_said_on"]).days if found[until] and found["first_said_on"] else None
        for name, until in (("days_to_action", "decided_on"), ("days_to_done", "shipped_on"))
    }
    return found | days | _again(found)


def _again(found: dict[str, Any]) -> dict[str, Any]:
    """The share of those heard of who raised the theme again, with its interval, and what it says."""
    heard, again = found["n_heard"], found["n_raised_again"]
    if heard is None:
        return reason_columns(text("actions.loop.not_done"))
    if heard < MIN_HEARD:
        return reason_columns(_few(heard))
    interval = wilson_interval(again, heard)
    said = text(
        "actions.loop.found",
        heard=amount("customer", heard),
        again=again,
        share=percent(again / heard),
        low=percent(interval.low),
        high=percent(interval.high),
    )
    return {"share_raised_again": again / heard, "low": interval.low, "high": interval.high, **reason_columns(said)}


def _few(heard: int) -> Text:
    return text("actions.loop.few", heard=amount("customer", heard), min_heard=MIN_HEARD)


def run(context: Context) -> Counts:
    """Replace the table; without actions it is empty."""
    found = read(context.connection, "actions/action_loop.sql", timezone=context.settings.workspace.timezone)
    replace(context.connection, ACTION_LOOP, action_loops(found))
    return {}


STEP = Step(
    "outcomes.action_loop",
    run,
    reads=frozenset(
        {"action", "customer", "customer_match", "customer_number", "feedback_raw", "sentence", "sentence_theme"}
    ),
    tables=(ACTION_LOOP,),
)
