"""risk_backtest and risk_calibration: the list as it would have been on past days, compared with the outcome.

On each tested day a model is trained on outcomes that were known by then and lists the customers at the highest risk;
their outcomes are looked up afterwards. Tested days are a horizon apart, so that each departure counts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.risk.model import fit
from vocpipe.outcomes.risk.origins import Origins
from vocpipe.outcomes.risk.panel import Panel
from vocpipe.outcomes.risk.reasons import (
    BacktestCounts,
    backtest_file_alone,
    backtest_result,
    backtest_too_few,
    backtest_untested,
    backtest_without_suspects,
)
from vocpipe.outcomes.risk.tables import RISK_BACKTEST, RISK_CALIBRATION
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers
from vocpipe.outcomes.statistics.proportion import exact_interval
from vocpipe.outcomes.statistics.ranking import (
    average_precision,
    average_precision_interval,
    calibration_slope,
    lift,
    top_k,
)
from vocpipe.outcomes.suspects import Suspect
from vocpipe.settings import RiskSettings
from vocpipe.wording import Text

MIN_TO_LEARN = 20  # departures to train a model
MIN_TO_TEST = 10  # departures for a verdict, over all tested days
BINS = 5


@dataclass(frozen=True, slots=True)
class Holdout:
    """The customers of one tested day, or (origin None) of all days pooled; arrays are of shape (customer-days,)."""

    origin: date | None
    n_train: int | None
    churned_train: int | None
    customers: Integers
    risks: Floats
    left: Bools
    days: Floats  # to the departure; nan while they stay
    listed: Bools
    listed_without: Bools  # by a model that knows tenure, plan and value alone


@dataclass(frozen=True, slots=True)
class Backtest:
    """The tables risk_backtest and risk_calibration, and whether the list may be shown (None: cannot tell)."""

    rows: pa.Table
    calibration: pa.Table
    beats_base: bool | None
    base_rate: float


def list_length(n: int, settings: RiskSettings) -> int:
    """The number of customers on a list out of `n`."""
    return min(settings.list_size, max(1, int(n * settings.list_share)))


def run_backtest(panel: Panel, origins: Origins, settings: RiskSettings, suspects: Sequence[Suspect] = ()) -> Backtest:
    """The back-test over every tested day with enough earlier departures to train on.

    suspects: the columns of the customers file that the panel is without, for the reason.
    """
    candidates = (_holdout(panel, origins, origin, settings) for origin in reversed(origins.tested))
    days = [day for day in candidates if day is not None]
    if not days:
        churned = int(panel.left(settings.horizon_days)[panel.on(origins.past)].sum())
        row = _untested_row(backtest_untested(churned, MIN_TO_LEARN))
        return Backtest(backtest_table([row]), RISK_CALIBRATION.schema.empty_table(), None, float("nan"))
    pooled = _pooled(days)
    rows = [_row(day, settings, suspects) for day in [*days, pooled]]
    calibration = pa.Table.from_pylist(_calibration(pooled), schema=RISK_CALIBRATION.schema)
    return Backtest(backtest_table(rows), calibration, rows[-1]["beats_base"], rows[-1]["base_rate"])


def backtest_table(rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as the table risk_backtest."""
    return pa.Table.from_pylist(rows, schema=RISK_BACKTEST.schema)


def _holdout(panel: Panel, origins: Origins, origin: date, settings: RiskSettings) -> Holdout | None:
    """The tested day `origin`; None if too few departures were known by then, or there were no customers."""
    known, now = panel.on(origins.training(origin)), panel.on([origin])
    left = panel.left(settings.horizon_days)
    if left[known].sum() < MIN_TO_LEARN or left[known].all() or not now.any():
        return None
    by_file = [number for number, feature in enumerate(panel.features) if not feature.is_voice]
    risks = fit(panel.values[known], left[known]).risks(panel.values[now])
    plain = fit(panel.values[known][:, by_file], left[known]).risks(panel.values[now][:, by_file])
    k = list_length(int(now.sum()), settings)
    return Holdout(
        origin=origin,
        n_train=int(known.sum()),
        churned_train=int(left[known].sum()),
        customers=panel.customers[now],
        risks=risks,
        left=left[now],
        days=panel.days_to_churn[now],
        listed=top_k(risks, k),
        listed_without=top_k(plain, k),
    )


