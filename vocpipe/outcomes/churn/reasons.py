"""The sentences next to each verdict on leaving: words of association, never of cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vocpipe.outcomes.churn.hazard_ratios import Leavers
from vocpipe.outcomes.figures import times
from vocpipe.outcomes.phrases import joined
from vocpipe.wording import Text, amount, text


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Counts of customers and departures.

    Customers of the file, those who left, and those whose day of leaving is known; customers with a month at risk, and
    those who left in such a month.
    """

    customers: int
    left: int
    dated: int
    watched: int
    left_watched: int


def nothing_to_test(follow_up: FollowUp, *, min_left: int) -> Text | None:
    """Why no theme can be tested; None if some may be."""
    if follow_up.customers == 0:
        return text("churn.nothing.no_customers")
    if follow_up.left and not follow_up.dated:
        return text("churn.nothing.no_dates", left=follow_up.left, customers=follow_up.customers)
    if not follow_up.dated:
        return text("churn.nothing.nobody_left")
    if not follow_up.watched:
        return text("churn.nothing.no_months")
    if follow_up.left_watched < min_left:
        return text("churn.nothing.few_left", left=amount("customer", follow_up.left_watched), min_left=min_left)
    return None


def few_expected(leavers: Leavers, *, min_expected: int) -> Text:
    """Why a theme is not tested: too few expected leavers with a mention, or without."""
    if leavers.expected < min_expected:
        return text(
            "churn.theme.few_expected",
            left=leavers.left,
            customers=amount("customer", leavers.exposed),
            expected=leavers.expected,
            min_expected=min_expected,
        )
    return text("churn.theme.few_expected_others", expected=leavers.expected_others, min_expected=min_expected)


def few_alike(said: int, alike: int, left: int, *, min_group: int, min_left: int) -> Text:
    """Why a theme has no survival curves: too few customers on one side, or too few who left."""
    counts = {"said": amount("customer", said), "alike": alike, "left": left}
    return text("churn.survival.few", **counts, min_group=min_group, min_left=min_left)


def alike(said: int, n_all: int, others: int) -> Text:
    """Who a theme's survival curves compare; n_all: also those who said it and have nobody like them."""
    return text("churn.survival.compared", said=said, all=amount("customer", n_all), alike=amount("customer", others))


def said_when_leaving(ratio: float, *, days: int) -> Text:
    """Why a theme that is mentioned by those about to leave is not tested."""
    return text("churn.theme.said_when_leaving", ratio=times(ratio), days=days)


def announces_leaving(share: float) -> Text:
    """Why a theme of announced cancellations is not tested; share: of its sentences, 0 to 1."""
    return text("churn.theme.announces_leaving", share=share)


def ratio_places(
    ratio: float, interval: tuple[float, float], leavers: Leavers, adjusted: Iterable[str]
) -> dict[str, Any]:
    """The places of a sentence about a hazard ratio, except those of its false discovery rate.

    adjusted: what the model is adjusted for besides how much is written: plan, tenure, value, month.
    """
    low, high = interval
    alike = [text(f"churn.alike.{name}") for name in adjusted]
    writing = text("churn.alike.writing")
    return {
        "ratio": times(ratio),
        "low": times(low),
        "high": times(high),
        "left": leavers.left,
        "customers": amount("customer", leavers.exposed),
        "alike": text("churn.alike.several", first=joined(alike, "churn.alike.separator"), last=writing)
        if alike
        else writing,
    }


def score_is_churn(all_left: list[float], none_left: list[float]) -> Text:
    """Why a kind of score says nothing about churn: one was derived from the other."""
    return text("churn.score.is_churn", all_left=_scores(all_left), none_left=_scores(none_left))


def score_order_unknown() -> Text:
    """Why a kind of score has no verdict: it may have been given after the decision to leave."""
    return text("churn.score.order_unknown")


def _scores(scores: list[float]) -> str:
    return ", ".join(f"{score:g}" for score in scores)
