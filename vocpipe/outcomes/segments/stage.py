"""customer_segment and segment_rule: who belonged where on which day, by rules that can be read.

What is said of a day uses only what was known on it: thresholds come from the customers of the month, use from the
days before, plan and value from what had been seen by then. A customers file has no past, so what is first seen of a
customer is taken to hold since the start, and changes are known from the day of the file that first shows them.
"""

from datetime import date
from typing import Any

import duckdb

from vocpipe.outcomes.queries import read
from vocpipe.settings import SegmentsSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.workspace import statement, transaction

LEAST_CUSTOMERS = 20  # with fewer a tenth of them is nobody

_POINTS = (
    "CREATE OR REPLACE TEMP TABLE segment_point (customer_id VARCHAR, segment_kind VARCHAR, day DATE, segment VARCHAR)"
)
_RULE = "INSERT INTO segment_rule VALUES (?, ?, NULL, ?, NULL, ?, ?)"


def refresh_segments(connection: duckdb.DuckDBPyConnection, settings: SegmentsSettings, timezone: str) -> int:
    """How many spells the tables hold, after segments and rules have replaced the old ones; 0 without a customers file.

    `timezone` is the one that days begin in.
    """
    span = read(connection, "data_span.sql", timezone=timezone).to_pylist()
    with transaction(connection):
        connection.execute("DELETE FROM customer_segment")
        connection.execute("DELETE FROM segment_rule")
        if span and connection.execute("SELECT count(*) FROM customer").fetchall()[0][0]:
            _fill(connection, settings, timezone, span[0])
    rows = connection.execute("SELECT count(*) FROM customer_segment").fetchall()
    return int(rows[0][0])


def _fill(
    connection: duckdb.DuckDBPyConnection, settings: SegmentsSettings, timezone: str, span: dict[str, date | None]
) -> None:
    days = {"first_day": span["first_day"], "as_of": span["as_of"]}
    connection.execute(_POINTS)
    _run(connection, "touch_rules", **days, high=settings.high_touch, low=settings.low_touch, least=LEAST_CUSTOMERS)
    _run(connection, "touch_points", **days)
    _run(connection, "plan_points", first_day=span["first_day"])
    _run(
        connection,
        "lifecycle_points",
        as_of=span["as_of"],
        onboarding=settings.onboarding_days,
        contract=settings.contract_months,
        renewal=settings.renewal_days,
    )
    if span["first_done"] is not None:
        _run(
            connection,
            "usage_points",
            timezone=timezone,
            first_done=span["first_done"],
            as_of=span["as_of"],
            days=settings.usage_days,
            frequent=settings.frequent,
            occasional=settings.occasional,
        )
    _run(connection, "spells", **days)
    connection.execute("DROP TABLE segment_point")
    connection.executemany(_RULE, _fixed_rules(settings, has_use=span["first_done"] is not None))


def _run(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> None:
    connection.execute(statement("vocpipe.outcomes.segments", f"{name}.sql"), parameters)


def _fixed_rules(settings: SegmentsSettings, *, has_use: bool) -> list[list[str | float | None]]:
    """The rules that hold at any time: kind, segment, least, English, Japanese."""
    rules: list[list[str | float | None]] = [
        ["touch_model", "tech", None, "Every other customer whose value is known.", "high、low 以外で月額のわかる顧客"]
    ]
    first, days = settings.onboarding_days, settings.usage_days
    rules += [
        ["lifecycle", "onboarding", 0, f"The first {first} days.", f"開始から {first} 日間"],
        ["lifecycle", "established", first, f"From day {first} on.", f"開始から {first} 日目以降"],
    ]
    if settings.contract_months and settings.renewal_days:
        ahead, months = settings.renewal_days, settings.contract_months
        en = f"The last {ahead} days of each {months} months since the start, after onboarding."
        rules.append(
            [
                "lifecycle",
                "renewal",
                None,
                en,
                f"開始から {months} か月ごとの区切りの直前 {ahead} 日間（onboarding 後）",
            ]
        )
    if has_use:
        for segment, least in (("frequent", settings.frequent), ("occasional", settings.occasional), ("rare", 0)):
            en = f"Used on {least} or more of the last {days} days." if least else f"Any less in the last {days} days."
            ja = f"直近 {days} 日のうち利用が {least} 日以上" if least else f"直近 {days} 日の利用がそれより少ない"
            rules.append(["usage", segment, least, en, ja])
    return rules


def _run_step(context: Context) -> Counts:
    refresh_segments(context.connection, context.settings.segments, context.settings.workspace.timezone)
    return {}


STEP = Step(
    "outcomes.customer_segment",
    _run_step,
    reads=frozenset({"feedback_raw", "behaviour", "customer", "customer_number", "customer_version"}),
    writes=frozenset({"customer_segment", "segment_rule"}),
)
