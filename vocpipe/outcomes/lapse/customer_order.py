"""customer_order, customer_lapse and lapse_rule: who ordered when, and who has lapsed for want of an order."""

from typing import Any

import pyarrow as pa

from vocpipe.outcomes.lapse.rule import LapseRule
from vocpipe.outcomes.queries import read
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.store.workspace import fetch

CUSTOMER_ORDER = Table(
    "customer_order",
    "one row per customer and day with orders, by the [[purchases]] tables.",
    (
        Column("customer_id", "VARCHAR", "pseudonym, as in feedback"),
        Column("ordered_on", "DATE", "the day, in the workspace's time zone"),
        Column("n_orders", "BIGINT", "orders of that day"),
        Column("amount", "DOUBLE", "their sum in the currency of most orders; null if none has an amount in it"),
        Column("place", "INTEGER", "the customer's days with orders in the order of time, from 1"),
        Column("next_on", "DATE", "the customer's next day with orders; null if there is none yet"),
        Column("lapse_days", "INTEGER", "days without another order after which they lapse; null without a rule"),
    ),
    order="customer_id, ordered_on",
)
CUSTOMER_LAPSE = Table(
    "customer_lapse",
    "one row per customer who has ordered: how, and whether they have lapsed by the last day with orders.",
    (
        Column("customer_id", "VARCHAR", "pseudonym, as in feedback"),
        Column("first_on", "DATE", "the first day with an order"),
        Column("last_on", "DATE", "the last one"),
        Column("n_orders", "BIGINT", "orders"),
        Column("n_days", "BIGINT", "days with orders"),
        Column("amount", "DOUBLE", "sum of their amounts in the currency of most orders; null if none is known"),
        Column("lapse_days", "INTEGER", "days without another order after which they lapse; null without a rule"),
        Column("lapses_on", "DATE", "the day on which they lapse if no order comes before it; it may lie ahead"),
        Column("has_lapsed", "BOOLEAN", "whether that day has come by the last day with orders; null without a rule"),
        Column("n_lapses", "BIGINT", "how often they have lapsed, also where they came back"),
    ),
    order="customer_id",
)
LAPSE_RULE = Table(
    "lapse_rule",
    "one row per workspace with orders: after how long without one customers have lapsed, and how that was found.",
    (
        Column("days", "INTEGER", "after how many days without an order, at most; null without a rule"),
        Column("is_set", "BOOLEAN", "whether [lapse] in vocpipe.toml says so; else it is made from the orders"),
        Column("n_returned", "BIGINT", "customers who ordered on more than one day"),
        Column("first_on", "DATE", "the first day with an order"),
        Column("until_on", "DATE", "the day after the last one: nothing is known from that day on"),
        Column("reason_en", "VARCHAR", "the rule, or why there is none, in English"),
        Column("reason_ja", "VARCHAR", "the rule, or why there is none, in Japanese"),
    ),
    order="days",
)
_LAPSES = """
SELECT
    customer_id, min(ordered_on) AS first_on, max(ordered_on) AS last_on, CAST(sum(n_orders) AS BIGINT) AS n_orders,
    count(*) AS n_days, sum(amount) AS amount, arg_max(lapse_days, ordered_on) AS lapse_days,
    arg_max(ordered_on + lapse_days, ordered_on) AS lapses_on,
    arg_max(ordered_on + lapse_days < CAST($until AS DATE), ordered_on) AS has_lapsed,
    count(*) FILTER (WHERE ordered_on + lapse_days < coalesce(next_on, CAST($until AS DATE))) AS n_lapses
FROM customer_order
GROUP BY customer_id
ORDER BY customer_id
"""
_ENDS = "SELECT min(ordered_on) AS first_on, max(ordered_on) + 1 AS until_on FROM customer_order"


def customer_orders(orders: pa.Table, rule: LapseRule) -> pa.Table:
    """The rows of customer_order; orders: those of order_days.sql."""
    days = rule.days_of(orders)
    column = pa.nulls(orders.num_rows, pa.int32()) if days is None else pa.array(days, pa.int32())
    return orders.append_column("lapse_days", column).select(CUSTOMER_ORDER.schema.names).cast(CUSTOMER_ORDER.schema)


def run(context: Context) -> Counts:
    """Replace the tables; without orders they are empty."""
    connection = context.connection
    orders = read(connection, "lapse/order_days.sql", timezone=context.settings.workspace.timezone)
    rule = LapseRule.of(orders, context.settings.lapse)
    rows = customer_orders(orders, rule)
    replace(connection, CUSTOMER_ORDER, rows)
    (ends,) = fetch(connection, _ENDS).to_pylist()
    lapses = fetch(connection, _LAPSES, {"until": ends["until_on"]})
    rules = [_rule_row(rule, ends)] if rows.num_rows else []
    replace(connection, CUSTOMER_LAPSE, lapses.cast(CUSTOMER_LAPSE.schema))
    replace(connection, LAPSE_RULE, pa.Table.from_pylist(rules, schema=LAPSE_RULE.schema))
    return {}


def _rule_row(rule: LapseRule, ends: dict[str, Any]) -> dict[str, Any]:
    about = rule.about
    return {
        **{"days": rule.days, "is_set": rule.settings.days is not None, "n_returned": rule.returned, **ends},
        **{"reason_en": about.en, "reason_ja": about.ja},
    }


STEP = Step(
    "outcomes.customer_order",
    run,
    reads=frozenset({"customer_match", "customer_number", "purchase"}),
    tables=(CUSTOMER_ORDER, CUSTOMER_LAPSE, LAPSE_RULE),
)
