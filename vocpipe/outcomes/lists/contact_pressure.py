"""contact_pressure and contact_fatigue: how often customers are written to and asked, and whether they still answer."""

from typing import Any

import pyarrow as pa

from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.queries import ANSWER_DAYS, asked, read
from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN, too_small_to_show
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.wording import amount, text

CONTACT_PRESSURE = Table(
    "contact_pressure",
    "one row per customer who was written to or asked of late, by the [[contacts]] and [[invitations]] tables.",
    (
        Column("customer_id", "VARCHAR", "pseudonym, as in feedback"),
        Column("n_messages", "BIGINT", "days with a message within [handoff] contact_days before the last feedback"),
        Column("n_surveys", "BIGINT", "days with an invitation to a survey"),
        Column("n_days", "BIGINT", "days with either"),
        Column("last_on", "DATE", "the last of them"),
        Column("is_over", "BOOLEAN", "whether they are at or over [handoff] contact_cap: no export has them"),
    ),
    order="n_days DESC, customer_id",
)
CONTACT_FATIGUE = Table(
    "contact_fatigue",
    "one row per number of days with messages before an invitation to a survey: the share that was answered.",
    (
        Column("n_before", "INTEGER", "days with a message within contact_days before; 4: four or more"),
        Column("n", "BIGINT", "invitations; null if they are of fewer than five customers"),
        Column("n_customers", "BIGINT", "customers they are of; null if they are fewer than five"),
        Column("rate", "DOUBLE", "share that was answered, 0 to 1; null below the minimum number of answers"),
        Column("low", "DOUBLE", "lower end of its 95 % interval"),
        Column("high", "DOUBLE", "upper end"),
        Column("reason_en", "VARCHAR", "why there is no share, in English; null if there is one"),
        Column("reason_ja", "VARCHAR", "why there is no share, in Japanese; null if there is one"),
    ),
    order="n_before",
)
Row = dict[str, Any]


def fatigue_row(counts: Row, min_n: int) -> Row:
    """The row of contact_fatigue of one row of contact_fatigue.sql."""
    row = {"n_before": counts["n_before"]}
    if counts["n_customers"] < MIN_CUSTOMERS_SHOWN:
        return row | reason_columns(too_small_to_show())
    row |= {"n": counts["n"], "n_customers": counts["n_customers"]}
    if counts["n"] < min_n:
        return row | reason_columns(text("kpi.few", counted=amount("invitation", counts["n"]), min=min_n))
    interval = wilson_interval(counts["n_answered"], counts["n"])
    return row | {"rate": counts["n_answered"] / counts["n"], "low": interval.low, "high": interval.high}


def run(context: Context) -> Counts:
    """Replace both tables; without contacts and invitations they are empty."""
    connection, handoff = context.connection, context.settings.handoff
    timezone = context.settings.workspace.timezone
    span = read(connection, "data_span.sql", timezone=timezone).to_pylist()
    loud: list[Row] = []
    fatigue: list[Row] = []
    if span:
        given = {"timezone": timezone, "as_of": span[0]["as_of"], "days": handoff.contact_days}
        loud = read(connection, "lists/contact_pressure.sql", **given).to_pylist()
        with registered(connection, asked=asked(connection, timezone)):
            fatigue = read(connection, "lists/contact_fatigue.sql", **given, answer_days=ANSWER_DAYS).to_pylist()
    least = context.settings.outcomes.min_responses
    rows = [{**row, "is_over": row["n_days"] >= handoff.contact_cap} for row in loud]
    replace(connection, CONTACT_PRESSURE, pa.Table.from_pylist(rows, schema=CONTACT_PRESSURE.schema))
    answered = [fatigue_row(row, least) for row in fatigue]
    replace(connection, CONTACT_FATIGUE, pa.Table.from_pylist(answered, schema=CONTACT_FATIGUE.schema))
    return {}


STEP = Step(
    "outcomes.contact_pressure",
    run,
    reads=frozenset(
        {
            *("behaviour", "contact", "customer", "customer_match", "customer_number", "customer_spell"),
            *("feedback_raw", "invitation"),
        }
    ),
    tables=(CONTACT_PRESSURE, CONTACT_FATIGUE),
)
