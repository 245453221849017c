"""How far a KPI is on its way to a goal, and whether it will be there in time if the trend of its months goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import scipy

from vocpipe.outcomes.statistics.interval import CONFIDENCE, Interval

MIN_MONTHS = 8  # for a trend, as for other trends
_FAR = 0.5  # of the months watched: no trend is drawn out further


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal, as in the settings."""

    kpi_id: str
    baseline: float
    target: float
    due: date

    @property
    def way(self) -> float:
        """1 if the value has to rise, -1 if it has to fall."""
        return 1.0 if self.target > self.baseline else -1.0

    def progress(self, value: float) -> float:
        """The part of the way from the baseline to the target that a value has gone; below 0 it went the other way."""
        return (value - self.baseline) / (self.target - self.baseline)

    def progresses(self, interval: Interval) -> Interval:
        """That of both ends of an interval, the smaller first."""
        low, high = sorted((self.progress(interval.low), self.progress(interval.high)))
        return Interval(low, high)


def months_between(first: date, last: date) -> int:
    """Whole months from the month of one day to that of another."""
    return 12 * (last.year - first.year) + last.month - first.month


def is_near(months: Sequence[date], due: date) -> bool:
    """Whether the due month is near enough for the trend of the months to be drawn out."""
    ahead = months_between(months[-1], due)
    return ahead <= _FAR * (months_between(months[0], months[-1]) + 1)


def expected(months: Sequence[date], values: Sequence[float], due: date) -> tuple[float, Interval]:
    """The value in the due month by a straight line through the months, with the 95 % interval of a prediction.

    As the interval holds what single months differ by, it holds how well each is known. It takes for granted that the
    trend goes on. months: at least MIN_MONTHS, rising.
    """
    at = np.array([months_between(months[0], month) for month in months], dtype=np.float64)
    x = np.column_stack([np.ones(len(at)), at])
    y = np.array(values, dtype=np.float64)
    coefficients, *_ = np.linalg.lstsq(x, y, rcond=None)
    left = y - x @ coefficients
    freedom = len(at) - 2
    there = np.array([1.0, months_between(months[0], due)])
    spread = float((left @ left) / freedom * (1 + there @ np.linalg.inv(x.T @ x) @ there))
    reach = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom)) * spread**0.5
    value = float(there @ coefficients)
    return value, Interval(value - reach, value + reach)
