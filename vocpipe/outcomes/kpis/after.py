"""How a KPI differs after a mention of a theme: among values alike, with cluster-robust errors by customer.

A gap is the coefficient of the mention in a linear regression with the means of months (and of customers, where they
are compared with themselves) and the levels of what else is alike, by Frisch, Waugh & Lovell. Errors are
cluster-robust, with Student's t for as many customers as tell of the theme. It is linear for shares too: the
coefficient is a difference of them.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from vocpipe.outcomes.kpis.alike import Alike
from vocpipe.outcomes.statistics.accounts import Slope, Spread
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.interval import CONFIDENCE, added_variance

MIN_CUSTOMERS = 10  # on each side; where customers are compared with themselves, those who have values on both
MIN_HITS = 10  # expected cases in which it happens after a mention, and in which it does not, for shares
_MIN_LEFT = 0.1  # of a mention's variance, among values alike; with less, hardly any are


@dataclass(frozen=True, slots=True)
class Observed:
    """Values with whose they are, and what is alike; `unit` and `middle` bring them to -1 to 1 for added_variance.

    within: whether customers are compared with themselves.
    """

    values: Floats
    customer: Integers
    alike: Alike
    within: bool
    is_share: bool
    middle: float
    unit: float


@dataclass(frozen=True, slots=True)
class Side:
    """The values after a mention and the others: how many, of how many customers, and their means; expected hits."""

    n: tuple[int, int]
    customers: tuple[int, int]
    means: tuple[float, float]
    expected: float

    def is_enough(self, min_n: int) -> bool:
        """Whether each side has so many values, of enough customers."""
        return min(self.n) >= min_n and min(self.customers) >= MIN_CUSTOMERS

    def has_hits(self, *, is_share: bool) -> bool:
        """Whether enough cases of both sorts are expected after a mention; always, for what is no share."""
        return not is_share or self.expected >= MIN_HITS


@dataclass(frozen=True, slots=True)
class After:
    """The gap after a mention with its 95 % interval and p-value; without one large customer, as in `accounts.Rest`."""

    gap: float
    low: float
    high: float
    p_value: float
    holds: bool
    share_with: float
    share_of_all: float


def side_of(observed: Observed, inside: Bools) -> Side:
    """The two sides of a theme; inside: after a mention, shape (values,)."""
    n_with = int(inside.sum())
    n = (n_with, len(inside) - n_with)
    size = int(observed.customer.max(initial=-1)) + 1
    with_it, without = (np.bincount(observed.customer[each], minlength=size) > 0 for each in (inside, ~inside))
    both = int((with_it & without).sum())
    customers = (both, both) if observed.within else (int(with_it.sum()), int(without.sum()))
    means = [float(observed.values[each].mean()) if each.any() else float("nan") for each in (inside, ~inside)]
    share = float(observed.values.mean()) if len(inside) else 0.0
    return Side(n, customers, (means[0], means[1]), n_with * min(share, 1 - share))


def after_mention(observed: Observed, rest: Floats, inside: Bools, side: Side) -> After | None:
    """The gap of one theme; None if hardly any values with and without a mention are alike.

    rest: what `observed.alike` leaves of the values.
    """
    mention = observed.alike.within(inside.astype(np.float64))
    n_with, n_without = side.n
    squares = float(mention @ mention)
    if squares < _MIN_LEFT * n_with * n_without / (n_with + n_without):
        return None
    slope = Slope(mention, rest, observed.customer, inside)
    freedom = max(1, min(side.customers) - 1)
    bound, spread = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom)), Spread.of(rest, observed.customer)
    error = max(_error(observed, slope, side), slope.error(spread))
    holds, share_with, share = slope.without_one(bound * error, spread)
    p_value = float(2 * scipy.stats.t.sf(abs(slope.gap) / error, freedom))
    return After(slope.gap, slope.gap - bound * error, slope.gap + bound * error, p_value, holds, share_with, share)


def _error(observed: Observed, slope: Slope, side: Side) -> float:
    """The standard error by the differences between customers."""
    squares = float(slope.mention @ slope.mention)
    sums = np.bincount(observed.customer, slope.mention * (slope.rest - slope.gap * slope.mention))
    telling = max(2, min(side.customers))
    added = [
        added_variance((mean - observed.middle) / observed.unit, n) for mean, n in zip(side.means, side.n, strict=True)
    ]
    robust = float((sums**2).sum()) * telling / (telling - 1) / squares**2
    return float(np.sqrt(robust + observed.unit**2 * sum(added)))
