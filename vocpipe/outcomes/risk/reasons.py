"""The sentences next to the back-test and to each customer at risk."""

from collections.abc import Sequence
from dataclasses import dataclass

from vocpipe.outcomes.phrases import joined
from vocpipe.outcomes.statistics.interval import Interval
from vocpipe.outcomes.statistics.ranking import Lift
from vocpipe.outcomes.suspects import Suspect, noted
from vocpipe.wording import Text, text


@dataclass(frozen=True, slots=True)
class BacktestCounts:
    """The counts of a back-test: within the horizon, `hits` of the `k` on the list and `churned` of all `n` left."""

    n: int
    churned: int
    k: int
    hits: int
    precision: Interval
    lift: Lift
    horizon_days: int


def backtest_untested(churned: int, min_churned: int) -> Text:
    """Why there is no list: no past day had enough earlier departures to train on."""
    return text("risk.backtest.untested", churned=churned, min_churned=min_churned)


def backtest_too_few(counts: BacktestCounts, min_churned: int) -> Text:
    """Why the list cannot be judged: too few left to test it on."""
    return text(
        "risk.backtest.too_few",
        churned=counts.churned,
        n=counts.n,
        days=counts.horizon_days,
        min_churned=min_churned,
    )


def backtest_result(counts: BacktestCounts, *, beats: bool) -> Text:
    """The list's result, and whether it is better than a random list."""
    return text(
        "risk.backtest.better" if beats else "risk.backtest.not_better",
        lift=counts.lift.lift,
        lift_low=counts.lift.low,
        lift_high=counts.lift.high,
        k=counts.k,
        hits=counts.hits,
        days=counts.horizon_days,
        precision=100 * (counts.hits / counts.k),
        low=100 * counts.precision.low,
        high=100 * counts.precision.high,
        n=counts.n,
        churned=counts.churned,
        base_rate=100 * counts.churned / counts.n,
    )


def backtest_without_suspects(reason: Text, suspects: Sequence[Suspect]) -> Text:
    """The result, and which columns of the customers file were left out, as they separate leavers."""
    return text("risk.backtest.left_out", reason=reason, note=noted(suspects)) if suspects else reason


def backtest_file_alone(counts: BacktestCounts, hits_without: int) -> Text:
    """Why there is no list: one by the customers file alone, with `hits_without`, does as well."""
    return text("risk.backtest.file_alone", without=hits_without, hits=counts.hits, k=counts.k)


def backtest_far(today: float, then: float) -> Text:
    """Why there is no list: its mean risk is far from that of the past lists."""
    return text("risk.backtest.far", today=100 * today, then=100 * then)


def customer_reason(
    themes: Sequence[tuple[Text, int]], signals: Sequence[str], *, window_days: int, plan: str | None
) -> Text:
    """Why one customer is on the list.

    themes: names, and how often the customer mentioned each within `window_days`, the largest weight first. signals: as
    in the table customer_risk, the largest weight first; "plan" only if `plan` is known.
    """
    reasons = []
    if themes:
        named = joined([text("risk.theme", name=name, n=n) for name, n in themes], "risk.theme_separator")
        reasons.append(text("risk.themes", themes=named, days=window_days))
    reasons += [text(f"risk.signal.{signal.replace(' ', '_')}", plan=plan) for signal in signals]
    if not reasons:
        return text("risk.customer.no_reason")
    return text("risk.customer.reasons", reasons=joined(reasons, "risk.reason_separator"))
