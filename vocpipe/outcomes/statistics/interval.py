"""Closed-form intervals: an NPS's, and a ratio's of two rates."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
Z = float(stats.norm.ppf((1 + CONFIDENCE) / 2))
_PSEUDO_ANSWERS = 3.0  # a quarter of them promoters, a quarter detractors


@dataclass(frozen=True, slots=True)
class Interval:
    """The two ends of an interval, in the unit of what it is about."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ratios:
    """Ratios of rates with intervals and two-sided p-values, each of shape (themes,); nan where they can't be had."""

    ratio: Floats
    low: Floats
    high: Floats
    p_value: Floats


def adjusted_wald(promoters: int, passives: int, detractors: int, *, confidence: float = CONFIDENCE) -> Interval:
    """The adjusted-Wald interval of an NPS, in NPS points from -100 to 100.

    3 is added to the number of answers, 3/4 each to promoters and detractors. It is about the NPS of independent
    answers; several answers of one customer need the bootstrap instead. Raises ValueError without any answer or with a
    negative count. Source: Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician
    70(4).
    """
    answers = promoters + passives + detractors
    if min(promoters, passives, detractors) < 0 or answers == 0:
        raise ValueError(f"an NPS needs answers: {promoters} promoters, {passives} passives, {detractors} detractors")
    found = adjusted_sums(answers, promoters - detractors, promoters + detractors, confidence=confidence)
    return Interval(100 * found.low, 100 * found.high)


def adjusted_mean(values: Floats) -> Interval:
    """The same interval for the mean of `values` from -1 to 1, shape (answers,), at least one."""
    return adjusted_sums(len(values), float(values.sum()), float((values**2).sum()))


def adjusted_sums(
    n: int, total: float, squares: float, *, design: float = 1.0, confidence: float = CONFIDENCE
) -> Interval:
    """The same for `n` values from -1 to 1, given their sum and the sum of their squares.

    `design` is how many times the variance of the mean is that of independent answers (the design effect), 1 or more.
    """
    size = n + _PSEUDO_ANSWERS
    middle = total / size
    spread = max(0.0, (squares + _PSEUDO_ANSWERS / 2) / size - middle**2)
    margin = float(stats.norm.ppf((1 + confidence) / 2)) * sqrt(design * spread / size)
    return Interval(max(-1.0, middle - margin), min(1.0, middle + margin))


def wilson(successes: int, n: int) -> Interval:
    """Wilson's 95 % interval of a proportion, from 0 to 1. Source: Wilson (1927), JASA 22(158)."""
    size = n + Z**2
    middle = (successes + Z**2 / 2) / size
    margin = Z / size * sqrt(successes * (n - successes) / n + Z**2 / 4)
    return Interval(max(0.0, middle - margin), min(1.0, middle + margin))


def rate_ratios(
    recent: Floats,
    before: Floats,
    *,
    exposure: tuple[Floats, Floats] | tuple[float, float],
    dispersion: Floats,
    confidence: float = CONFIDENCE,
) -> Ratios:
    """How many times the rate before the recent rate is, with the exact interval given both counts together.

    `recent` and `before` are counts, shape (themes,), and `exposure` is what each is out of, for all or for each. Given
    their sum the recent count is binomial, with odds of ratio x recent exposure / exposure before (Przyborowski &
    Wilenski 1940); the Clopper-Pearson bounds of its probability are carried over to the ratio. Counts that spread
    `dispersion` times more than Poisson's (at least 1, shape (themes,)) are worth as much as counts that many times
    smaller. The p-value is below 1 - confidence just where the interval leaves out 1.
    """
    tail = (1 - confidence) / 2
    few, rest = recent / dispersion, before / dispersion
    odds = exposure[1] / exposure[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(recent > 0, stats.beta.ppf(tail, few, rest + 1), 0.0)
        high = np.where(before > 0, stats.beta.ppf(1 - tail, few + 1, rest), 1.0)
        even = exposure[0] / (exposure[0] + exposure[1])
        as_many = np.where(recent > 0, stats.beta.cdf(even, few, rest + 1), 1.0)
        as_few = np.where(before > 0, stats.beta.sf(even, few + 1, rest), 1.0)
        ratio = np.where(before > 0, recent / before * odds, np.nan)
        return Ratios(
            ratio=ratio,
            low=low / (1 - low) * odds,
            high=np.where(before > 0, high / (1 - high) * odds, np.nan),
            p_value=np.minimum(1.0, 2 * np.minimum(as_many, as_few)),
        )
