"""Intervals of a proportion: exact, and Wilson's."""

from math import sqrt

import scipy

from vocpipe.outcomes.statistics.interval import CONFIDENCE, Interval, Z


def exact_interval(hits: int, n: int) -> Interval:
    """The exact 95 % interval of hits / n, by Clopper & Pearson (1934); its coverage is never below 95 %."""
    ends = scipy.stats.binomtest(hits, n).proportion_ci(CONFIDENCE, method="exact")
    return Interval(float(ends.low), float(ends.high))


def wilson_interval(hits: int, n: int) -> Interval:
    """The 95 % score interval of hits / n, by Wilson (1927); its coverage is 95 % on average."""
    return wilson_score(hits / n, n)


def wilson_score(share: float, n: float) -> Interval:
    """Wilson's 95 % interval of a share, 0 to 1, of `n` observations, be it an effective number."""
    middle = (share * n + Z**2 / 2) / (n + Z**2)
    margin = Z / (n + Z**2) * sqrt(n * share * (1 - share) + Z**2 / 4)
    return Interval(max(0.0, min(share, middle - margin)), min(1.0, max(share, middle + margin)))
