"""customer_segment and segment_rule: each customer's segments over time, and the rules behind them.

A segment on a day uses only what was known on that day: thresholds come from the customers of the month, use from the
days before, plan and value from the files read by then. A customers file has no history, so the first values seen are
assumed since the start, and a change counts from the day of the file that first shows it.
"""

from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.segments.rules import SEGMENT_RULE, Thresholds, segment_rules
from vocpipe.settings import SegmentsSettings, Settings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.store.workspace import fetch_one

MIN_CUSTOMERS = 20  # for thresholds by quantile


@dataclass(frozen=True, slots=True)
class Days:
    """The period of segments: its first day, the day after its last, and the first day with behavior."""

    first: date
    as_of: date
    first_use: date | None


CUSTOMER_SEGMENT = Table(
    "customer_segment",
    "one row per customer, kind of segment and spell; on any day a customer is in at most one segment per kind.",
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


def run(context: Context) -> Counts:
    """Replace both tables; without a customers file they are empty."""
    connection, settings = context.connection, context.settings.segments
    spells, rules = CUSTOMER_SEGMENT.schema.empty_table(), SEGMENT_RULE.schema.empty_table()
    span = read(connection, "data_span.sql", timezone=context.settings.workspace.timezone).to_pylist()
    if span and fetch_one(connection, "SELECT 1 FROM customer LIMIT 1"):
        first = _first_day(connection, span[0]["first_day"], context.settings)
        days = Days(first, span[0]["as_of"], span[0]["first_done"])
        thresholds = _thresholds(connection, settings, days)
        points = _points(connection, thresholds, days, context.settings)
        with registered(connection, segment_point=points):
            spells = read(connection, "segments/spells.sql", first_day=days.first, as_of=days.as_of)
        rules = segment_rules(Thresholds.each(thresholds), settings, has_use=days.first_use is not None)
    replace(connection, CUSTOMER_SEGMENT, spells)
    replace(connection, SEGMENT_RULE, rules)
    return {}


def _first_day(connection: duckdb.DuckDBPyConnection, first: date, settings: Settings) -> date:
    """The first day of the data, or of invitations: whoever was invited before anybody answered is in segments too."""
    query = "SELECT min(sent_at AT TIME ZONE 'UTC' AT TIME ZONE $timezone)::DATE FROM invitation"
    row = fetch_one(connection, query, {"timezone": settings.workspace.timezone})
    return min(first, row[0]) if row and row[0] else first


def _thresholds(connection: duckdb.DuckDBPyConnection, settings: SegmentsSettings, days: Days) -> pa.Table:
    """The touch model's thresholds of each month."""
    return read(
        connection,
        "segments/touch_thresholds.sql",
        first_day=days.first,
        as_of=days.as_of,
        high=settings.high_touch,
        low=settings.low_touch,
        min_customers=MIN_CUSTOMERS,
    )


def _points(connection: duckdb.DuckDBPyConnection, thresholds: pa.Table, days: Days, settings: Settings) -> pa.Table:
    """The days on which a customer's segment of any kind may change, with the segment from that day on."""
    with registered(connection, touch_threshold=thresholds):
        touch = read(connection, "segments/touch_points.sql")
    plan = read(connection, "segments/plan_points.sql", first_day=days.first)
    points = [touch, plan, _lifecycle_points(connection, settings.segments, days.as_of)]
    if days.first_use is not None:
        points.append(_usage_points(connection, settings, days.first_use, days.as_of))
    return pa.concat_tables(points, promote_options="permissive")


def _lifecycle_points(connection: duckdb.DuckDBPyConnection, settings: SegmentsSettings, as_of: date) -> pa.Table:
    return read(
        connection,
        "segments/lifecycle_points.sql",
        as_of=as_of,
        onboarding=settings.onboarding_days,
        contract=settings.contract_months,
        renewal=settings.renewal_days,
    )


def _usage_points(connection: duckdb.DuckDBPyConnection, settings: Settings, first_use: date, as_of: date) -> pa.Table:
    return read(
        connection,
        "segments/usage_points.sql",
        timezone=settings.workspace.timezone,
        first_done=first_use,
        as_of=as_of,
        days=settings.segments.usage_days,
        frequent=settings.segments.frequent,
        occasional=settings.segments.occasional,
    )


STEP = Step(
    "outcomes.customer_segment",
    run,
    reads=frozenset(
        {
            *("behaviour", "customer", "customer_match", "customer_number", "customer_spell", "customer_version"),
            *("feedback_raw", "invitation"),
        }
    ),
    tables=(CUSTOMER_SEGMENT, SEGMENT_RULE),
)
