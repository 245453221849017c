"""Intervals of a proportion: exact, and Wilson's."""

import scipy

from vocpipe.outcomes.statistics.interval import CONFIDENCE, Interval


def exact_interval(hits: int, n: int) -> Interval:
    """The exact 95 % interval of hits / n, by Clopper & Pearson (1934); its coverage is never below 95 %."""
    ends = scipy.stats.binomtest(hits, n).proportion_ci(CONFIDENCE, method="exact")
    return Interval(float(ends.low), float(ends.high))


def wilson_interval(hits: int, n: int) -> Interval:
    """The 95 % score interval of hits / n, by Wilson (1927); its coverage is 95 % on average."""
    ends = scipy.stats.binomtest(hits, n).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(float(ends.low), float(ends.high))
