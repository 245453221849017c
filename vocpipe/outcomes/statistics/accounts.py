"""Customers of very unequal weight: what their mood adds to the error of a gap, and whether a gap rests on one of them.

Where one customer gives half of the answers, a bootstrap over customers draws them or not, and knows nothing of how far
their mood may lie from the others': in simulated companies its intervals covered the true gap in 83 %. The variance
between customers is known from all of them, though, and tells how far a mean with such weights may be off: with it the
intervals covered in 97 %, with three large customers in 98 %, and without any in 96 %.
"""

from dataclasses import dataclass, replace

import numpy as np
import scipy

from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.outcomes.statistics.resample import Clusters, Gaps

LARGE = 0.1  # part of the answers with a theme, or without it, from which on a customer is large
_MOST = 20  # customers by their number of answers who are looked at though they don't mention the theme


@dataclass(frozen=True, slots=True)
class Spread:
    """The variance of answers between customers and within them."""

    between: float
    within: float

    @classmethod
    def of(cls, values: Floats, customer: Integers) -> "Spread":
        """By the analysis of variance, every customer counting the same; customer: 0, 1, …, none left out."""
        n = np.bincount(customer).astype(np.float64)
        total, squares = np.bincount(customer, values), np.bincount(customer, values**2)
        left = len(values) - len(n)
        within = float((squares - total**2 / n).sum()) / left if left else 0.0
        of_means = float(np.var(total / n, ddof=1)) if len(n) > 1 else 0.0
        return cls(max(0.0, of_means - within * float((1 / n).mean())), max(0.0, within))

    def error(self, weight: Floats, customer: Integers) -> float:
        """The standard error of the sum of weight times value, both of shape (answers,)."""
        of_customers = np.bincount(customer, weight)
        return float(np.sqrt(self.between * (of_customers**2).sum() + self.within * (weight**2).sum()))

    def errors(self, weights: Floats, customer: Integers) -> Floats:
        """The standard error of each column's sum of weight times value; weights: shape (answers, columns)."""
        return np.array([self.error(column, customer) for column in weights.T])


@dataclass(frozen=True, slots=True)
class Rest:
    """Whether each gap leaves out 0 on the same side without any one large customer; arrays of shape (themes,).

    share_with, share: the part of the answers with the theme, and of all, of the customer without whom it would not, or
    would be nearest to that; 0 if no customer is large.
    """

    holds: Bools
    share_with: Floats
    share: Floats


@dataclass(frozen=True, slots=True)
class Slope:
    """A gap as the slope of `rest` on `mention`, both free of what is adjusted for; all of shape (answers,).

    inside: whether the answer mentions the theme.
    """

    mention: Floats
    rest: Floats
    customer: Integers
    inside: Bools

    @property
    def gap(self) -> float:
        """The slope."""
        return float(self.mention @ self.rest / (self.mention @ self.mention))

    def error(self, spread: Spread) -> float:
        """Its standard error if customers differ by the spread."""
        return spread.error(self.mention / float(self.mention @ self.mention), self.customer)

    def without(self, customer: int) -> "Slope":
        """The slope over the answers of everybody else."""
        kept = self.customer != customer
        return Slope(self.mention[kept], self.rest[kept], self.customer[kept], self.inside[kept])

    def large(self) -> Integers:
        """The customers who gave LARGE parts of the answers inside or outside."""
        parts = [np.bincount(self.customer[side], minlength=self.customer.max() + 1) for side in self._sides]
        return np.flatnonzero(np.maximum(*(part / part.sum() for part in parts)) >= LARGE)

    def without_one(self, reach: float, spread: Spread) -> tuple[bool, float, float]:
        """One row of `Rest`: whether the slope holds without any one large customer, and the parts of the worst.

        reach: from the gap to the nearer end of its interval.
        """
        side, wider = np.sign(self.gap), reach / max(self.error(spread), 1e-12)
        worst, parts = np.inf, (0.0, 0.0)
        for customer in self.large():
            left = self.without(int(customer))
            beyond = -np.inf
            if float(left.mention @ left.mention) > 0 and 0 < left.inside.sum() < len(left.inside):
                beyond = side * left.gap - wider * left.error(spread)
            if beyond < worst:
                theirs = self.customer == customer
                worst, parts = beyond, (float(theirs[self.inside].mean()), float(theirs.mean()))
        return bool(worst > 0), *parts

    @property
    def _sides(self) -> tuple[Bools, Bools]:
        return self.inside, ~self.inside


def widened(clusters: Clusters, estimates: Gaps, spread: Spread) -> Gaps:
    """The gaps with intervals that are never shorter than those of customers with this spread, and their p-values."""
    n_with, n_without = _sizes(clusters)
    bound = _bound(clusters)
    margin = bound * _error(clusters, spread)
    gap, share = estimates.gap, n_with / (n_with + n_without)
    low, high = np.minimum(estimates.gap_low, gap - margin), np.maximum(estimates.gap_high, gap + margin)
    reach = np.where(gap > 0, gap - low, high - gap)
    freedom = _freedom(clusters)
    return replace(
        estimates,
        gap_low=low,
        gap_high=high,
        low=np.minimum(estimates.low, share * (gap - margin)),
        high=np.maximum(estimates.high, share * (gap + margin)),
        p_value=2 * scipy.stats.t.sf(np.abs(gap) / reach * bound, freedom),
    )


