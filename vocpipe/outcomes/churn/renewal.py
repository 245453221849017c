"""How far a month is from a renewal of the contract: contracts end when they would be renewed, whatever was said.

Where neither a day of renewal nor a term is known, contracts of a year are assumed if leaving clusters at whole years.
"""

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.interval import rate_ratios

_BEFORE, _AFTER = 5, 3  # months with a coefficient of their own, before a renewal and after it
_YEAR = 12
_CHANCE = 0.2  # two-sided: if leaving may cluster, it is better to adjust for it once too often
_FAR, _UNKNOWN, _EACH_MONTH = 90, 91, 92


def renewal_bands(months: pa.Table, left: Floats) -> Integers:
    """The band of each row of customer_month; one band if nothing is known of renewals and leaving does not cluster."""
    to_renewal, term = _integers(months, "months_to_renewal"), _integers(months, "term_months")
    to_anniversary = _integers(months, "months_to_anniversary")
    guessed = (to_renewal < 0) & (to_anniversary >= 0)
    if _cluster(to_anniversary[guessed], left[guessed], months["days_at_risk"].to_numpy()[guessed]):
        to_renewal = np.where(guessed, to_anniversary, to_renewal)
        term = np.where(guessed, _YEAR, term)
    return _bands(to_renewal, term)


def _bands(to_renewal: Integers, term: Integers) -> Integers:
    since = term - to_renewal
    bands = np.where(to_renewal <= _BEFORE, to_renewal, np.where(since <= _AFTER, -since, _FAR))
    # In its first month a contract was not renewed before.
    bands = np.where(since == 0, _FAR, bands)
    return np.asarray(np.where(to_renewal < 0, _UNKNOWN, np.where(term == 1, _EACH_MONTH, bands)), np.int64)


def _cluster(to_anniversary: Integers, left: Floats, days: Integers) -> bool:
    """Whether customers may leave more often at whole years after the start, in that month or the one before."""
    return any(_more_often(to_anniversary <= last, left, days) for last in (0, 1))


def _more_often(near: Bools, left: Floats, days: Integers) -> bool:
    exposure = (float(days[near].sum()), float(days[~near].sum()))
    if not min(exposure):
        return False
    counts = (np.array([left[near].sum()]), np.array([left[~near].sum()]))
    ratios = rate_ratios(*counts, exposure=exposure, dispersion=np.ones(1))
    more = counts[0][0] * exposure[1] > counts[1][0] * exposure[0]
    return bool(more and ratios.p_value[0] < _CHANCE)


def _integers(months: pa.Table, name: str) -> Integers:
    """The column, -1 for null."""
    return np.asarray(months[name].cast(pa.int64()).fill_null(-1).to_numpy(), np.int64)
