"""The change in how often customers mention a theme, as places of sentences."""

from dataclasses import dataclass
from datetime import date

from vocpipe.outcomes.figures import percent, times
from vocpipe.outcomes.judgment import Chance, Judgment, cannot_tell, judge
from vocpipe.outcomes.trends.counts import Comparison
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN
from vocpipe.verdict import Verdict
from vocpipe.wording import Text, amount, text

MIN_NEW = 5  # customers who mention a theme that is called new


@dataclass(frozen=True, slots=True)
class Periods:
    """Feedback that mentions a theme, its customers, and all feedback: in the weeks from `since` on, and before."""

    since: date
    weeks: tuple[int, int]
    mentions: tuple[int, int]
    customers: tuple[int, int]
    feedback: tuple[int, int]

    @classmethod
    def of(cls, compared: Comparison, theme: int) -> "Periods":
        """Those of one theme, by its number."""
        mentions = int(compared.recent[theme]), int(compared.before[theme])
        customers = int(compared.customers[0][theme]), int(compared.customers[1][theme])
        return cls(compared.since, compared.weeks, mentions, customers, compared.volume)

    @property
    def are_shown(self) -> bool:
        """Whether the customers of both periods are enough to be shown."""
        return all(shown(n) is not None for n in self.customers)

    @property
    def places(self) -> dict[str, object]:
        """The places of a sentence that gives the counts of both periods."""
        return {
            "since": self.since,
            "weeks": amount("week", self.weeks[0]),
            "weeks_before": amount("week", self.weeks[1]),
            "recent": _mentions(self.mentions[0], self.customers[0]),
            "before": _mentions(self.mentions[1], self.customers[1]),
            "customers": _customers(self.customers[0]),
            "customers_before": _customers(self.customers[1]),
            "feedback": amount("feedback", self.feedback[0]),
            "feedback_before": self.feedback[1],
        }


def _mentions(n: int, customers: int) -> Text:
    """How many mentions, unless so few customers said them that the number would tell of persons."""
    return text("trends.mentions", n=n) if shown(customers) is not None else text("trends.a_few")


def shown(customers: int) -> int | None:
    """How many customers, or None if they are too few to be shown."""
    return customers if customers == 0 or customers >= MIN_CUSTOMERS_SHOWN else None


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


def judge_share(
    compared: Comparison, theme: int, ratio: float | None, interval: tuple[float, float | None], chance: Chance
) -> Judgment:
    """Rising or falling, if the interval and chance allow it and it holds without the largest customer."""
    key, places = share_places(ratio, interval, Periods.of(compared, theme))
    verdicts = Verdict.RISING, Verdict.FALLING
    judged = judge(key, interval, chance, no_difference=1.0, verdicts=verdicts, **places)
    if judged.verdict != Verdict.CANNOT_TELL and not compared.holds[theme]:
        return cannot_tell(f"{key}.one_customer", share=percent(float(compared.share[theme])), **places)
    return judged


def with_left_out(reason: Text, left_out: list[tuple[str, Text]]) -> Text:
    """The reason, followed by the sources that take no part, each with why."""
    for source, why in left_out:
        reason = text("trends.source.left_out", reason=reason, source=source, why=why)
    return reason


def _customers(n: int) -> Text:
    return amount("customer", n) if shown(n) is not None else text("trends.few_customers", min=MIN_CUSTOMERS_SHOWN)
