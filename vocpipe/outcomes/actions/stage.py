"""action and action_effect: what people decided, and what is seen since."""

from collections.abc import Sequence
from dataclasses import asdict, fields

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.inbox.actions import Action
from vocpipe.outcomes.actions.mentions import LEFT_OUT, WEEKS, mentions_effect
from vocpipe.outcomes.actions.nps import WEEKS as NPS_WEEKS
from vocpipe.outcomes.actions.nps import nps_effect
from vocpipe.outcomes.reasons import Chance, Tested
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.tables import read, registered, replace
from vocpipe.outcomes.trends.counts import HISTORY_WEEKS, WeeklyCounts
from vocpipe.settings import OutcomesSettings

EFFECTS = Tested("effect", "effects", "件の効果")
_TYPES = {
    "done_on": pa.date32(),
    "created_at": pa.timestamp("us"),
    "closed_at": pa.timestamp("us"),
}
ACTION_SCHEMA = pa.schema([(field.name, _TYPES.get(field.name, pa.string())) for field in fields(Action)])
EFFECT_SCHEMA = pa.schema(
    [("action_id", pa.string()), ("measure", pa.string())]
    + [(name, pa.int64()) for name in ("n_before", "n_after", "n_compared_before", "n_compared_after")]
    + [(name, pa.float64()) for name in ("value_before", "value_after", "compared_before", "compared_after")]
    + [(name, pa.float64()) for name in ("effect", "low", "high", "p_value", "q_value")]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def store_actions(connection: duckdb.DuckDBPyConnection, actions: Sequence[Action]) -> int:
    """How many actions are new, changed or gone since the last refresh, after the table action holds `actions`."""
    rows = pa.Table.from_pylist([asdict(action) for action in actions], schema=ACTION_SCHEMA)
    before = read(connection, "actions/all.sql").cast(ACTION_SCHEMA)
    old, new = ({tuple(row.items()) for row in table.to_pylist()} for table in (before, rows))
    if old != new:
        replace(connection, "action", rows)
    return len({dict(row)["action_id"] for row in old ^ new})


def refresh_action_effects(
    connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, timezone: str
) -> pa.Table:
    """The new rows of the table action_effect, two per action that stands, after they have replaced the old ones."""
    actions = read(connection, "actions/standing.sql").to_pylist()
    effects = []
    if actions:
        weeks = read(connection, "change_weeks.sql", timezone=timezone, weeks=HISTORY_WEEKS)
        counts = WeeklyCounts.of(weeks, recent=WEEKS + LEFT_OUT)
        answers = read(connection, "nps/answers.sql")
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
            Chance(float(q_value), settings.false_discovery_rate, tests, EFFECTS),
        )
        for effect, q_value in zip(effects, q_values, strict=True)
    ]
    table = pa.Table.from_pylist(rows, schema=EFFECT_SCHEMA)
    replace(connection, "action_effect", table)
    return table
