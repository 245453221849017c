"""theme_change: is a theme mentioned more or less than before, relative to everything said?

The recent 4 weeks against the 12 before, ending with the newest week in which anything was said. What belongs to a
theme is read as of today for all weeks, so that a re-discovery is not taken for growth.
"""

from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.outcomes.interval import Floats, Ratios, rate_ratios
from vocpipe.outcomes.multiplicity import false_discovery_rates
from vocpipe.outcomes.reasons import (
    Chance,
    Periods,
    Reason,
    change_new,
    change_no_history,
    change_ratio,
    change_too_few,
)
from vocpipe.outcomes.tables import read, replace
from vocpipe.settings import OutcomesSettings

RECENT_WEEKS = 4
WEEKS_BEFORE = 12
LEAST_WEEKS_BEFORE = 4  # with feedback in them: with the recent ones the eight periods that a trend needs at the least
LEAST_EXPECTED = 5  # mentions per period if nothing had changed
LEAST_NEW = 5  # mentions of a theme that is called new

SCHEMA = pa.schema(
    [("theme_id", pa.string()), ("since", pa.date32()), ("n_recent", pa.int64()), ("n_before", pa.int64())]
    + [(name, pa.float64()) for name in ("ratio", "low", "high", "p_value", "q_value")]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def refresh_change(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, timezone: str) -> pa.Table:
    """The new rows of the table theme_change, one per active main theme, after they have replaced the old ones.

    No rows where nothing that was said has a date. `timezone` is the one that weeks begin in.
    """
    weeks = read(connection, "change_weeks.sql", timezone=timezone, weeks=RECENT_WEEKS + WEEKS_BEFORE)
    rows = theme_change(weeks, settings)
    replace(connection, "theme_change", rows)
    return rows


def theme_change(weeks: pa.Table, settings: OutcomesSettings) -> pa.Table:
    """One row per theme of `weeks`, in the order of their ids, with the columns of the table theme_change.

    weeks: theme_id, week, n_mentions, n_said, first_week; the same 16 weeks for each theme, in any order of rows.
    """
    counts = _Counts.of(weeks)
    ratios = counts.ratios()
    q_values = false_discovery_rates(ratios.p_value)
    judged = [
        counts.judge(theme, ratios, q_values, settings.false_discovery_rate) for theme in range(len(counts.theme_ids))
    ]
    columns = {
        "theme_id": counts.theme_ids,
        "since": [counts.since] * len(judged),
        "n_recent": counts.recent.astype(np.int64),
        "n_before": counts.before.astype(np.int64),
        "ratio": pa.array(ratios.ratio, from_pandas=True),
        "low": pa.array(ratios.low, from_pandas=True),
        "high": pa.array(ratios.high, from_pandas=True),
        "p_value": pa.array(ratios.p_value, from_pandas=True),
        "q_value": pa.array(q_values, from_pandas=True),
        "verdict": [verdict for verdict, _ in judged],
        "reason_en": [reason.en for _, reason in judged],
        "reason_ja": [reason.ja for _, reason in judged],
    }
    return pa.table(columns, schema=SCHEMA)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Mentions, shape (themes, weeks), and everything said, shape (weeks,), over the weeks in their order."""

    theme_ids: list[str]
    mentions: Floats
    said: Floats
    since: date
    is_new: list[bool]

    @classmethod
    def of(cls, weeks: pa.Table) -> "_Counts":
        weeks = weeks.sort_by([("theme_id", "ascending"), ("week", "ascending")])
        length = RECENT_WEEKS + WEEKS_BEFORE
        firsts = weeks["first_week"].to_pylist()[::length]
        mondays = weeks["week"].to_pylist()[:length]
        since = mondays[WEEKS_BEFORE] if mondays else date.min
        return cls(
            theme_ids=weeks["theme_id"].to_pylist()[::length],
            mentions=weeks["n_mentions"].to_numpy().astype(np.float64).reshape(-1, length),
            said=weeks["n_said"].to_numpy().astype(np.float64)[:length],
            since=since,
            is_new=[first is not None and first >= since for first in firsts],
        )

    @property
    def recent(self) -> Floats:
        return np.asarray(self.mentions[:, WEEKS_BEFORE:].sum(axis=1))

    @property
    def before(self) -> Floats:
        return np.asarray(self.mentions[:, :WEEKS_BEFORE].sum(axis=1))

    @property
    def exposure(self) -> tuple[float, float]:
        return float(self.said[WEEKS_BEFORE:].sum()), float(self.said[:WEEKS_BEFORE].sum())

    @property
    def weeks_before(self) -> int:
        return int((self.said[:WEEKS_BEFORE] > 0).sum())

    @property
    def expected(self) -> Floats:
        """Mentions in the period with less said, if nothing had changed; shape (themes,)."""
        return (self.recent + self.before) * min(self.exposure) / max(sum(self.exposure), 1.0)

    def ratios(self) -> Ratios:
        """Ratio, interval and p-value of each theme; nan where there is too little."""
        if self.weeks_before < LEAST_WEEKS_BEFORE:
            nothing = np.full(len(self.theme_ids), np.nan)
            return Ratios(nothing, nothing, nothing, nothing)
        enough = self.expected >= LEAST_EXPECTED
        found = rate_ratios(self.recent, self.before, exposure=self.exposure, dispersion=self._dispersion(enough))
        kept = (np.where(enough, values, np.nan) for values in (found.ratio, found.low, found.high, found.p_value))
        return Ratios(*kept)

    def _dispersion(self, enough: NDArray[np.bool_]) -> Floats:
        """Pearson's chi² per degree of freedom: how many times more weekly counts spread than Poisson's; at least 1.

        Each period has its own rate, so that a change is not taken for spread. Sixteen weeks tell one theme's factor
        only roughly: taking no less than the median theme's, 2 to 4 % of quiet simulated worlds of double spread had
        any false verdict (with the own factor alone 11 to 18 %).
        """
        chi2 = np.zeros(len(self.theme_ids))
        for period in (slice(0, WEEKS_BEFORE), slice(WEEKS_BEFORE, None)):
            mentions, said = self.mentions[:, period], self.said[period]
            usual = mentions.sum(axis=1, keepdims=True) / said.sum() * said
            chi2 += np.divide((mentions - usual) ** 2, usual, out=np.zeros_like(usual), where=usual > 0).sum(axis=1)
        factor = chi2 / (int((self.said > 0).sum()) - 2)
        usual_factor = float(np.median(factor[enough])) if enough.any() else 1.0
        return np.maximum(factor, max(1.0, usual_factor))

    def judge(self, theme: int, ratios: Ratios, q_values: Floats, allowed: float) -> tuple[str, Reason]:
        """A theme's verdict and its reason."""
        if self.weeks_before < LEAST_WEEKS_BEFORE:
            return "cannot tell", change_no_history(self.since, weeks=self.weeks_before, least=LEAST_WEEKS_BEFORE)
        (said, said_before), recent, before = self.exposure, int(self.recent[theme]), int(self.before[theme])
        periods = Periods(self.since, (RECENT_WEEKS, WEEKS_BEFORE), (recent, before), (int(said), int(said_before)))
        if self.is_new[theme] and recent >= LEAST_NEW:
            return "new", change_new(periods)
        if np.isnan(q_values[theme]):
            return "cannot tell", change_too_few(periods, expected=float(self.expected[theme]), least=LEAST_EXPECTED)
        ratio, low, high = (float(values[theme]) for values in (ratios.ratio, ratios.low, ratios.high))
        chance = Chance(float(q_values[theme]), allowed, int((~np.isnan(q_values)).sum()))
        told = "rising" if low > 1 else "falling" if high < 1 else "cannot tell"
        reason = change_ratio(_or_none(ratio), (low, _or_none(high)), periods, chance)
        return told if chance.passed else "cannot tell", reason


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
