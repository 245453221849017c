"""Hazard ratios of themes with their standard errors, each adjusted for the other themes that go with leaving."""

from dataclasses import dataclass

import numpy as np
import scipy

from vocpipe.outcomes.churn.person_months import PersonMonths
from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.outcomes.statistics.cox import CoxRatio, cox_ratio
from vocpipe.outcomes.statistics.fdr import false_discovery_rates
from vocpipe.outcomes.statistics.hazard import Fit, fit_hazard
from vocpipe.outcomes.statistics.interval import CONFIDENCE

_DIGITS = 9  # that are stored: sums in another order, on more threads, differ only in later digits


@dataclass(frozen=True, slots=True)
class Leavers:
    """Customers with a mention, how many of them left after it, and how many would be expected without an effect."""

    exposed: int
    left: int
    expected: float
    expected_others: float  # expected leavers in the months without a mention


@dataclass(frozen=True, slots=True)
class HazardRatios:
    """Log hazard ratios and standard errors, shape (themes,), nan if not tested; each adjusted for `selected`."""

    log_ratio: Floats
    error: Floats
    selected: list[int]

    @property
    def p_value(self) -> Floats:
        """Two-sided, of a ratio of 1; shape (themes,)."""
        return np.asarray(2 * scipy.stats.norm.sf(np.abs(self.log_ratio / self.error)))

    @property
    def q_value(self) -> Floats:
        """The false discovery rate among all themes tested; shape (themes,)."""
        return false_discovery_rates(self.p_value)

    @property
    def tests(self) -> int:
        """How many themes were tested."""
        return int((~np.isnan(self.log_ratio)).sum())

    def interval(self, theme: int) -> tuple[float, float, float]:
        """Ratio, lower and upper end of the 95 % interval."""
        reach = scipy.stats.norm.ppf((1 + CONFIDENCE) / 2) * self.error[theme]
        ratio, low, high = np.exp(self.log_ratio[theme] + np.array([0, -reach, reach])).tolist()
        return ratio, low, high


def leavers(months: PersonMonths, themes: int) -> list[Leavers]:
    """Each theme's leavers; the expected numbers come from a model without any theme."""
    x, ridge = months.columns(None, [])
    chance = _fit(months, x, ridge, _start(months, x)).chance
    counts = []
    for theme in range(themes):
        rows = months.rows_of(theme)
        expected = round(float(chance[rows].sum()), _DIGITS)
        exposed = len(np.unique(months.customer[rows]))
        counts.append(Leavers(exposed, int(months.left[rows].sum()), expected, float(chance.sum()) - expected))
    return counts


def hazard_ratios(months: PersonMonths, tested: list[int], themes: int, allowed: float) -> HazardRatios:
    """The hazard ratios of the themes `tested`; those of all other themes are nan. themes: the number of all themes.

    First each theme is tested by itself. Those that pass the false discovery rate `allowed` are then adjusted for in
    the models of the others, so that a theme mentioned together with a harmful one is not mistaken for harmful.
    """
    alone = _adjusted(months, tested, themes, [])
    selected = np.flatnonzero(alone.q_value <= allowed).tolist()
    return _adjusted(months, tested, themes, selected) if selected else alone


def cox_hazard_ratio(months: PersonMonths, theme: int, selected: list[int]) -> CoxRatio | None:
    """The theme's hazard ratio by a Cox model, adjusted as in the discrete-time model; None if it does not converge.

    Its clock is the time under contract, that of the discrete-time model the calendar: they compare each leaver with
    different customers. Time under contract tells when it is renewed. If some time under contract is unknown, its clock
    is the calendar too.
    """
    clock = months.contract_clock()
    x, _ = months.columns(theme, selected, without=("month",) if clock is None else ("tenure", "renewal"))
    return cox_ratio(x[:, :-1], months.left, months.spell, months.month if clock is None else clock)


def _adjusted(months: PersonMonths, tested: list[int], themes: int, selected: list[int]) -> HazardRatios:
    """Every tested theme, adjusted for the other ones of `selected`."""
    log_ratio, error = np.full((2, themes), np.nan)
    start: Floats | None = None
    for theme in tested:
        others = [other for other in selected if other != theme]
        x, ridge = months.columns(theme, selected)
        if start is None or len(start) != x.shape[1]:
            start = _start(months, x)
        fit = _fit(months, x, ridge, start)
        start = np.concatenate([np.zeros(1 + len(others)), fit.coefficients[1 + len(others) :]])
        log_ratio[theme] = round(float(fit.coefficients[0]), _DIGITS)
        error[theme] = round(float(fit.errors[0]), _DIGITS)
    return HazardRatios(log_ratio, error, selected)


def _start(months: PersonMonths, x: Floats) -> Floats:
    """The start of Newton's method: one hazard for all."""
    start = np.zeros(x.shape[1])
    start[-1] = np.log(months.left.sum() / np.exp(months.offset).sum())
    return start


def _fit(months: PersonMonths, x: Floats, ridge: Floats, start: Floats) -> Fit:
    return fit_hazard(x, months.left, months.offset, ridge, months.customer, start)
