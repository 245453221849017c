"""The quality of a ranking by risk: lift of the top, average precision, and calibration."""

from dataclasses import dataclass

import numpy as np

from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Interval, rate_ratios

DRAWS = 400
SEED = 20_161


@dataclass(frozen=True, slots=True)
class Lift:
    """The rate on a list divided by the overall rate, with its 95 % interval."""

    lift: float
    low: float
    high: float


def lift(hits: int, k: int, positives: int, n: int) -> Lift:
    """The lift of a list of `k` out of `n`, with `hits` of all `positives` on it; nan if there are no positives.

    The exact interval of the ratio between the rates on and off the list, given both counts, is carried over: the lift
    rises with that ratio, and is 1 if the ratio is 1. For proportions it is a little too wide, never too narrow.
    """
    if positives == 0 or k >= n:
        return Lift(np.nan, np.nan, np.nan)
    on, off = np.array([float(hits)]), np.array([float(positives - hits)])
    ratios = rate_ratios(on, off, exposure=(k, n - k), dispersion=np.ones(1))
    ends = (float(ratios.low[0]), float(ratios.high[0]))
    low, high = (n / k if np.isnan(ratio) else ratio * n / (k * ratio + n - k) for ratio in ends)
    return Lift(hits / k * n / positives, low, high)


def top_k(risks: Floats, k: int) -> Bools:
    """Which rows are the `k` of highest risk, shape (rows,); among equal risks the first rows win."""
    listed = np.zeros(len(risks), dtype=np.bool_)
    listed[np.argsort(-risks, kind="stable")[:k]] = True
    return listed


def average_precision(risks: Floats, positive: Bools) -> float:
    """The area under the precision-recall curve; equal risks count as one step. nan if nobody is positive."""
    order = np.argsort(-risks, kind="stable")
    return _area(positive[order].astype(np.float64), np.ones(len(risks)), _steps(risks[order]))


def average_precision_interval(risks: Floats, positive: Bools, customers: Integers) -> Interval:
    """The 95 % percentile interval of the average precision over resampled customers, each with all of their rows."""
    generator = np.random.default_rng(SEED)
    order = np.argsort(-risks, kind="stable")
    hits, steps = positive[order].astype(np.float64), _steps(risks[order])
    _, member = np.unique(customers[order], return_inverse=True)
    size = int(member.max()) + 1
    areas = []
    for _ in range(DRAWS):
        times = np.bincount(generator.integers(0, size, size), minlength=size).astype(np.float64)
        areas.append(_area(hits, times[member], steps))
    low, high = np.nanquantile(areas, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(float(low), float(high))


def calibration_slope(risks: Floats, positive: Bools) -> float:
    """The slope of a logistic regression of the outcome on the predicted log-odds: 1 if they are right (Cox 1958).

    nan if all rows or none are positive, or all predictions are equal.
    """
    from sklearn.linear_model import LogisticRegression

    clipped = np.clip(risks, 1e-6, 1 - 1e-6)
    logits = np.log(clipped / (1 - clipped))
    if positive.all() or not positive.any() or np.ptp(logits) == 0:
        return float("nan")
    free = LogisticRegression(C=np.inf, tol=1e-8, max_iter=1000).fit(logits[:, None], positive)
    return float(free.coef_[0, 0])


def _steps(falling: Floats) -> Integers:
    """Where each run of equal risks ends."""
    return np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1)


def _area(hits: Floats, weights: Floats, steps: Integers) -> float:
    """Average precision of rows in the order of falling risks."""
    true, every = np.cumsum(weights * hits)[steps], np.cumsum(weights)[steps]
    if true[-1] == 0:
        return float("nan")
    gained = np.diff(true, prepend=0.0)
    return float((gained * true / np.maximum(every, 1e-12)).sum() / true[-1])
