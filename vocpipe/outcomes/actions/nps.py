"""Did the NPS of customers who had raised a theme move more than others' since something was done about it?

Two ways that err on opposite sides. The difference of the changes takes a bad day's recovery for an effect, since who
complains has often just had a bad day (regression to the mean); the regression of the score after on the score before
takes lasting unhappiness for a lack of one. The truth lies between (Angrist & Pischke 2009, 5.4), so that the one
nearer to nothing is told, and a verdict needs both.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import stats

from vocpipe.outcomes.actions.effect import Effect
from vocpipe.outcomes.actions.reasons import nps_change, nps_few
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Floats

WEEKS = 26  # to each side: surveys are asked a few times a year
LEAST_RAISED = 20  # customers with answers before and after
LEAST_OTHERS = 30


def nps_effect(action_id: str, customers: pa.Table) -> Effect:
    """The effect in NPS points; customers: before, after (-1 to 1), raised; each customer once."""
    before, after = (customers[name].to_numpy().astype(np.float64) for name in ("before", "after"))
    raised = customers["raised"].to_numpy().astype(bool)
    n, others = int(raised.sum()), int((~raised).sum())
    effect = Effect(
        action_id,
        "nps",
        n=(n, n),
        n_compared=(others, others),
        reason=lambda _: nps_few(n, others, least=(LEAST_RAISED, LEAST_OTHERS)),
    )
    if n < LEAST_RAISED or others < LEAST_OTHERS:
        return effect
    group = raised.astype(np.float64)
    constant = np.ones(len(group))
    changed = _coefficient(after - before, np.column_stack([group, constant]))
    adjusted = _coefficient(after, np.column_stack([group, constant, before]))
    value, error = min((changed, adjusted), key=lambda found: abs(found[0]))
    agree = (changed[0] > 0) == (adjusted[0] > 0)
    free = len(group) - 3
    margin = error * float(stats.t.ppf((1 + CONFIDENCE) / 2, free))
    p_value = max(float(2 * stats.t.sf(abs(found[0]) / found[1], free)) for found in (changed, adjusted))
    low, high = value - margin, value + margin
    if not agree or p_value > 1 - CONFIDENCE:  # one of the two ways does not leave out nothing
        low, high, p_value = min(low, 0.0), max(high, 0.0), p_value if agree else 1.0
    told = effect.told(100 * value, (100 * low, 100 * high), p_value, nothing=0.0)
    told = _with_means(told, before, after, raised)
    return told.because(lambda chance: nps_change(told, chance))


def _coefficient(values: Floats, design: Floats) -> tuple[float, float]:
    """The first column's coefficient and its heteroscedasticity-robust standard error (HC3)."""
    from statsmodels.regression.linear_model import OLS

    found = OLS(values, design).fit(cov_type="HC3")
    return float(found.params[0]), max(float(found.bse[0]), 1e-9)


def _with_means(effect: Effect, before: Floats, after: Floats, raised: NDArray[np.bool_]) -> Effect:
    means = [(100 * float(before[who].mean()), 100 * float(after[who].mean())) for who in (raised, ~raised)]
    return replace(effect, values=means[0], compared=means[1])
