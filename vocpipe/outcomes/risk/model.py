"""The model: a ridge logistic regression on customers on days.

Few leave, and there are many themes: so every coefficient is drawn to nothing by a normal prior of the same width, on
features of one spread. How wide is read from the training rows alone, as the width under which they are most likely
(type II maximum likelihood by Laplace's approximation; MacKay 1992, "The evidence framework applied to classification
networks"): with little to learn the coefficients all but vanish.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vocpipe.outcomes.statistics.interval import Floats

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
        """What each feature adds to a row's log-odds beside the mean customer's, shape (rows, features)."""
        return np.asarray((values - self.mean) / self.scale * self.coefficients)


def fit(values: Floats, left: NDArray[np.bool_]) -> RiskModel:
    """The model of who left (`left`, shape (rows,)) by `values`, shape (rows, features); some, not all, must have."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale = np.where(scale > 1e-9, scale, np.inf)  # what never varies tells nothing
    even = (values - mean) / scale
    # Each width's search starts where the narrower one's ended.
    ridge = LogisticRegression(solver="newton-cholesky", tol=1e-7, max_iter=100, warm_start=True)
    fitted = []
    for sd in PRIOR_SDS:
        ridge.set_params(C=sd**2).fit(even, left)
        fitted.append((ridge.coef_[0].copy(), float(ridge.intercept_[0])))
    evidence = [_log_evidence(even, left, *one, sd) for one, sd in zip(fitted, PRIOR_SDS, strict=True)]
    coefficients, intercept = fitted[int(np.argmax(np.round(evidence, 6)))]
    return RiskModel(mean, scale, coefficients, intercept)


def _log_evidence(even: Floats, left: NDArray[np.bool_], coefficients: Floats, intercept: float, sd: float) -> float:
    """The log of how likely the outcomes are under the prior, but for a constant."""
    logits = even @ coefficients + intercept
    likelihood = float((left * logits - np.logaddexp(0, logits)).sum())
    spread = 1 / (1 + np.exp(-logits))
    hessian = (even * (spread * (1 - spread))[:, None]).T @ even
    _, volume = np.linalg.slogdet(np.eye(len(coefficients)) + sd**2 * hessian)
    return likelihood - float(coefficients @ coefficients) / (2 * sd**2) - float(volume) / 2