def without_one(clusters: Clusters, estimates: Gaps, spread: Spread) -> Rest:
    """What is left of the (widened) gaps without each large customer, the worst of them."""
    n_with, n_without = _sizes(clusters)
    theme, customer, with_it, sum_with = _candidates(clusters)
    without = clusters.n[customer] - with_it
    large = np.maximum(with_it / n_with[theme], without / n_without[theme]) >= LARGE
    theme, customer = theme[large], customer[large]
    with_it, sum_with, without = with_it[large], sum_with[large], without[large]
    left, left_without = n_with[theme] - with_it, n_without[theme] - without
    total = _by_theme(clusters, clusters.sum_with)[theme]
    everything = clusters.total.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = (total - sum_with) / left
        gap -= (everything - total - clusters.total[customer] + sum_with) / left_without
        error = np.sqrt(_variance_without(clusters, spread, theme, customer, with_it))
    side = np.sign(estimates.gap)
    reach = np.where(side > 0, estimates.gap - estimates.gap_low, estimates.gap_high - estimates.gap)
    wider = reach / np.maximum(_error(clusters, spread), 1e-12)
    beyond = side[theme] * gap - wider[theme] * error
    beyond = np.where(np.isfinite(beyond), beyond, -np.inf)  # nobody else mentions it, or everybody does
    worst = _first_of_each(theme, beyond)
    holds = np.ones(clusters.n_themes, dtype=bool)
    share_with, share = np.zeros(clusters.n_themes), np.zeros(clusters.n_themes)
    holds[theme[worst]] = beyond[worst] > 0
    share_with[theme[worst]] = with_it[worst] / n_with[theme[worst]]
    share[theme[worst]] = clusters.n[customer[worst]] / clusters.n.sum()
    return Rest(holds, share_with, share)


def _candidates(clusters: Clusters) -> tuple[Integers, Integers, Floats, Floats]:
    """Theme, customer, answers with it and their sum: of those who mention it, and of those with most answers."""
    most = np.argsort(-clusters.n, kind="stable")[:_MOST]
    theme, customer = (grid.ravel() for grid in np.meshgrid(np.arange(clusters.n_themes), most, indexing="ij"))
    known = np.isin(theme * clusters.size + customer, clusters.theme * clusters.size + clusters.customer)
    theme, customer = theme[~known], customer[~known]
    nothing = np.zeros(len(theme))
    return (
        np.concatenate([clusters.theme, theme]),
        np.concatenate([clusters.customer, customer]),
        np.concatenate([clusters.n_with, nothing]),
        np.concatenate([clusters.sum_with, nothing]),
    )


def _first_of_each(theme: Integers, value: Floats) -> Integers:
    """The place of the smallest value of each theme that occurs."""
    order = np.lexsort((value, theme))
    return order[np.unique(theme[order], return_index=True)[1]]


def _error(clusters: Clusters, spread: Spread) -> Floats:
    """The standard error of each gap if customers differ by the spread, shape (themes,)."""
    n_with, n_without = _sizes(clusters)
    between = _sum_of_squares(clusters, n_with, n_without)
    return np.sqrt(spread.between * between + spread.within * (1 / n_with + 1 / n_without))


def _variance_without(
    clusters: Clusters, spread: Spread, theme: Integers, customer: Integers, with_it: Floats
) -> Floats:
    """The variance of the theme's gap without the customer, one for each pair of theme and customer."""
    n_with, n_without = _sizes(clusters)
    left, left_without = n_with[theme] - with_it, n_without[theme] - (clusters.n[customer] - with_it)
    squares, products, others = _sums(clusters)
    rest = clusters.n[customer] - with_it
    between = (squares[theme] - with_it**2) / left**2 + (others[theme] - rest**2) / left_without**2
    between -= 2 * (products[theme] - with_it * rest) / (left * left_without)
    return np.asarray(spread.between * between + spread.within * (1 / left + 1 / left_without))


def _sum_of_squares(clusters: Clusters, n_with: Floats, n_without: Floats) -> Floats:
    """The squares of the customers' weights in each gap, added up."""
    squares, products, others = _sums(clusters)
    return np.asarray(squares / n_with**2 + others / n_without**2 - 2 * products / (n_with * n_without))


def _sums(clusters: Clusters) -> tuple[Floats, Floats, Floats]:
    """Over customers: answers with the theme squared, times those without, and those without squared."""
    rest = clusters.n[clusters.customer] - clusters.n_with
    add = (clusters.n_with**2, clusters.n_with * rest, rest**2 - clusters.n[clusters.customer] ** 2)
    squares, products, others = (_by_theme(clusters, one) for one in add)
    return squares, products, others + float((clusters.n**2).sum())


def _sizes(clusters: Clusters) -> tuple[Floats, Floats]:
    n_with = _by_theme(clusters, clusters.n_with)
    return n_with, float(clusters.n.sum()) - n_with


def _by_theme(clusters: Clusters, values: Floats) -> Floats:
    """The sum of the values of each theme's customers, shape (themes,)."""
    return np.asarray(np.bincount(clusters.theme, values, minlength=clusters.n_themes), np.float64)


def _freedom(clusters: Clusters) -> Floats:
    smaller = np.minimum(clusters.customers_with, clusters.customers_without)
    return np.asarray(np.maximum(smaller - 1, 1), np.float64)


def _bound(clusters: Clusters) -> Floats:
    return np.asarray(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, _freedom(clusters)))
