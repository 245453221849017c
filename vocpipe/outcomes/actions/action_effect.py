"""action_effect: the change since an action on a theme, against a comparison group."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.actions.effect import Effect
from vocpipe.outcomes.actions.mentions_effect import LEFT_OUT, WEEKS, mentions_effect
from vocpipe.outcomes.actions.nps_effect import WEEKS as NPS_WEEKS
from vocpipe.outcomes.actions.nps_effect import nps_effect
from vocpipe.outcomes.judgment import JUDGMENT_COLUMNS, Chance, number_or_none
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.tested import Family, family_columns
from vocpipe.outcomes.weekly import READS, WeeklyCounts, read_weeks
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace

FAMILY = Family("action_effect", "change of the rate against that of themes without an action, random effects")
_OF_NPS = "the more cautious of difference in differences and regression on the score before"
ACTION_EFFECT = Table(
    "action_effect",
    "one row per action that was not dropped or undone, and measure: before and after, against a comparison group."
    " An association in time; other things may have happened on the same day.",
    (
        Column("action_id", "VARCHAR", "the action"),
        Column(
            "measure",
            "VARCHAR",
            "mentions (how often the theme is mentioned, against all themes without an action) or nps (of customers who"
            " had mentioned the theme, against the others)",
        ),
        Column(
            "n_before",
            "BIGINT",
            "mentions of the theme in the twelve weeks before (the last four left out); of nps the customers who had"
            " mentioned it and answered before and after",
        ),
        Column("n_after", "BIGINT", "mentions in up to twelve weeks after; of nps the customers of n_before"),
        Column("n_compared_before", "BIGINT", "mentions of the other themes before; of nps the other customers"),
        Column("n_compared_after", "BIGINT", "mentions of the other themes after; of nps the other customers"),
        Column("value_before", "DOUBLE", "mentions per 100 feedback items before; of nps the NPS before"),
        Column("value_after", "DOUBLE", "mentions per 100 feedback items after; of nps the NPS after"),
        Column("compared_before", "DOUBLE", "value_before of the comparison group"),
        Column("compared_after", "DOUBLE", "value_after of the comparison group"),
        Column(
            "effect",
            "DOUBLE",
            "of mentions the rate after divided by the rate before, over that ratio of the other themes (1: no effect);"
            " of nps the points by which the customers moved more than the others, the more cautious of two estimates",
        ),
        Column("low", "DOUBLE", "lower end of its 95 % interval; of nps it holds those of both estimates"),
        Column("high", "DOUBLE", "upper end"),
        *family_columns("two-sided, of no effect"),
        *JUDGMENT_COLUMNS,
    ),
    order="action_id, measure",
)


def action_effects(actions: pa.Table, weeks: pa.Table, customers: pa.Table, settings: OutcomesSettings) -> pa.Table:
    """The rows of the table action_effect, two for each action.

    actions: action_id, theme_id, done_on. weeks: as `vocpipe.outcomes.weekly.read_weeks` gives them. customers: as
    both_sides.sql has them.
    """
    counts = WeeklyCounts.of(weeks, recent=WEEKS + LEFT_OUT)
    touched = set(actions["theme_id"].to_pylist())
    effects = []
    for action in actions.to_pylist():
        action_id, theme_id = action["action_id"], action["theme_id"]
        answered = customers.filter(pc.equal(customers["action_id"], action_id))
        effects.append(mentions_effect(action_id, theme_id, action["done_on"], counts, touched))
        effects.append(nps_effect(action_id, answered))
    return _rows(effects, settings.false_discovery_rate)


def _rows(effects: Sequence[Effect], allowed: float) -> pa.Table:
    """The rows with the false discovery rate over all of them."""
    q_values = false_discovery_rates(np.array([effect.p_value for effect in effects], np.float64))
    tests = int((~np.isnan(q_values)).sum())
    rows = [
        effect.row(number_or_none(q_value), Chance(q_value, allowed, tests, "effect"))
        for effect, q_value in zip(effects, q_values.tolist(), strict=True)
    ]
    rows = [row | {"method": _OF_NPS if row["measure"] == "nps" else None} for row in rows]
    return FAMILY.named(pa.Table.from_pylist(rows, schema=ACTION_EFFECT.schema), ACTION_EFFECT.schema)


def run(context: Context) -> Counts:
    """Replace the table; without actions it is empty."""
    connection, timezone = context.connection, context.settings.workspace.timezone
    actions = read(connection, "actions/standing_actions.sql")
    rows = ACTION_EFFECT.schema.empty_table()
    if actions.num_rows:
        answers = read(connection, "answers.sql")
        with registered(connection, nps_answer=answers.filter(pc.equal(answers["score_type"], "nps"))):
            customers = read(connection, "actions/both_sides.sql", weeks=NPS_WEEKS, timezone=timezone)
        weeks = read_weeks(connection, timezone)
        rows = action_effects(actions, weeks, customers, context.settings.outcomes)
    replace(connection, ACTION_EFFECT, rows)
    return {}


STEP = Step(
    "outcomes.action_effect",
    run,
    reads=READS | {"action", "customer", "customer_match", "customer_number"},
    tables=(ACTION_EFFECT,),
)
