"""The scale of a score type, so that NPS, CSAT, CES and stars go through the same code."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from vocpipe.outcomes.statistics.arrays import Floats
from vocpipe.wording import text

# The macros in vocpipe/store/macros.sql use equal limits; a test compares them.
PROMOTERS_FROM = 9
PASSIVES_FROM = 7


@dataclass(frozen=True, slots=True)
class Scale:
    """A score type: `unit` points to each side of `middle`; sentences write its points with `digits` decimals."""

    score_type: str
    middle: float
    unit: float
    digits: int

    def values(self, score: Floats) -> Floats:
        """The scores from -1 to 1; of an NPS 1 for promoters, 0 for passives and -1 for detractors."""
        if self.score_type == "nps":
            return np.where(score >= PROMOTERS_FROM, 1.0, np.where(score >= PASSIVES_FROM, 0.0, -1.0))
        return np.clip((score - self.middle) / self.unit, -1.0, 1.0)

    @property
    def places(self) -> dict[str, Any]:
        """The places `score` (its name) and `unit` (of its points) of a sentence."""
        return {name: text(f"nps.scale.{self.score_type}.{name}") for name in ("score", "unit")}


NPS = Scale("nps", 0.0, 100.0, 0)
SCALES = {
    "nps": NPS,
    "csat": Scale("csat", 3.0, 2.0, 2),
    "ces": Scale("ces", 4.0, 3.0, 2),
    "stars": Scale("stars", 3.0, 2.0, 2),
}
