"""action_effect: what is seen since people acted on a theme."""

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.actions.mentions import LEFT_OUT, WEEKS, mentions_effect
from vocpipe.outcomes.actions.nps import WEEKS as NPS_WEEKS
from vocpipe.outcomes.actions.nps import nps_effect
from vocpipe.outcomes.judgment import Chance
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.tables import replace
from vocpipe.outcomes.weekly import READS, WeeklyCounts, read_weeks
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import registered

EFFECT_SCHEMA = pa.schema(
    [("action_id", pa.string()), ("measure", pa.string())]
    + [(name, pa.int64()) for name in ("n_before", "n_after", "n_compared_before", "n_compared_after")]
    + [(name, pa.float64()) for name in ("value_before", "value_after", "compared_before", "compared_after")]
    + [(name, pa.float64()) for name in ("effect", "low", "high", "p_value", "q_value")]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def refresh_action_effects(
    connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, timezone: str
) -> pa.Table:
    """The new rows of the table action_effect, two per action that stands, after they have replaced the old ones."""
    actions = read(connection, "actions/standing.sql").to_pylist()
    effects = []
    if actions:
        weeks = read_weeks(connection, timezone)
        counts = WeeklyCounts.of(weeks, recent=WEEKS + LEFT_OUT)
        answers = read(connection, "answers.sql")
        with registered(connection, answer=answers.filter(pc.equal(answers["score_type"], "nps"))):
            customers = read(connection, "actions/customers.sql", weeks=NPS_WEEKS)
        touched = {action["theme_id"] for action in actions}
        for action in actions:
            action_id, inside = action["action_id"], pc.equal(customers["action_id"], action["action_id"])
            effects.append(mentions_effect(action_id, action["theme_id"], action["done_on"], counts, touched))
            effects.append(nps_effect(action_id, customers.filter(inside)))
    p_values = np.array([np.nan if effect.p_value is None else effect.p_value for effect in effects])
    q_values = false_discovery_rates(p_values)
    tests = int((~np.isnan(q_values)).sum())
    rows = [
        effect.row(
            None if np.isnan(q_value) else float(q_value),
            Chance(float(q_value), settings.false_discovery_rate, tests, "effect"),
        )
        for effect, q_value in zip(effects, q_values, strict=True)
    ]
    table = pa.Table.from_pylist(rows, schema=EFFECT_SCHEMA)
    replace(connection, "action_effect", table)
    return table


def _run(context: Context) -> Counts:
    refresh_action_effects(context.connection, context.settings.outcomes, context.settings.workspace.timezone)
    return {}


STEP = Step(
    "outcomes.action_effect",
    _run,
    reads=READS | {"action", "customer", "customer_number"},
    writes=frozenset({"action_effect"}),
)
