"""A discrete-time hazard model: who leaves in which month, with coefficients that are logs of hazard ratios.

The link is the complementary log-log, so that a coefficient is the log of a ratio of hazards, and months of different
length differ only by their days (Prentice & Gloeckler 1978; Allison 1982). Fitted by Newton's method from a warm start:
statsmodels' GLM gives the same numbers (a test compares the two) but takes seconds for each theme of a large company.
"""

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from vocpipe.outcomes.statistics.arrays import Floats, Integers

_MAX_STEPS = 50
_TOLERANCE = 1e-10  # half of Newton's decrement: what the log-likelihood can still gain


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients and their standard errors, shape (columns,), and the probability of leaving, shape (rows,)."""

    coefficients: Floats
    errors: Floats
    chance: Floats


def fit_hazard(x: Floats, left: Floats, offset: Floats, ridge: Floats, cluster: Integers, start: Floats) -> Fit:
    """The model at the maximum of the penalized likelihood.

    x: shape (rows, columns); left: 1 if the row's customer left, else 0; offset: log of the time at risk; ridge: the
    prior precision of each coefficient, 0 for none; cluster: the number of each row's customer, rising; start: first
    guess. Each standard error is the larger of the model's and of the cluster-robust one by customer (Liang & Zeger
    1986, with Stata's G / (G - 1)).
    """
    # The many small products of Newton's steps take several times as long on two threads, which wait for each other.
    with threadpool_limits(1, "blas"):
        return _fitted(x, left, offset, ridge, cluster, start)


def _fitted(x: Floats, left: Floats, offset: Floats, ridge: Floats, cluster: Integers, start: Floats) -> Fit:
    beta, step = start.copy(), np.ones_like(start)
    value, hazard = _value(x, left, offset, ridge, beta)
    information: Floats
    score: Floats
    for _ in range(_MAX_STEPS):
        score, weight = _derivatives(left, hazard)
        information = np.asarray(x.T @ (x * weight[:, None]) + np.diag(ridge), np.float64)
        step = np.asarray(np.linalg.solve(information, x.T @ score - ridge * beta), np.float64)
        if float(step @ information @ step) / 2 < _TOLERANCE:
            break
        beta, value, hazard = _climb(x, left, offset, ridge, beta, step, value)
    inverse = np.asarray(np.linalg.inv(information), np.float64)
    return Fit(beta, _errors(inverse, x, score, cluster), -np.expm1(-hazard))


def _value(x: Floats, left: Floats, offset: Floats, ridge: Floats, beta: Floats) -> tuple[float, Floats]:
    """The penalized log-likelihood, and each row's hazard over its time at risk."""
    hazard = np.exp(np.minimum(x @ beta + offset, 30.0))
    leaving = left > 0
    likelihood = np.log(-np.expm1(-hazard[leaving])).sum() - hazard[~leaving].sum()
    return float(likelihood - (ridge * beta**2).sum() / 2), hazard


def _climb(
    x: Floats, left: Floats, offset: Floats, ridge: Floats, beta: Floats, step: Floats, value: float
) -> tuple[Floats, float, Floats]:
    """Newton's step, halved until the likelihood rises."""
    for halving in range(30):
        tried = beta + step / 2**halving
        new, hazard = _value(x, left, offset, ridge, tried)
        if new >= value:
            break
    return tried, new, hazard


def _derivatives(left: Floats, hazard: Floats) -> tuple[Floats, Floats]:
    """Each row's score and observed information in its linear predictor."""
    stay = np.exp(-hazard)
    leave = -np.expm1(-hazard)
    ratio = hazard / leave
    return left * ratio - hazard, hazard - left * ratio * (leave - hazard * stay) / leave


def _errors(inverse: Floats, x: Floats, score: Floats, cluster: Integers) -> Floats:
    starts = np.flatnonzero(np.diff(cluster, prepend=-1))
    sums = np.add.reduceat(x * score[:, None], starts, axis=0) @ inverse
    robust = (sums**2).sum(axis=0) * len(starts) / max(1, len(starts) - 1)
    return np.asarray(np.sqrt(np.maximum(np.diag(inverse), robust)))
