"""Survival curves of customers who count with weights and may enter more than once, with their intervals."""

from dataclasses import dataclass

import numpy as np

from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Z


@dataclass(frozen=True, slots=True)
class Entries:
    """One entry each: whose it is, how many months it is watched (from 1), whether they left in the last, its weight.

    Entries of one customer are not independent of each other, and are not taken to be.
    """

    customer: Integers
    months: Integers
    left: Bools
    weight: Floats

    @property
    def n_customers(self) -> int:
        """How many different customers enter."""
        return len(np.unique(self.customer))

    def n_left(self, horizon: int) -> int:
        """How many of these customers leave within `horizon` months."""
        return len(np.unique(self.customer[self.left & (self.months <= horizon)]))


@dataclass(frozen=True, slots=True)
class Curve:
    """By month from 0: the share still there with its 95 % interval, and how many customers the month began with."""

    survival: Floats
    low: Floats
    high: Floats
    n_at_risk: Integers


def survival_curve(entries: Entries, horizon: int) -> Curve:
    """The Kaplan-Meier estimate up to month `horizon`.

    The variance of its logarithm adds up each customer's influence, which is Greenwood's formula if all weigh the same
    and enter once. The interval is the log-log one; where it does not exist, since nobody or everybody has left, it is
    the exact one of so many customers.
    """
    month = np.arange(1, horizon + 1)
    watched = entries.months[:, None] >= month
    leaves = entries.left[:, None] & (entries.months[:, None] == month)
    weight = entries.weight[:, None]
    at_risk, left = (weight * watched).sum(axis=0), (weight * leaves).sum(axis=0)
    hazard = np.divide(left, at_risk, out=np.zeros(horizon), where=at_risk > 0)
    survival = np.append(1.0, np.cumprod(1 - hazard))
    scale = at_risk * (1 - hazard)
    share = np.divide(1.0, scale, out=np.zeros(horizon), where=scale > 0)
    influence = np.cumsum(weight * (leaves - hazard * watched) * share, axis=1)
    customers, code = np.unique(entries.customer, return_inverse=True)
    by_customer = np.zeros((len(customers), horizon))
    np.add.at(by_customer, code, influence)
    error = np.append(0.0, np.sqrt((by_customer**2).sum(axis=0)))
    counts = np.array([len(np.unique(entries.customer[watched[:, i]])) for i in range(horizon)], dtype=np.int64)
    n_at_risk = np.append(entries.n_customers, counts)
    low, high = _log_log(survival, error, n_at_risk)
    return Curve(survival, low, high, n_at_risk)


def _log_log(survival: Floats, error: Floats, n: Integers) -> tuple[Floats, Floats]:
    inside = (survival > 0) & (survival < 1)
    log = np.log(survival, out=np.full(len(survival), -1.0), where=inside)
    spread = np.exp(Z * error / -log)
    certain = ((1 - CONFIDENCE) / 2) ** (1 / np.maximum(n, 1))  # the exact limit if none of n has left
    low = np.where(inside, survival**spread, np.where(survival == 1, certain, 0.0))
    high = np.where(inside, survival ** (1 / spread), np.where(survival == 1, 1.0, 1 - certain))
    low[0] = 1.0  # nobody has had time to leave
    return low, high
