"""Talk of leaving: themes that customers mention because they are about to leave, which are no early sign of it."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import scipy

from vocpipe.outcomes.churn import reasons
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.wording import Text

MIN_LAST_DAYS = 14  # the minimum number of last days, if the gap is shorter
MAX_LEAVING_RATIO = 3.0  # mentions in the last days against before; themes that only raise the hazard stay below it
MAX_CANCELLATION_SHARE = 0.5  # of the theme's sentences that ask for a cancellation or announce one


@dataclass(frozen=True, slots=True)
class LeavingTalk:
    """When leavers mention a theme: in their last days and before, each with the number expected at everyone's rate."""

    theme_id: str
    n_last: int
    n_before: int
    expected_last: float
    expected_before: float
    cancellation_share: float | None

    @classmethod
    def each(cls, rows: pa.Table) -> "list[LeavingTalk]":
        """One for each row of leaving_talk.sql."""
        return [cls(**row) for row in rows.to_pylist()]

    @property
    def ratio(self) -> float | None:
        """How many times as often it is mentioned in the last days as before; None if that cannot be computed."""
        if not self.n_before or not self.expected_last or not self.expected_before:
            return None
        return self.n_last / self.expected_last / (self.n_before / self.expected_before)

    @property
    def ratio_low(self) -> float:
        """The lower end of the ratio's exact 95 % interval, which exists also if nobody mentioned it before."""
        if not self.n_last or not self.expected_last or not self.expected_before:
            return 0.0
        low = float(scipy.stats.beta.ppf((1 - CONFIDENCE) / 2, self.n_last, self.n_before + 1))
        return float(np.divide(low, 1 - low) * self.expected_before / self.expected_last)

    def reason(self, days: int) -> Text | None:
        """Why the theme is talk of leaving, with `days` as the last ones; None if it is not."""
        if self.cancellation_share is not None and self.cancellation_share >= MAX_CANCELLATION_SHARE:
            return reasons.announces_leaving(self.cancellation_share)
        if self.ratio_low > MAX_LEAVING_RATIO:
            return reasons.said_when_leaving(self.ratio_low, days=days)
        return None
