"""A score on all themes at once: coefficients, relative weights, and R² of the customers who were left out."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from vocpipe.outcomes.interval import Floats
from vocpipe.outcomes.resample import Integers

FOLDS = 5
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Regression:
    """Coefficients of the themes with cluster-robust errors and two-sided p-values, each of shape (themes,)."""

    effect: Floats
    error: Floats
    p_value: Floats


def regression(mentions: sparse.csr_array, values: Floats, customer: Integers) -> Regression:
    """The linear regression of `values`, shape (answers,), on `mentions`, shape (answers, themes), and a constant."""
    from statsmodels.regression.linear_model import OLS

    design = np.column_stack([np.ones(len(values)), mentions.toarray()])
    found = OLS(values, design).fit(cov_type="cluster", cov_kwds={"groups": customer}, use_t=True)
    return Regression(*(np.asarray(getattr(found, name))[1:] for name in ("params", "bse", "pvalues")))


def cross_products(mentions: sparse.csr_array, values: Floats, weights: Floats | None = None) -> Floats:
    """The weighted covariance matrix of the themes and, last, the values; shape (themes + 1, themes + 1)."""
    weights = np.ones(len(values)) if weights is None else weights
    whole = sparse.csr_array(sparse.hstack([mentions, sparse.csr_array(values[:, None])], format="csr"))
    total = weights.sum()
    mean = np.asarray(whole.T @ weights) / total
    second = (whole.T @ sparse.csr_array(whole.multiply(weights[:, None]))).toarray() / total
    return np.asarray(second - np.outer(mean, mean))


def relative_weights(covariance: Floats) -> tuple[Floats, float]:
    """Johnson's relative weights as shares of R² that add up to 1, shape (themes,), and R²; nan where nothing varies.

    `covariance` is of the themes and, last, the score. With the themes' correlations R = Q D Q', lambda = Q D^1/2 Q'
    and beta = lambda^-1 r, the weights are lambda² beta².
    """
    spread = np.sqrt(np.diag(covariance))
    if spread[-1] <= _TINY:
        return np.full(len(spread) - 1, np.nan), float("nan")
    scale = np.where(spread > _TINY, spread, np.inf)  # a theme that a draw has not is no part of it
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


def unseen_r2(mentions: sparse.csr_array, values: Floats, customer: Integers, *, seed: int) -> float:
    """R² over the customers that each of five regressions was not fitted to; below 0 where the mean does better."""
    customers = int(customer.max()) + 1
    fold = np.random.default_rng(seed).permutation(customers)[customer] % FOLDS
    design = np.column_stack([np.ones(len(values)), mentions.toarray()])
    wrong, usual = 0.0, 0.0
    for held in range(FOLDS):
        inside, outside = fold != held, fold == held
        if inside.any() and outside.any():
            found = np.linalg.lstsq(design[inside], values[inside], rcond=None)[0]
            wrong += float(((values[outside] - design[outside] @ found) ** 2).sum())
            usual += float(((values[outside] - values[inside].mean()) ** 2).sum())
    return 1 - wrong / usual if usual > 0 else float("nan")
