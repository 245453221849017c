"""Where the levels of one account disagree: the gap of each two, against how much voices of one level differ.

An account has a few voices of each level, too few for a variance of its own. How much the voices of one level of one
account differ is alike in all accounts, so it is taken from all of them together (a pooled variance, as in an analysis
of variance with one cell per account and level), and the gap has a t distribution with its degrees of freedom.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import nan, sqrt
from typing import Any

import numpy as np
import pyarrow as pa
import scipy

from vocpipe.outcomes.judgment import Chance, Judgment, cannot_tell, judge, number_or_none
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.settings import AccountsSettings

MIN_FREEDOM = 20  # of the pooled variance: with fewer, how much voices differ is not known
_ORDER = ("executive", "manager", "user")
_LEVELS = ("level", "other_level")
Row = dict[str, Any]
Cells = dict[tuple[str, str], Floats]  # (account, level) -> its values


@dataclass(frozen=True, slots=True)
class Noise:
    """The standard deviation of the voices of one level of one account, and its degrees of freedom."""

    sd: float
    freedom: int

    @classmethod
    def of(cls, cells: Cells) -> "Noise":
        """Pooled over all cells; nan without any of two voices."""
        freedom = sum(len(values) - 1 for values in cells.values())
        squares = sum(float(((values - values.mean()) ** 2).sum()) for values in cells.values())
        return cls(sqrt(squares / freedom) if freedom else nan, freedom)

    @property
    def is_known(self) -> bool:
        """Whether gaps can be tested against it."""
        return self.freedom >= MIN_FREEDOM and self.sd > 0

    def error(self, n: int, n_other: int) -> float:
        """The standard error of a gap between the means of as many voices."""
        return self.sd * sqrt(1 / n + 1 / n_other)


def level_gaps(voices: pa.Table, measure: str, settings: AccountsSettings, *, allowed: float) -> list[Row]:
    """One row per account and two of its levels with any voices, as account_gap has them, but for the family.

    voices: customer_id, level, person_id, value, one row per voice. `allowed`: the highest false discovery rate, over
    all pairs of the measure that are tested.
    """
    cells, people = _cells(voices)
    noise = Noise.of(cells)
    pairs = [
        _gap(account, levels, cells, noise, settings.min_voices)
        for account in sorted({account for account, _ in cells})
        for levels in combinations([level for level in _ORDER if (account, level) in cells], 2)
    ]
    p_values = [nan if pair["p_value"] is None else pair["p_value"] for pair in pairs]
    q_values = false_discovery_rates(np.array(p_values, dtype=np.float64))
    tests = int((~np.isnan(q_values)).sum())
    rows = []
    for pair, q_value in zip(pairs, q_values.tolist(), strict=True):
        chance = Chance(q_value, allowed, tests, "pair")
        row = pair | {"measure": measure, "q_value": number_or_none(q_value)}
        row["n_people"], row["n_people_other"] = (people[pair["customer_id"], pair[name]] for name in _LEVELS)
        rows.append(row | _judged(pair, chance, noise, settings.min_voices).columns)
    return rows


def _cells(voices: pa.Table) -> tuple[Cells, dict[tuple[str, str], int]]:
    """The values of each account and level, and of how many people they are."""
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in voices.to_pylist():
        cell = row["customer_id"], row["level"]
        values[cell].append(row["value"])
        people[cell].add(row["person_id"])
    return {cell: np.array(each) for cell, each in values.items()}, {cell: len(who) for cell, who in people.items()}


def _gap(account: str, levels: tuple[str, str], cells: Cells, noise: Noise, min_voices: int) -> Row:
    """The two means, and with enough voices their gap with its interval and p-value."""
    first, second = (cells[account, level] for level in levels)
    row: Row = {
        **{"customer_id": account, "level": levels[0], "other_level": levels[1]},
        **{"n": len(first), "n_other": len(second), "mean": float(first.mean()), "mean_other": float(second.mean())},
        **dict.fromkeys(("gap", "low", "high", "p_value")),
    }
    if min(len(first), len(second)) < min_voices or not noise.is_known:
        return row
    gap, error = row["mean"] - row["mean_other"], noise.error(len(first), len(second))
    margin = error * float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, noise.freedom))
    p_value = 2 * float(scipy.stats.t.sf(abs(gap) / error, noise.freedom))
    return row | {"gap": gap, "low": gap - margin, "high": gap + margin, "p_value": p_value}


def _judged(row: Row, chance: Chance, noise: Noise, min_voices: int) -> Judgment:
    """The verdict on one pair of levels, with its reason."""
    if min(row["n"], row["n_other"]) < min_voices:
        return cannot_tell("accounts.few", n=row["n"], other=row["n_other"], min=min_voices)
    if row["gap"] is None:
        return cannot_tell("accounts.no_noise", n=noise.freedom, min=MIN_FREEDOM)
    places = {"low": f"{row['low']:+.1f}", "high": f"{row['high']:+.1f}", "n": row["n"], "other": row["n_other"]}
    return judge("accounts.gap", (row["low"], row["high"]), chance, **places)
