"""A regression of a score on all themes at once: coefficients, relative weights, and cross-validated R².

Themes are few and answers many, so everything is computed from sums over the answers: no matrix that is decomposed has
more rows than there are themes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy
from scipy import sparse

from vocpipe.outcomes.statistics.arrays import Floats, Integers

FOLDS = 5
_TINY = 1e-9
# An eigenvalue below this share of the largest is 0: themes that determine each other.
_SINGULAR = 1e-12


@dataclass(frozen=True, slots=True)
class Regression:
    """Coefficients of the themes with cluster-robust errors and two-sided p-values, each of shape (themes,)."""

    effect: Floats
    error: Floats
    p_value: Floats


def regression(mentions: sparse.csr_array, values: Floats, customer: Integers) -> Regression:
    """The linear regression of `values`, shape (answers,), on `mentions`, shape (answers, themes), and a constant.

    Errors are cluster-robust (Liang & Zeger 1986), corrected for few customers, with Student's t, as in statsmodels.
    If themes determine each other the coefficients are the smallest of those that fit equally well.
    """
    design = _design(mentions)
    inverse = _inverse((design.T @ design).toarray())
    coefficients = inverse @ (design.T @ values)
    influence = sparse.csr_array(design.multiply((values - design @ coefficients)[:, None]))
    sums = _by_customer(customer) @ influence
    groups, (size, columns) = len(np.unique(customer)), design.shape
    correction = groups / (groups - 1) * (size - 1) / (size - columns)
    error = np.sqrt(np.diag(inverse @ (sums.T @ sums).toarray() @ inverse) * correction)
    p_value = 2 * scipy.stats.t.sf(np.abs(coefficients) / error, groups - 1)
    return Regression(coefficients[1:], error[1:], p_value[1:])


def shares_of_values(mentions: sparse.csr_array) -> Floats:
    """How much each value counts in each theme's coefficient, shape (answers, themes)."""
    design = _design(mentions)
    return np.asarray(design @ _inverse((design.T @ design).toarray())[:, 1:])


def cross_products(mentions: sparse.csr_array, values: Floats) -> Floats:
    """The covariance matrix of the themes and, last, the values; shape (themes + 1, themes + 1)."""
    everybody = CrossProducts(mentions, values, np.zeros(len(values), np.int64))
    return next(everybody.drawn(np.ones((1, 1))))


class CrossProducts:
    """Sums over the answers of each customer, which give the covariances of any draw of customers."""

    def __init__(self, mentions: sparse.csr_array, values: Floats, customer: Integers) -> None:
        ones, last = (sparse.csr_array(column[:, None]) for column in (np.ones(len(values)), values))
        whole = sparse.csr_array(sparse.hstack([mentions, last, ones], format="csr"))
        self._columns = int(whole.shape[1])
        answer, left, right = _pairs(whole)
        pair = whole.indices[left].astype(np.int64) * self._columns + whole.indices[right]
        shape = (self.rows, int(customer.max()) + 1)
        self._sums = sparse.csr_array((whole.data[left] * whole.data[right], (pair, customer[answer])), shape=shape)

    @property
    def rows(self) -> int:
        """The number of values that each draw needs in memory."""
        return self._columns * self._columns

    def drawn(self, weights: Floats) -> Iterator[Floats]:
        """The covariance matrix, as `cross_products` has it, under each column of `weights`, (customers, draws)."""
        for sums in (self._sums @ weights).T:
            square = sums.reshape(self._columns, self._columns)
            mean = square[:-1, -1] / square[-1, -1]
            yield square[:-1, :-1] / square[-1, -1] - np.outer(mean, mean)


def _pairs(rows: sparse.csr_array) -> tuple[Integers, Integers, Integers]:
    """All pairs of numbers in the same row: the row, and where the two are in `rows.data`."""
    size = np.diff(rows.indptr).astype(np.int64)
    row = np.repeat(np.arange(len(size)), size)
    left = np.repeat(np.arange(len(row)), size[row])
    first = np.cumsum(size[row]) - size[row]
    right = rows.indptr[row[left]] + np.arange(len(left)) - np.repeat(first, size[row])
    return row[left], left, right


def relative_weights(covariance: Floats) -> tuple[Floats, float]:
    """Johnson's relative weights as shares of R² that add up to 1, shape (themes,), and R²; nan if nothing varies.

    `covariance` is of the themes and, last, the score. With the themes' correlations R = Q D Q', lambda = Q D^1/2 Q'
    and beta = lambda^-1 r, the weights are lambda² beta².
    """
    spread = np.sqrt(np.diag(covariance))
    if spread[-1] <= _TINY:
        return np.full(len(spread) - 1, np.nan), float("nan")
    scale = np.where(spread > _TINY, spread, np.inf)  # a theme that nobody drawn mentions has no weight
    correlation = covariance / np.outer(scale, scale)
    inside, outside = correlation[:-1, :-1].copy(), correlation[:-1, -1]
    np.fill_diagonal(inside, 1.0)
    sizes, turns = np.linalg.eigh(inside)
    roots = np.sqrt(np.maximum(sizes, _TINY))
    lam = turns * roots @ turns.T
    beta = turns / roots @ turns.T @ outside
    weights = lam**2 @ beta**2
    r2 = float(weights.sum())
    return np.asarray(weights / r2 if r2 > _TINY else np.full(len(weights), np.nan)), r2


def r2_cv(mentions: sparse.csr_array, values: Floats, customer: Integers, *, seed: int) -> float:
    """R² cross-validated over customers in five folds; below 0 if the mean predicts better."""
    customers = int(customer.max()) + 1
    fold = np.random.default_rng(seed).permutation(customers)[customer] % FOLDS
    design = _design(mentions)
    residual, total = 0.0, 0.0
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if len(inside) and len(outside):
            fitted = sparse.csr_array(design[inside])
            coefficients = _inverse((fitted.T @ fitted).toarray()) @ (fitted.T @ values[inside])
            residual += float(((values[outside] - design[outside] @ coefficients) ** 2).sum())
            total += float(((values[outside] - values[inside].mean()) ** 2).sum())
    return 1 - residual / total if total > 0 else float("nan")


def _design(mentions: sparse.csr_array) -> sparse.csr_array:
    """A constant, and the themes."""
    constant = sparse.csr_array(np.ones((mentions.shape[0], 1)))
    return sparse.csr_array(sparse.hstack([constant, mentions], format="csr"))


def _inverse(squares: Floats) -> Floats:
    """The inverse of a matrix of cross products, or the pseudo-inverse if there is none."""
    return np.asarray(np.linalg.pinv(squares, rcond=_SINGULAR, hermitian=True))


def _by_customer(customer: Integers) -> sparse.csr_array:
    """The matrix that sums over the answers of each customer; shape (customers, answers)."""
    answers = len(customer)
    where = (customer, np.arange(answers))
    return sparse.csr_array((np.ones(answers), where), shape=(int(customer.max()) + 1, answers))
