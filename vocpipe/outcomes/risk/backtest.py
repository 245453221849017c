"""risk_backtest and risk_calibration: the list as it would have been on past days, held against what came.

On each tested day a model is trained on outcomes that were known by then, and lists the customers it finds most at
risk; whether they left is looked up afterwards. Tested days are a horizon apart, so that each leaving counts once.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.outcomes.risk.features import Panel
from vocpipe.outcomes.risk.measures import (
    Bools,
    average_precision,
    average_precision_interval,
    calibration_slope,
    lift,
    proportion,
    top,
)
from vocpipe.outcomes.risk.model import fit
from vocpipe.outcomes.risk.origins import Origins
from vocpipe.outcomes.risk.reasons import Kept, backtest_kept, backtest_too_few, backtest_untested
from vocpipe.outcomes.statistics.interval import Floats
from vocpipe.settings import RiskSettings
from vocpipe.wording import Text

LEAST_TO_LEARN = 20  # leavings that a model is trained on
LEAST_TO_TEST = 10  # leavings that a verdict stands on, over all tested days
BINS = 5


@dataclass(frozen=True, slots=True)
class Tested:
    """One tested day, or (origin None) all together; arrays are of shape (customers on days,)."""

    origin: date | None
    n_train: int | None
    churned_train: int | None
    customers: NDArray[np.int64]
    risks: Floats
    left: Bools
    days: Floats
    listed: Bools
    listed_without: Bools  # by a model that knows tenure, plan and value alone

    @property
    def hits(self) -> int:
        """How many on the list left."""
        return int((self.listed & self.left).sum())


@dataclass(frozen=True, slots=True)
class Backtest:
    """The tables risk_backtest and risk_calibration, and whether the list may be shown (None: cannot tell)."""

    rows: pa.Table
    calibration: pa.Table
    beats_base: bool | None
    base_rate: float


def list_length(n: int, settings: RiskSettings) -> int:
    """How many of `n` customers the list has."""
    return min(settings.list_size, max(1, int(n * settings.list_share)))


def run_backtest(
    panel: Panel, origins: Origins, settings: RiskSettings, *, schemas: tuple[pa.Schema, pa.Schema]
) -> Backtest:
    """The back-test over every tested day with enough leavings before it to learn from."""
    days = [one for origin in reversed(origins.tested) if (one := _test(panel, origins, origin, settings)) is not None]
    if not days:
        reason = backtest_untested(int(panel.left(settings.horizon_days)[panel.on(origins.past)].sum()), LEAST_TO_LEARN)
        return Backtest(_empty_row(reason, schemas[0]), schemas[1].empty_table(), None, float("nan"))
    together = _together(days)
    rows = [_row(one, settings) for one in days] + [_row(together, settings)]
    calibration = pa.Table.from_pylist(_calibration(together), schema=schemas[1])
    overall = rows[-1]
    return Backtest(
        pa.Table.from_pylist(rows, schema=schemas[0]), calibration, overall["beats_base"], overall["base_rate"]
    )


def _test(panel: Panel, origins: Origins, origin: date, settings: RiskSettings) -> Tested | None:
    known, now = panel.on(origins.training(origin)), panel.on([origin])
    left = panel.left(settings.horizon_days)
    if left[known].sum() < LEAST_TO_LEARN or left[known].all() or not now.any():
        return None
    by_file = [number for number, feature in enumerate(panel.features) if not feature.is_voice]
    risks = fit(panel.values[known], left[known]).risks(panel.values[now])
    plain = fit(panel.values[known][:, by_file], left[known]).risks(panel.values[now][:, by_file])
    k = list_length(int(now.sum()), settings)
    return Tested(
        origin=origin,
        n_train=int(known.sum()),
        churned_train=int(left[known].sum()),
        customers=panel.customers[now],
        risks=risks,
        left=left[now],
        days=panel.days_to_churn[now],
        listed=top(risks, k),
        listed_without=top(plain, k),
    )


def _together(days: list[Tested]) -> Tested:
    joined = {
        name: np.concatenate([getattr(one, name) for one in days])
        for name in ("customers", "risks", "left", "days", "listed", "listed_without")
    }
    return Tested(None, None, None, **joined)


def _row(one: Tested, settings: RiskSettings) -> dict[str, Any]:
    n, churned, k, hits = len(one.left), int(one.left.sum()), int(one.listed.sum()), one.hits
    exact, rate = proportion(hits, k), churned / n
    found = lift(hits, k, churned, n)
    beats = None if churned < LEAST_TO_TEST or np.isnan(found.low) else found.low > 1
    caught = one.days[one.listed & one.left]
    numbers: dict[str, Any] = {
        "base_rate": rate,
        "precision_at_k": hits / k,
        "low": exact.low,
        "high": exact.high,
        "lift": found.lift,
        "lift_low": found.low,
        "lift_high": found.high,
        "recall": hits / churned if churned else np.nan,
        "mean_risk_at_k": float(one.risks[one.listed].mean()),
        "lead_time_days": float(np.median(caught)) if len(caught) else np.nan,
        "auc_pr": average_precision(one.risks, one.left),
        "brier": float(((one.risks - one.left) ** 2).mean()),
        "brier_base": rate * (1 - rate),
        "precision_without_voices": float(one.left[one.listed_without].mean()),
    }
    if one.origin is None and churned:
        numbers |= _over_all(one)
    kept = Kept(n, churned, k, hits, exact, found.lift, (found.low, found.high), settings.horizon_days)
    reason = backtest_too_few(kept, LEAST_TO_TEST) if beats is None else backtest_kept(kept, beats=beats)
    return {
        "origin": one.origin,
        "n_train": one.n_train,
        "churned_train": one.churned_train,
        "n": n,
        "churned": churned,
        "k": k,
        "hits": hits,
        **{name: None if np.isnan(value) else round(value, 9) for name, value in numbers.items()},
        "beats_base": None if beats is None else bool(beats),
        "reason_en": reason.en,
        "reason_ja": reason.ja,
    }


def _over_all(one: Tested) -> dict[str, float]:
    interval = average_precision_interval(one.risks, one.left, one.customers)
    slope = calibration_slope(one.risks, one.left)
    # An optimizer's last digits are not to be relied on.
    return {"auc_pr_low": interval.low, "auc_pr_high": interval.high, "calibration_slope": round(slope, 4)}


def _empty_row(reason: Text, schema: pa.Schema) -> pa.Table:
    """The row over all where no day could be tested."""
    row = {"n": 0, "churned": 0, "k": 0, "hits": 0, "reason_en": reason.en, "reason_ja": reason.ja}
    return pa.Table.from_pylist([row], schema=schema)


def _calibration(together: Tested) -> list[dict[str, Any]]:
    rows = []
    parts = np.array_split(np.argsort(together.risks, kind="stable"), BINS)
    for number, part in enumerate((part for part in parts if len(part)), start=1):
        churned = int(together.left[part].sum())
        exact = proportion(churned, len(part))
        rows.append(
            {
                "bin": number,
                "n": len(part),
                "mean_risk": round(float(together.risks[part].mean()), 9),
                "churned": churned,
                "rate": churned / len(part),
                "low": exact.low,
                "high": exact.high,
            }
        )
    return rows
