"""Intervals of a proportion: exact, and Wilson's."""

from scipy import stats

from vocpipe.outcomes.statistics.interval import CONFIDENCE, Interval


def exact_interval(hits: int, n: int) -> Interval:
    """The exact (Clopper-Pearson) 95 % interval of hits / n; never too narrow."""
    ends = stats.binomtest(hits, n).proportion_ci(CONFIDENCE, method="exact")
    return Interval(float(ends.low), float(ends.high))


def wilson_interval(hits: int, n: int) -> Interval:
    """Wilson's 95 % score interval of hits / n; right on average, and shorter than the exact one."""
    ends = stats.binomtest(hits, n).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(float(ends.low), float(ends.high))
