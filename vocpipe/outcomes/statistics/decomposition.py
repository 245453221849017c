"""A change of a mean between two periods, split into what each group's share and each group's mean contribute.

Each answer belongs to the groups in parts that add up to 1. With w a group's share of the answers, y its mean and Y the
mean of all answers, in each period, a group contributes

    mix   (w_after - w_before) * (mean of its two y - mean of the two Y)
    rate  (y_after - y_before) * mean of its two w

which add up exactly to the change (Kitagawa 1955, Journal of the American Statistical Association 50).
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.resample import customer_weights, for_each_block


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of both periods, shape (answers,): values, customers by number, and which are of the later period."""

    values: Floats
    customer: Integers
    is_after: Bools


@dataclass(frozen=True, slots=True)
class Split:
    """Mix of every group but the last, then their rates, then mix and rate of the last together; and their errors.

    Both have the shape (2 * groups - 1,), in the unit of the values.
    """

    value: Floats
    error: Floats


def decompose(answers: Answers, groupings: list[sparse.csr_array], *, draws: int, seed: int) -> list[Split]:
    """The change split by each grouping, a matrix of each answer's parts, shape (answers, groups).

    Errors are standard deviations over customers drawn again, the same ones for every grouping.
    """
    sums = [_sums(answers, grouping) for grouping in groupings]
    rows = 4 * sum(weight.shape[0] for weight, _ in sums)
    blocks = customer_weights(int(answers.customer.max()) + 1, draws, seed, rows=rows)
    drawn = for_each_block(lambda block: [_split(weight @ block, score @ block) for weight, score in sums], blocks)
    values = [_split(*(part.sum(axis=1)[:, None] for part in pair))[:, 0] for pair in sums]
    errors = [np.nanstd(np.concatenate(splits, axis=1), axis=1) for splits in zip(*drawn, strict=True)]
    return [Split(value, error) for value, error in zip(values, errors, strict=True)]


def _sums(answers: Answers, grouping: sparse.csr_array) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Weights and scores summed by period and group, down, and by customer, across: (2 * groups, customers) each."""
    customers = int(answers.customer.max()) + 1
    size = len(answers.values)
    by_customer = sparse.csr_array((np.ones(size), (np.arange(size), answers.customer)), shape=(size, customers))
    periods = [sparse.csr_array(grouping.multiply(period[:, None])) for period in (~answers.is_after, answers.is_after)]
    weight = sparse.csr_array(sparse.hstack(periods, format="csr"))
    score = sparse.csr_array(weight.multiply(answers.values[:, None]))
    return sparse.csr_array(weight.T @ by_customer), sparse.csr_array(score.T @ by_customer)


def _split(weight: Floats, score: Floats) -> Floats:
    """The values of a `Split` under each resample, shape (2 * groups - 1, resamples)."""
    weights, scores = (sums.reshape(2, -1, sums.shape[1]) for sums in (weight, score))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = weights / weights.sum(axis=1, keepdims=True)
        mean = scores / weights
    # A group without an answer in one period changed in share only.
    mean = np.where(weights > 0, mean, mean[::-1])
    mean = np.where(np.isnan(mean), 0.0, mean)
    level = (share * mean).sum(axis=1).mean(axis=0)
    mix = (share[1] - share[0]) * (mean.mean(axis=0) - level)
    rate = (mean[1] - mean[0]) * share.mean(axis=0)
    return np.concatenate([mix[:-1], rate[:-1], mix[-1:] + rate[-1:]])
