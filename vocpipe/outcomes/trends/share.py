"""The change in a theme's share of all feedback, as places of sentences."""

from dataclasses import dataclass
from datetime import date

from vocpipe.outcomes.figures import times
from vocpipe.outcomes.weekly import Comparison
from vocpipe.wording import amount

MIN_NEW = 5  # mentions of a theme that is called new


@dataclass(frozen=True, slots=True)
class Periods:
    """Feedback that mentions a theme, and all feedback, in the recent weeks, from `since` on, and in those before."""

    since: date
    weeks: tuple[int, int]
    mentions: tuple[int, int]
    feedback: tuple[int, int]

    @classmethod
    def of(cls, compared: Comparison, theme: int) -> "Periods":
        """Those of one theme, by its number."""
        mentions = int(compared.recent[theme]), int(compared.before[theme])
        return cls(compared.since, compared.weeks, mentions, compared.volume)

    @property
    def places(self) -> dict[str, object]:
        """The places of a sentence that gives the counts of both periods."""
        return {
            "since": self.since,
            "weeks": amount("week", self.weeks[0]),
            "weeks_before": amount("week", self.weeks[1]),
            "recent": self.mentions[0],
            "before": self.mentions[1],
            "feedback": amount("feedback", self.feedback[0]),
            "feedback_before": self.feedback[1],
        }


def share_places(
    ratio: float | None, interval: tuple[float, float | None], periods: Periods
) -> tuple[str, dict[str, object]]:
    """The key of a sentence on the ratio of a theme's shares, and its places.

    If nobody mentioned the theme before there is neither a ratio nor an upper end.
    """
    low, high = interval
    if ratio is None or high is None:
        return "trends.at_least", {**periods.places, "low": times(low)}
    return "trends.times", {**periods.places, "ratio": times(ratio), "low": times(low), "high": times(high)}