def _pooled(days: Sequence[Holdout]) -> Holdout:
    arrays = {
        name: np.concatenate([getattr(day, name) for day in days])
        for name in ("customers", "risks", "left", "days", "listed", "listed_without")
    }
    return Holdout(None, None, None, **arrays)


def _row(holdout: Holdout, settings: RiskSettings, suspects: Sequence[Suspect]) -> dict[str, Any]:
    """The row of risk_backtest."""
    n, churned, k = len(holdout.left), int(holdout.left.sum()), int(holdout.listed.sum())
    hits = int((holdout.listed & holdout.left).sum())
    counts = BacktestCounts(
        n, churned, k, hits, exact_interval(hits, k), lift(hits, k, churned, n), settings.horizon_days
    )
    beats, numbers = _beats(counts), _numbers(holdout, counts)
    reason = backtest_too_few(counts, MIN_TO_TEST) if beats is None else backtest_result(counts, beats=beats)
    without = int((holdout.listed_without & holdout.left).sum())
    if beats and holdout.origin is None and without >= hits:
        beats, reason = None, backtest_file_alone(counts, without)
    reason = backtest_without_suspects(reason, suspects)
    return {
        "listed_on": holdout.origin,
        "n_train": holdout.n_train,
        "churned_train": holdout.churned_train,
        "n": n,
        "churned": churned,
        "k": k,
        "hits": hits,
        **{name: None if np.isnan(value) else round(value, 9) for name, value in numbers.items()},
        "beats_base": beats,
        "reason_en": reason.en,
        "reason_ja": reason.ja,
    }


def _beats(counts: BacktestCounts) -> bool | None:
    """Whether the list is better than a random one; None if too few customers left for a verdict."""
    if counts.churned < MIN_TO_TEST or np.isnan(counts.lift.low):
        return None
    return bool(counts.lift.low > 1)


def _numbers(holdout: Holdout, counts: BacktestCounts) -> dict[str, float]:
    """The measures of one row; nan if there is none."""
    rate, caught = counts.churned / counts.n, holdout.days[holdout.listed & holdout.left]
    numbers = {
        "base_rate": rate,
        "precision_at_k": counts.hits / counts.k,
        "low": counts.precision.low,
        "high": counts.precision.high,
        "lift": counts.lift.lift,
        "lift_low": counts.lift.low,
        "lift_high": counts.lift.high,
        "recall": counts.hits / counts.churned if counts.churned else np.nan,
        "mean_risk_at_k": float(holdout.risks[holdout.listed].mean()),
        "lead_time_days": float(np.median(caught)) if len(caught) else np.nan,
        "auc_pr": average_precision(holdout.risks, holdout.left),
        "brier": float(((holdout.risks - holdout.left) ** 2).mean()),
        "brier_base": rate * (1 - rate),
        "precision_without_voices": float(holdout.left[holdout.listed_without].mean()),
    }
    return numbers | (_pooled_numbers(holdout) if holdout.origin is None and counts.churned else {})


def _pooled_numbers(pooled: Holdout) -> dict[str, float]:
    """The measures that one day has too few departures for."""
    interval = average_precision_interval(pooled.risks, pooled.left, pooled.customers)
    slope = calibration_slope(pooled.risks, pooled.left)
    # An optimizer's last digits are not reproducible.
    return {"auc_pr_low": interval.low, "auc_pr_high": interval.high, "calibration_slope": round(slope, 4)}


def _untested_row(reason: Text) -> dict[str, Any]:
    """The row over all if no day could be tested."""
    return {"n": 0, "churned": 0, "k": 0, "hits": 0, "reason_en": reason.en, "reason_ja": reason.ja}


def _calibration(pooled: Holdout) -> list[dict[str, Any]]:
    """The rows of risk_calibration: equal bins of the customers by predicted risk."""
    rows = []
    bins = np.array_split(np.argsort(pooled.risks, kind="stable"), BINS)
    for number, members in enumerate((members for members in bins if len(members)), start=1):
        churned = int(pooled.left[members].sum())
        exact = exact_interval(churned, len(members))
        rows.append(
            {
                "bin": number,
                "n": len(members),
                "mean_risk": round(float(pooled.risks[members].mean()), 9),
                "churned": churned,
                "rate": churned / len(members),
                "low": exact.low,
                "high": exact.high,
            }
        )
    return rows
