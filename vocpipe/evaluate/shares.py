"""A measured share with its interval."""

from dataclasses import dataclass

from vocpipe.outcomes.statistics.proportion import wilson_interval


@dataclass(frozen=True, slots=True)
class Share:
    """A share of n with its 95 % interval, by Wilson (1927)."""

    n: int
    hits: int
    share: float
    low: float
    high: float


def share_of(n: int, hits: int) -> Share:
    """hits / n with its interval; `n` is at least 1."""
    interval = wilson_interval(hits, n)
    return Share(n, hits, hits / n, interval.low, interval.high)
