"""The mean of a KPI in one cell, with the interval of its model, also for several observations of one customer."""

from dataclasses import dataclass
from math import exp, sqrt

import scipy

from vocpipe.outcomes.kpis.kpi import Kpi, Model
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Interval, adjusted_wald
from vocpipe.outcomes.statistics.proportion import wilson_score

MIN_PER = 10  # of what a ratio is for, such as customers who left


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of a cell, as kpi_cells.sql gives them, of values in the unit of the statistics."""

    n: int
    n_customers: int
    per: float
    total: float
    squares: float
    pp: float
    pt: float
    tt: float

    @property
    def mean(self) -> float:
        """The mean of all observations, or what a ratio is: the sum of values for each one of `per`, which is not 0."""
        return self.total / self.per

    @property
    def clustered(self) -> float:
        """The sum over customers of the square of what their observations add to the mean, times the square of per."""
        return max(0.0, self.tt - 2 * self.mean * self.pt + self.mean**2 * self.pp)

    @property
    def design(self) -> float:
        """How many times the variance of the mean is that of independent observations, 1 or more."""
        independent = self.squares - self.n * self.mean**2
        return max(1.0, self.clustered / independent) if independent > 1e-9 * self.squares else 1.0


def interval_of(kpi: Kpi, sums: Sums) -> Interval:
    """The 95 % interval of the mean, in the unit of the statistics.

    Scores: adjusted Wald (Rocks 2016). Shares: Wilson's score interval. Both for as many independent observations as
    have the variance of these. Counts and amounts: Student's t, cluster-robust by customer. Ratios: the same, by
    linearization (Cochran 1977) of their logarithm, as few of what they are for make them skew.
    """
    if kpi.model is Model.SCORE:
        return adjusted_wald(sums.n, sums.total, sums.squares, design=sums.design)
    if kpi.is_share:
        return wilson_score(sums.mean, sums.n / sums.design)
    freedom = max(1, sums.n_customers - 1)
    error = sqrt(sums.clustered * (freedom + 1) / freedom) / sums.per
    reach = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom)) * error
    if kpi.model is Model.RATIO:
        factor = exp(reach / sums.mean)
        return Interval(sums.mean / factor, sums.mean * factor)
    return Interval(max(0.0, sums.mean - reach), sums.mean + reach)
