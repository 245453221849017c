"""customer_segment and segment_rule: which customer belonged to which segment on which day, and by which rule.

A segment on a day uses only what was known on that day: thresholds come from the customers of the month, use from the
days before, plan and value from what had been seen by then. A customers file has no past, so the first values seen are
taken to hold since the start, and a change is known from the day of the file that first shows it.
"""

from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.segments.rules import SEGMENT_RULE, Thresholds, segment_rules
from vocpipe.settings import SegmentsSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.store.workspace import fetch, fetch_one, statement

MIN_CUSTOMERS = 20  # with fewer, a tenth of them is hardly anybody

CUSTOMER_SEGMENT = Table(
    "customer_segment",
    "one row per customer, kind of segment and spell of time; on any day a customer is in at most one of a kind.",
    (
        Column("customer_id", "VARCHAR", "pseudonym of the customer"),
        Column("segment_kind", "VARCHAR", "touch_model, usage, lifecycle or plan; segment_rule says how each is cut"),
        Column(
            "segment",
            "VARCHAR",
            "touch_model: high, low or tech; usage: frequent, occasional or rare; lifecycle: onboarding, established or"
            " renewal; the plan's name",
        ),
        Column(
            "valid_from",
            "DATE",
            "the first day the segment holds; a segment on a day is drawn from what was known on that day",
        ),
        Column("valid_to", "DATE", "the first day it no longer holds; null while it does"),
    ),
    order="customer_id, segment_kind, valid_from",
)


def refresh_segments(connection: duckdb.DuckDBPyConnection, settings: SegmentsSettings, timezone: str) -> None:
    """Replace customer_segment and segment_rule; without a customers file both are empty.

    `timezone` is the one that days begin in.
    """
    spells, rules = CUSTOMER_SEGMENT.schema.empty_table(), SEGMENT_RULE.schema.empty_table()
    span = read(connection, "data_span.sql", timezone=timezone).to_pylist()
    if span and fetch_one(connection, "SELECT 1 FROM customer LIMIT 1"):
        days = {"first_day": span[0]["first_day"], "as_of": span[0]["as_of"]}
        first_done: date | None = span[0]["first_done"]
        thresholds = _read(
            connection,
            "touch_thresholds",
            **days,
            high=settings.high_touch,
            low=settings.low_touch,
            min_customers=MIN_CUSTOMERS,
        )
        points = [
            _touch_points(connection, thresholds),
            _read(connection, "plan_points", first_day=days["first_day"]),
            _lifecycle_points(connection, settings, days["as_of"]),
            *([] if first_done is None else [_usage_points(connection, settings, timezone, first_done, days["as_of"])]),
        ]
        with registered(connection, segment_point=pa.concat_tables(points, promote_options="permissive")):
            spells = _read(connection, "spells", **days)
        rules = segment_rules(Thresholds.each(thresholds), settings, has_use=first_done is not None)
    replace(connection, CUSTOMER_SEGMENT, spells)
    replace(connection, SEGMENT_RULE, rules)


def _touch_points(connection: duckdb.DuckDBPyConnection, thresholds: pa.Table) -> pa.Table:
    with registered(connection, touch_threshold=thresholds):
        return _read(connection, "touch_points")


def _lifecycle_points(connection: duckdb.DuckDBPyConnection, settings: SegmentsSettings, as_of: date) -> pa.Table:
    return _read(
        connection,
        "lifecycle_points",
        as_of=as_of,
        onboarding=settings.onboarding_days,
        contract=settings.contract_months,
        renewal=settings.renewal_days,
    )


def _usage_points(
    connection: duckdb.DuckDBPyConnection, settings: SegmentsSettings, timezone: str, first_done: date, as_of: date
) -> pa.Table:
    return _read(
        connection,
        "usage_points",
        timezone=timezone,
        first_done=first_done,
        as_of=as_of,
        days=settings.usage_days,
        frequent=settings.frequent,
        occasional=settings.occasional,
    )


def _read(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> pa.Table:
    return fetch(connection, statement("vocpipe.outcomes.segments", f"{name}.sql"), parameters)


def _run(context: Context) -> Counts:
    refresh_segments(context.connection, context.settings.segments, context.settings.workspace.timezone)
    return {}


STEP = Step(
    "outcomes.customer_segment",
    _run,
    reads=frozenset({"behaviour", "customer", "customer_number", "customer_version", "feedback_raw"}),
    tables=(CUSTOMER_SEGMENT, SEGMENT_RULE),
)
