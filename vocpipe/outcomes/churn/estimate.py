"""Hazard ratios of themes with their standard errors, each adjusted for the other themes that stand out."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from vocpipe.outcomes.churn.design import Months
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.hazard import Fit, Floats, fit_hazard
from vocpipe.outcomes.statistics.interval import CONFIDENCE

_DIGITS = 9  # that are kept: sums in another order, on more threads, differ further down only


@dataclass(frozen=True, slots=True)
class Leavers:
    """Customers watched after a mention, how many of them left then, and how many would if it made no difference."""

    exposed: int
    left: int
    expected: float
    expected_others: float  # leavers to expect in the months without a mention


@dataclass(frozen=True, slots=True)
class Estimates:
    """Log hazard ratios and standard errors, shape (themes,), nan where not tested; each adjusted for `standing`."""

    log_ratio: Floats
    error: Floats
    standing: list[int]

    @property
    def p_value(self) -> Floats:
        """Two-sided, of a ratio of 1."""
        return np.asarray(2 * stats.norm.sf(np.abs(self.log_ratio / self.error)))

    @property
    def q_value(self) -> Floats:
        """The false discovery rate among all themes tested."""
        return false_discovery_rates(self.p_value)

    @property
    def tests(self) -> int:
        """How many themes were tested."""
        return int((~np.isnan(self.log_ratio)).sum())

    def interval(self, theme: int) -> tuple[float, float, float]:
        """Ratio, lower and upper end."""
        reach = stats.norm.ppf((1 + CONFIDENCE) / 2) * self.error[theme]
        ratio, low, high = np.exp(self.log_ratio[theme] + np.array([0, -reach, reach])).tolist()
        return ratio, low, high


def leavers(months: Months, themes: int) -> list[Leavers]:
    """Each theme's, expected by a model that knows of no theme."""
    x, ridge = months.columns(None, [])
    chance = _fit(months, x, ridge, _start(months, x)).chance
    found = []
    for theme in range(themes):
        rows = months.rows_of(theme)
        expected = round(float(chance[rows].sum()), _DIGITS)
        exposed = len(np.unique(months.customer[rows]))
        found.append(Leavers(exposed, int(months.left[rows].sum()), expected, float(chance.sum()) - expected))
    return found


def estimate(months: Months, tested: list[int], themes: int, allowed: float) -> Estimates:
    """The hazard ratios of the `tested` ones among so many themes.

    First each theme by itself; those that pass the false discovery rate `allowed` then stand in the models of the
    others, so that what is said in one breath with a harmful theme is not taken for harmful.
    """
    alone = _adjusted(months, tested, themes, [])
    standing = np.flatnonzero(alone.q_value <= allowed).tolist()
    return _adjusted(months, tested, themes, standing) if standing else alone


def _adjusted(months: Months, tested: list[int], themes: int, standing: list[int]) -> Estimates:
    """Every tested theme, adjusted for the other ones of `standing`."""
    log_ratio, error = np.full((2, themes), np.nan)
    start: Floats | None = None
    for theme in tested:
        others = [other for other in standing if other != theme]
        x, ridge = months.columns(theme, standing)
        if start is None or len(start) != x.shape[1]:
            start = _start(months, x)
        fit = _fit(months, x, ridge, start)
        start = np.concatenate([np.zeros(1 + len(others)), fit.coefficients[1 + len(others) :]])
        log_ratio[theme], error[theme] = (
            round(float(fit.coefficients[0]), _DIGITS),
            round(float(fit.errors[0]), _DIGITS),
        )
    return Estimates(log_ratio, error, standing)


def _start(months: Months, x: Floats) -> Floats:
    """The same hazard for all: what Newton's method begins with."""
    start = np.zeros(x.shape[1])
    start[-1] = np.log(months.left.sum() / np.exp(months.offset).sum())
    return start


def _fit(months: Months, x: Floats, ridge: Floats, start: Floats) -> Fit:
    return fit_hazard(x, months.left, months.offset, ridge, months.customer, start)
