"""How good a list was: precision and lift with exact intervals, average precision, calibration."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from vocpipe.outcomes.statistics.interval import CONFIDENCE, Floats, Interval, rate_ratios

Bools = NDArray[np.bool_]
DRAWS = 400
SEED = 20_161


@dataclass(frozen=True, slots=True)
class Lift:
    """How many times as often those on a list left as everybody did, with its 95 % interval."""

    lift: float
    low: float
    high: float


def proportion(hits: int, of: int) -> Interval:
    """The exact (Clopper-Pearson) 95 % interval of hits / of."""
    found = stats.binomtest(hits, of).proportion_ci(CONFIDENCE, method="exact")
    return Interval(float(found.low), float(found.high))


def lift(hits: int, k: int, churned: int, n: int) -> Lift:
    """The lift of a list of `k` of `n`, of whom `hits` of all `churned` left; nan where nobody left.

    The exact interval of the ratio between the rates on and off the list, given both counts, is carried over: the lift
    rises with that ratio, and is 1 where it is 1. For proportions it is a little too wide, never too narrow.
    """
    if churned == 0 or k >= n:
        return Lift(np.nan, np.nan, np.nan)
    on, off = np.array([float(hits)]), np.array([float(churned - hits)])
    ratios = rate_ratios(on, off, exposure=(k, n - k), dispersion=np.ones(1))
    ends = (float(ratios.low[0]), float(ratios.high[0]))
    low, high = (n / k if np.isnan(ratio) else ratio * n / (k * ratio + n - k) for ratio in ends)
    return Lift(hits / k * n / churned, low, high)


def top(risks: Floats, k: int) -> Bools:
    """Which rows are the `k` of highest risk; of equal ones the first."""
    listed = np.zeros(len(risks), dtype=np.bool_)
    listed[np.argsort(-risks, kind="stable")[:k]] = True
    return listed


def average_precision(risks: Floats, left: Bools) -> float:
    """The area under the precision-recall curve; equal risks count as one step. nan where nobody left."""
    order = np.argsort(-risks, kind="stable")
    return _area(left[order].astype(np.float64), np.ones(len(risks)), _steps(risks[order]))


def average_precision_interval(risks: Floats, left: Bools, customers: NDArray[np.int64]) -> Interval:
    """Its 95 % percentile interval over resampled customers, each with all of their rows."""
    generator = np.random.default_rng(SEED)
    order = np.argsort(-risks, kind="stable")
    hits, steps = left[order].astype(np.float64), _steps(risks[order])
    _, member = np.unique(customers[order], return_inverse=True)
    size = int(member.max()) + 1
    drawn = []
    for _ in range(DRAWS):
        times = np.bincount(generator.integers(0, size, size), minlength=size).astype(np.float64)
        drawn.append(_area(hits, times[member], steps))
    low, high = np.nanquantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(float(low), float(high))


def _steps(falling: Floats) -> NDArray[np.int64]:
    """Where each run of equal risks ends."""
    return np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1)


def _area(hits: Floats, weights: Floats, steps: NDArray[np.int64]) -> float:
    """Average precision of rows in the order of falling risks."""
    true, every = np.cumsum(weights * hits)[steps], np.cumsum(weights)[steps]
    if true[-1] == 0:
        return float("nan")
    gained = np.diff(true, prepend=0.0)
    return float((gained * true / np.maximum(every, 1e-12)).sum() / true[-1])


def calibration_slope(risks: Floats, left: Bools) -> float:
    """The slope of a logistic regression of who left on the log-odds foretold: 1 where they are right (Cox 1958).

    nan where all or none left, or everybody was foretold the same.
    """
    from sklearn.linear_model import LogisticRegression

    clipped = np.clip(risks, 1e-6, 1 - 1e-6)
    logits = np.log(clipped / (1 - clipped))
    if left.all() or not left.any() or np.ptp(logits) == 0:
        return float("nan")
    free = LogisticRegression(C=np.inf, tol=1e-8, max_iter=1000).fit(logits[:, None], left)
    return float(free.coef_[0, 0])
