"""theme_change: is a theme mentioned more or less than before, relative to everything said?

The recent 4 weeks against the 12 before, ending with the newest week in which anything was said. What belongs to a
theme is read as of today for all weeks, so that a re-discovery is not taken for growth. Where there is a year and a
half of feedback a theme's season is taken out.
"""

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.outcomes.reasons import (
    Chance,
    Periods,
    Reason,
    change_new,
    change_no_history,
    change_ratio,
    change_too_few,
)
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import Floats, Ratios
from vocpipe.outcomes.tables import read, replace
from vocpipe.outcomes.trends.counts import (
    HISTORY_WEEKS,
    LEAST_EXPECTED,
    LEAST_WEEKS_BEFORE,
    Comparison,
    WeeklyCounts,
)
from vocpipe.settings import OutcomesSettings

RECENT_WEEKS = 4
LEAST_NEW = 5  # mentions of a theme that is called new

SCHEMA = pa.schema(
    [("theme_id", pa.string()), ("since", pa.date32()), ("n_recent", pa.int64()), ("n_before", pa.int64())]
    + [(name, pa.float64()) for name in ("ratio", "low", "high", "p_value", "q_value")]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def refresh_change(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, timezone: str) -> pa.Table:
    """The new rows of the table theme_change, one per living main theme, after they have replaced the old ones.

    No rows where nothing that was said has a date. `timezone` is the one that weeks begin in.
    """
    weeks = read(connection, "change_weeks.sql", timezone=timezone, weeks=HISTORY_WEEKS)
    rows = theme_change(weeks, settings)
    replace(connection, "theme_change", rows)
    return rows


def theme_change(weeks: pa.Table, settings: OutcomesSettings) -> pa.Table:
    """One row per theme of `weeks`, in the order of their ids, with the columns of the table theme_change.

    weeks: theme_id, week, n_mentions, n_said, first_week; the same 16 weeks or more for each theme, in any
    order of rows.
    """
    counts = WeeklyCounts.of(weeks, recent=RECENT_WEEKS)
    found = counts.compare(RECENT_WEEKS)
    q_values = false_discovery_rates(found.ratios.p_value)
    judged = [_judge(theme, found, q_values, settings.false_discovery_rate) for theme in range(len(counts.theme_ids))]
    columns = {
        "theme_id": counts.theme_ids,
        "since": [found.since] * len(judged),
        "n_recent": found.recent.astype(np.int64),
        "n_before": found.before.astype(np.int64),
        **{name: pa.array(getattr(found.ratios, name), from_pandas=True) for name in Ratios.__slots__},
        "q_value": pa.array(q_values, from_pandas=True),
        "verdict": [verdict for verdict, _ in judged],
        "reason_en": [reason.en for _, reason in judged],
        "reason_ja": [reason.ja for _, reason in judged],
    }
    return pa.table(columns, schema=SCHEMA)


def _judge(theme: int, found: Comparison, q_values: Floats, allowed: float) -> tuple[str, Reason]:
    """A theme's verdict and its reason."""
    if not found.has_history:
        return "cannot tell", change_no_history(found.since, weeks=found.weeks_before, least=LEAST_WEEKS_BEFORE)
    recent, before = int(found.recent[theme]), int(found.before[theme])
    periods = Periods(found.since, found.weeks, (recent, before), found.said)
    if found.first_lately[theme] and recent >= LEAST_NEW:
        return "new", change_new(periods)
    if np.isnan(q_values[theme]):
        return "cannot tell", change_too_few(periods, expected=float(found.expected[theme]), least=LEAST_EXPECTED)
    ratios = found.ratios
    ratio, low, high = (float(values[theme]) for values in (ratios.ratio, ratios.low, ratios.high))
    chance = Chance(float(q_values[theme]), allowed, int((~np.isnan(q_values)).sum()))
    told = "rising" if low > 1 else "falling" if high < 1 else "cannot tell"
    reason = change_ratio(_or_none(ratio), (low, _or_none(high)), periods, chance)
    return told if chance.passed else "cannot tell", reason


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
