"""Intervals in closed form: of an NPS or a mean score, and of a ratio of two rates."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

import numpy as np
import scipy

from vocpipe.outcomes.statistics.arrays import Floats

Number = TypeVar("Number", float, Floats)

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)  # scipy.stats takes half a second to load, with each start
_PSEUDO_ANSWERS = 3.0  # a quarter of them promoters, a quarter detractors


@dataclass(frozen=True, slots=True)
class Interval:
    """The two ends of an interval, in the unit of its estimate."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ratios:
    """Ratios of rates with intervals and two-sided p-values, each of shape (themes,); nan if there is none."""

    ratio: Floats
    low: Floats
    high: Floats
    p_value: Floats


def adjusted_wald(n: int, total: float, squares: float, *, design: float = 1.0) -> Interval:
    """The 95 % interval of the mean of `n` values from -1 to 1, given their sum and the sum of their squares.

    For an NPS, divided by 100, the values are 1 for promoters, 0 for passives and -1 for detractors. 3 is added to the
    number of answers, 3/4 each to promoters and detractors. `design` is how many times the variance of the mean is that
    of independent answers (the design effect), 1 or more. Raises ValueError if no values have such sums. Source:
    Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70(4).
    """
    if n < 1 or not 0 <= squares <= n:
        raise ValueError(n, squares)
    size = n + _PSEUDO_ANSWERS
    middle = total / size
    variance = max(0.0, (squares + _PSEUDO_ANSWERS / 2) / size - middle**2)
    margin = Z * sqrt(design * variance / size)
    return Interval(max(-1.0, middle - margin), min(1.0, middle + margin))


def adjusted_mean(values: Floats) -> Interval:
    """The adjusted-Wald interval of the mean of `values` from -1 to 1, shape (answers,), at least one."""
    return adjusted_wald(len(values), float(values.sum()), float((values**2).sum()))


def added_variance(mean: Number, n: Number) -> Number:
    """What the three answers that `adjusted_wald` adds contribute to the variance of a mean of `n` values.

    For intervals that estimate the variance in another way: without it thirty equal scores would look certain.
    """
    return (_PSEUDO_ANSWERS / 2 + _PSEUDO_ANSWERS * mean**2) / n**2


def rate_ratios(
    recent: Floats,
    before: Floats,
    *,
    exposure: tuple[Floats, Floats] | tuple[float, float],
    dispersion: Floats,
) -> Ratios:
    """The ratio of the recent rate to the earlier one, with its exact interval given the sum of both counts.

    `recent` and `before` are counts, shape (themes,); `exposure` is the pair of their exposures, for all themes or for
    each. Given the sum, the recent count is binomial with odds of ratio x recent / earlier exposure (Przyborowski &
    Wilenski 1940); the Clopper-Pearson bounds of its probability give those of the ratio. Counts whose variance is
    `dispersion` times Poisson's (at least 1, shape (themes,)) are treated as counts that many times smaller. The
    p-value is below 5 % exactly if the interval leaves out 1.
    """
    tail = (1 - CONFIDENCE) / 2
    few, rest = recent / dispersion, before / dispersion
    odds = exposure[1] / exposure[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(recent > 0, scipy.stats.beta.ppf(tail, few, rest + 1), 0.0)
        high = np.where(before > 0, scipy.stats.beta.ppf(1 - tail, few + 1, rest), 1.0)
        even = exposure[0] / (exposure[0] + exposure[1])
        as_many = np.where(recent > 0, scipy.stats.beta.cdf(even, few, rest + 1), 1.0)
        as_few = np.where(before > 0, scipy.stats.beta.sf(even, few + 1, rest), 1.0)
        ratio = np.where(before > 0, recent / before * odds, np.nan)
        return Ratios(
            ratio=ratio,
            low=low / (1 - low) * odds,
            high=np.where(before > 0, high / (1 - high) * odds, np.nan),
            p_value=np.minimum(1.0, 2 * np.minimum(as_many, as_few)),
        )
