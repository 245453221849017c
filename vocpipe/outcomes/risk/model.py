"""The risk model: a ridge logistic regression on customers on days.

Few customers leave, and there are many themes. So every coefficient is shrunk by a normal prior of one width, on
standardized features. The width is chosen from the training rows alone, as the one with the highest evidence (type II
maximum likelihood by Laplace's approximation; MacKay 1992, "The evidence framework applied to classification
networks"): if there is little to learn from, the coefficients all but vanish.
"""

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from vocpipe.outcomes.statistics.arrays import Bools, Floats

PRIOR_SDS = (0.02, 0.05, 0.1, 0.2, 0.4)  # of a coefficient, in log-odds per standard deviation of its feature
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class RiskModel:
    """A fitted model; all arrays are of shape (features,)."""

    mean: Floats
    scale: Floats
    coefficients: Floats
    intercept: float

    def risks(self, values: Floats) -> Floats:
        """The probability of leaving within the horizon for each row of `values`, shape (rows,), to six digits."""
        logits = self.contributions(values).sum(axis=1) + self.intercept
        return np.asarray(np.round(1 / (1 + np.exp(-logits)), _DIGITS))

    def contributions(self, values: Floats) -> Floats:
        """What each feature adds to a row's log-odds, relative to the mean customer; shape (rows, features)."""
        return np.asarray((values - self.mean) / self.scale * self.coefficients)


def fit(values: Floats, left: Bools) -> RiskModel:
    """The model of who left.

    values: shape (rows, features). left: shape (rows,); some rows, but not all, must be true.
    """
    from sklearn.linear_model import LogisticRegression

    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale = np.where(scale > 1e-9, scale, np.inf)  # a constant feature gets no weight
    standardized = (values - mean) / scale
    # Each width's search starts where the narrower one's ended.
    ridge = LogisticRegression(solver="newton-cholesky", tol=1e-7, max_iter=100, warm_start=True)
    fitted: list[tuple[Floats, float]] = []
    with threadpool_limits(1, "blas"):  # several threads take longer, as they wait for each other
        for sd in PRIOR_SDS:
            ridge.set_params(C=sd**2).fit(standardized, left)
            fitted.append((ridge.coef_[0].copy(), float(ridge.intercept_[0])))
    evidence = [
        _log_evidence(standardized, left, coefficients, intercept, sd)
        for (coefficients, intercept), sd in zip(fitted, PRIOR_SDS, strict=True)
    ]
    coefficients, intercept = fitted[int(np.argmax(np.round(evidence, 6)))]
    return RiskModel(mean, scale, coefficients, intercept)


def _log_evidence(x: Floats, left: Bools, coefficients: Floats, intercept: float, sd: float) -> float:
    """The log of the outcomes' marginal likelihood under the prior, up to a constant."""
    logits = x @ coefficients + intercept
    likelihood = float((left * logits - np.logaddexp(0, logits)).sum())
    risks = 1 / (1 + np.exp(-logits))
    hessian = (x * (risks * (1 - risks))[:, None]).T @ x
    _, volume = np.linalg.slogdet(np.eye(len(coefficients)) + sd**2 * hessian)
    return likelihood - float(coefficients @ coefficients) / (2 * sd**2) - float(volume) / 2
