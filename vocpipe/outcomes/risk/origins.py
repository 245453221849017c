"""Origins: the days for which the list is made, today's and past ones for training and testing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vocpipe.settings import RiskSettings

STEP_DAYS = 30
MAX_ORIGINS = 18  # a year and a half to learn from


@dataclass(frozen=True, slots=True)
class Origins:
    """`as_of` is the day of today's list; `past` are the days whose outcomes are known in full, the newest first."""

    as_of: date
    past: list[date]
    horizon: timedelta

    @classmethod
    def of(cls, span: dict[str, Any], settings: RiskSettings) -> "Origins":
        """The origins with whole windows before them in the period `span` (the row of data_span.sql)."""
        horizon = timedelta(settings.horizon_days)
        newest = min(span["as_of"], span["known_until"]) - horizon
        oldest = span["first_day"] + timedelta(settings.gap_days + settings.window_days)
        candidates = (newest - timedelta(STEP_DAYS * number) for number in range(MAX_ORIGINS))
        return cls(span["as_of"], [origin for origin in candidates if origin >= oldest], horizon)

    @property
    def tested(self) -> list[date]:
        """Past origins with horizons that do not overlap, so that no departure counts twice; the newest first."""
        apart = -(-self.horizon.days // STEP_DAYS)
        return self.past[::apart]

    def training(self, origin: date) -> list[date]:
        """The origins whose outcomes were known on the day `origin`."""
        return [past for past in self.past if past + self.horizon <= origin]
