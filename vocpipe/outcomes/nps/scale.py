"""What a score is measured on, so that NPS, CSAT, CES and stars go one way through the same code."""

from dataclasses import dataclass

import numpy as np

from vocpipe.outcomes.statistics.interval import Floats


@dataclass(frozen=True, slots=True)
class Scale:
    """A score type: `unit` points to each side of `middle`. `en` and `ja` name its points, told with `digits`;
    `title_ja` is the score's name inside a Japanese sentence.
    """

    score_type: str
    middle: float
    unit: float
    en: str
    ja: str
    digits: int
    title_ja: str

    def values(self, score: Floats) -> Floats:
        """The scores from -1 to 1; of NPS 1 for promoters (9-10), 0 for passives (7-8), -1 for detractors (0-6)."""
        if self.score_type == "nps":
            return np.where(score >= 9, 1.0, np.where(score >= 7, 0.0, -1.0))
        return np.clip((score - self.middle) / self.unit, -1.0, 1.0)


NPS = Scale("nps", 0.0, 100.0, "points", "ポイント", 0, " NPS ")
SCALES = {
    "nps": NPS,
    "csat": Scale("csat", 3.0, 2.0, "CSAT points", "点", 2, " CSAT "),
    "ces": Scale("ces", 4.0, 3.0, "CES points", "点", 2, " CES "),
    "stars": Scale("stars", 3.0, 2.0, "stars", "点", 2, "星の数"),
}
