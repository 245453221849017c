"""The mean of a KPI in one cell, with the interval of its model, also for several observations of one customer."""

from dataclasses import dataclass
from math import sqrt

import scipy

from vocpipe.outcomes.kpis.kpi import Kpi, Model
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Interval, adjusted_wald
from vocpipe.outcomes.statistics.proportion import wilson_score


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of a cell, as kpi_cells.sql gives them, of values in the unit of the statistics."""

    n: int
    n_customers: int
    total: float
    squares: float
    nn: float
    nt: float
    tt: float

    @property
    def mean(self) -> float:
        """The mean of all observations."""
        return self.total / self.n

    @property
    def clustered(self) -> float:
        """The sum over customers of the square of what their observations add to the mean, times n²."""
        return max(0.0, self.tt - 2 * self.mean * self.nt + self.mean**2 * self.nn)

    @property
    def design(self) -> float:
        """How many times the variance of the mean is that of independent observations, 1 or more."""
        independent = self.squares - self.n * self.mean**2
        return max(1.0, self.clustered / independent) if independent > 1e-9 * self.squares else 1.0


def interval_of(kpi: Kpi, sums: Sums) -> Interval:
    """The 95 % interval of the mean, in the unit of the statistics.

    Scores: adjusted Wald (Rocks 2016). Shares: Wilson's score interval. Both for as many independent observations as
    have the variance of these. Counts and amounts: Student's t, cluster-robust by customer.
    """
    if kpi.model is Model.SCORE:
        return adjusted_wald(sums.n, sums.total, sums.squares, design=sums.design)
    if kpi.is_share:
        return wilson_score(sums.mean, sums.n / sums.design)
    freedom = max(1, sums.n_customers - 1)
    error = sqrt(sums.clustered * (freedom + 1) / freedom) / sums.n
    reach = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom)) * error
    return Interval(max(0.0, sums.mean - reach), sums.mean + reach)
