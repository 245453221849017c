"""customer_month: a row per customer, spell and month in which they could have left, for hazard models."""

from vocpipe.outcomes.queries import read
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

CUSTOMER_MONTH = Table(
    "customer_month",
    "one row per customer, spell and calendar month in which they could have left: ready for a hazard model.",
    (
        Column("customer_id", "VARCHAR", "pseudonym, as in feedback"),
        Column("month", "DATE", "the month's first day; every other column but days_at_risk and churned is as of it"),
        Column("spell", "INTEGER", "which of the customer's spells it is in, as in customer_spell"),
        Column("tenure_months", "INTEGER", "whole months of the spell by then; null if its start is unknown"),
        Column(
            "months_to_renewal",
            "INTEGER",
            "months until the month in which the contract is renewed, from 0; null if the customers file does not tell",
        ),
        Column("term_months", "INTEGER", "for how long the contract is made each time, in months", published=False),
        Column("months_to_anniversary", "INTEGER", "to the next year since the start, 0 to 12", published=False),
        Column("plan", "VARCHAR", "the customer's plan as it was known on that day; null if it was learned later"),
        Column(
            "monthly_value",
            "DOUBLE",
            "what the customer paid a month, as known on that day; null if learned later",
        ),
        Column("plan_later", "VARCHAR", "the first plan known, where that was only later", published=False),
        Column("value_later", "DOUBLE", "the first value known, where that was only later", published=False),
        Column(
            "days_at_risk",
            "INTEGER",
            "days of the month in which the customer could have left, had they not left before its end",
        ),
        Column(
            "days_observed",
            "INTEGER",
            "days before the gap on which feedback of the customer could have been collected",
        ),
        Column(
            "n_said",
            "BIGINT",
            "feedback in the exposure window: the months before, without the gap of some days right before the month"
            " and what was said before they came back",
        ),
        Column("n_days_said", "BIGINT", "observed days with feedback"),
        Column(
            "theme_mentions",
            "MAP(VARCHAR, BIGINT)",
            "theme -> how many of n_said mention it: theme_mentions['<theme_id>'], or"
            " unnest(map_entries(theme_mentions))",
        ),
        Column("churned", "BOOLEAN", "whether they left in this month"),
    ),
    order="customer_id, month, spell",
)


def run(context: Context) -> Counts:
    """Replace the table; without customers, or without a known day of leaving, it is empty."""
    outcomes = context.settings.outcomes
    rows = read(
        context.connection,
        "churn/customer_month.sql",
        timezone=context.settings.workspace.timezone,
        window_months=outcomes.exposure_months,
        gap_days=outcomes.exposure_gap_days,
    )
    replace(context.connection, CUSTOMER_MONTH, rows)
    return {}


STEP = Step(
    "outcomes.customer_month",
    run,
    reads=frozenset(
        {
            "customer",
            "customer_match",
            "customer_number",
            "customer_spell",
            "customer_version",
            "feedback_clean",
            "feedback_raw",
            "sentence",
            "sentence_theme",
            "theme",
        }
    ),
    tables=(CUSTOMER_MONTH,),
)
