"""Talk of leaving: themes that people speak of because they are about to leave, which would predict only itself."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from scipy import stats

from vocpipe.outcomes.churn import reasons
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.wording import Text

LEAST_DAYS = 14  # that count as the last ones, where the gap is shorter
LEAKING = 3.0  # times as often in the last days as before, surely: no theme does that which only raises the hazard
ANNOUNCING = 0.5  # share of the sentences that ask for a cancellation or announce one


@dataclass(frozen=True, slots=True)
class Talk:
    """When leavers say a theme: in their last days and before, beside what all customers say at those times."""

    theme_id: str
    n_last: int
    n_before: int
    expected_last: float
    expected_before: float
    cancellation_share: float | None

    @classmethod
    def each(cls, rows: pa.Table) -> "list[Talk]":
        """One for each row of leaving_talk.sql."""
        return [cls(**row) for row in rows.to_pylist()]

    @property
    def ratio(self) -> float | None:
        """How many times as often it is said in the last days as before; None where that can't be had."""
        if not self.n_before or not self.expected_last or not self.expected_before:
            return None
        return self.n_last / self.expected_last / (self.n_before / self.expected_before)

    @property
    def least_ratio(self) -> float:
        """The lower end of that ratio's exact 95 % interval, which exists where nobody said it before too."""
        if not self.n_last or not self.expected_last or not self.expected_before:
            return 0.0
        low = float(stats.beta.ppf((1 - CONFIDENCE) / 2, self.n_last, self.n_before + 1))
        return float(np.divide(low, 1 - low) * self.expected_before / self.expected_last)

    def reason(self, days: int) -> Text | None:
        """Why the theme is talk of leaving; None where it is not."""
        if self.cancellation_share is not None and self.cancellation_share >= ANNOUNCING:
            return reasons.announces_leaving(self.cancellation_share)
        if self.least_ratio > LEAKING:
            return reasons.said_when_leaving(self.least_ratio, days=days)
        return None
