"""A change of the NPS taken apart: mix and rate of every group, and how sure they are.

The formulas stand in `change`. Customers are drawn again, and the same ones for every way to take the change apart.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from vocpipe.outcomes.statistics.interval import Floats
from vocpipe.outcomes.statistics.resample import Integers, customer_weights, for_each_block


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of both periods: values from -1 to 1, customers by number, and which are of the later period."""

    ids: pa.Array
    values: Floats
    customer: Integers
    is_after: NDArray[np.bool_]
    periods: dict[str, date]


def estimates(answers: Answers, matrices: list[sparse.csr_array], draws: int, seed: int) -> list[tuple[Floats, Floats]]:
    """What `_parts` says of each matrix's groups, in NPS points, and its error, from the same customers drawn again."""
    sums = [_sums(answers, matrix) for matrix in matrices]
    rows = 4 * sum(weight.shape[0] for weight, _ in sums)
    blocks = customer_weights(int(answers.customer.max()) + 1, draws, seed, rows=rows)
    drawn = for_each_block(lambda block: [_parts(weight @ block, score @ block) for weight, score in sums], blocks)
    points = [_parts(*(part.sum(axis=1)[:, None] for part in pair))[:, 0] for pair in sums]
    errors = [np.nanstd(np.concatenate(found, axis=1), axis=1) for found in zip(*drawn, strict=True)]
    return [(100 * point, 100 * error) for point, error in zip(points, errors, strict=True)]


def _sums(answers: Answers, matrix: sparse.csr_array) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Weights and scores summed by period and group, down, and by customer, across: (2 * groups, customers) each."""
    customers = int(answers.customer.max()) + 1
    size = len(answers.values)
    by_customer = sparse.csr_array((np.ones(size), (np.arange(size), answers.customer)), shape=(size, customers))
    periods = [sparse.csr_array(matrix.multiply(period[:, None])) for period in (~answers.is_after, answers.is_after)]
    weight = sparse.csr_array(sparse.hstack(periods, format="csr"))
    score = sparse.csr_array(weight.multiply(answers.values[:, None]))
    return sparse.csr_array(weight.T @ by_customer), sparse.csr_array(score.T @ by_customer)


def _parts(weight: Floats, score: Floats) -> Floats:
    """Mix of every group but the last, then their rates, then all of the last; shape (2 * groups - 1, resamples)."""
    weights, scores = (sums.reshape(2, -1, sums.shape[1]) for sums in (weight, score))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = weights / weights.sum(axis=1, keepdims=True)
        mean = scores / weights
    # A group that a period has not at all changed in share only.
    mean = np.where(weights > 0, mean, mean[::-1])
    mean = np.where(np.isnan(mean), 0.0, mean)
    level = (share * mean).sum(axis=1).mean(axis=0)
    mix = (share[1] - share[0]) * (mean.mean(axis=0) - level)
    rate = (mean[1] - mean[0]) * share.mean(axis=0)
    return np.concatenate([mix[:-1], rate[:-1], mix[-1:] + rate[-1:]])
