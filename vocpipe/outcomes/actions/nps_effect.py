"""Whether the NPS of customers who had mentioned a theme changed more than others' since an action on it.

Two estimates err on opposite sides. The difference of the changes mistakes recovery for an effect, since customers
often complain after a bad day (regression to the mean); the regression of the score after on the score before mistakes
lasting unhappiness for the lack of an effect. The truth lies between (Angrist & Pischke 2009, 5.4). So the estimate
nearer to no effect is given, the interval reaches from the lower end of the one to the upper end of the other, and a
verdict needs both.
"""

import numpy as np
import pyarrow as pa
import scipy

from vocpipe.outcomes.actions import reasons
from vocpipe.outcomes.actions.effect import Effect, Estimate, Pair
from vocpipe.outcomes.statistics.arrays import Bools, Floats
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.outcomes.statistics.least_squares import first_coefficient

WEEKS = 26  # to each side: surveys are sent a few times a year
MIN_RAISED = 20  # customers with answers before and after
MIN_OTHERS = 30


def nps_effect(action_id: str, customers: pa.Table) -> Effect:
    """The effect in NPS points; customers: before, after (-1 to 1), raised; each customer once."""
    before, after = (customers[name].to_numpy().astype(np.float64) for name in ("before", "after"))
    raised = customers["raised"].to_numpy().astype(bool)
    n, others = int(raised.sum()), int((~raised).sum())
    if n < MIN_RAISED or others < MIN_OTHERS:
        reason = reasons.nps_few(n, others, min_raised=MIN_RAISED, min_others=MIN_OTHERS)
        return Effect(action_id, "nps", reason, n=(n, n), n_compared=(others, others))
    return Effect(
        action_id,
        "nps",
        _estimate(before, after, raised),
        n=(n, n),
        n_compared=(others, others),
        values=_nps(before, after, raised),
        compared=_nps(before, after, ~raised),
    )


def _estimate(before: Floats, after: Floats, raised: Bools) -> Estimate:
    group, constant = raised.astype(np.float64), np.ones(len(raised))
    changed = first_coefficient(after - before, np.column_stack([group, constant]))
    adjusted = first_coefficient(after, np.column_stack([group, constant, before]))
    value = min((changed[0], adjusted[0]), key=abs)
    freedom = len(group) - 3
    reach = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom))
    low = min(size - reach * spread for size, spread in (changed, adjusted))
    high = max(size + reach * spread for size, spread in (changed, adjusted))
    p_value = max(float(2 * scipy.stats.t.sf(abs(size) / spread, freedom)) for size, spread in (changed, adjusted))
    if (changed[0] > 0) != (adjusted[0] > 0):
        p_value = 1.0
    points, interval = 100 * value, (100 * low, 100 * high)
    return Estimate(
        effect=points,
        interval=interval,
        p_value=p_value,
        no_effect=0.0,
        key="actions.nps.improved" if points >= 0 else "actions.nps.worsened",
        places=reasons.nps_places(points, interval, int(raised.sum()), int((~raised).sum())),
    )


def _nps(before: Floats, after: Floats, who: Bools) -> Pair:
    return 100 * float(before[who].mean()), 100 * float(after[who].mean())
