"""Ordinary least squares with robust standard errors, by statsmodels."""

from vocpipe.outcomes.statistics.arrays import Floats


def first_coefficient(values: Floats, design: Floats) -> tuple[float, float]:
    """The coefficient of the design's first column, and its heteroscedasticity-robust standard error (HC3).

    values: shape (rows,). design: shape (rows, columns), with its own constant.
    """
    from statsmodels.regression.linear_model import OLS

    fit = OLS(values, design).fit(cov_type="HC3")
    return float(fit.params[0]), max(float(fit.bse[0]), 1e-9)
