"""The model's features of customers on days: feedback, scores, silence, use, tenure, plan, value."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.statistics.arrays import Floats

USE_DAYS = 28
_MIN_PLAN_ROWS = 20  # rows (customers on days) of a plan with a feature of its own


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of the model: `group` is a theme's id, or the signal that the column is part of."""

    group: str
    is_theme: bool = False

    @property
    def is_voice(self) -> bool:
        """Whether it comes from feedback or behavior, not from the customers file."""
        return self.is_theme or self.group not in ("tenure", "plan", "value")


def signal_features(rows: pa.Table, *, has_use: bool) -> tuple[list[Feature], list[Floats]]:
    """The features other than themes and their values, each of shape (rows,), in the order of their names.

    rows: as features.sql gives them. has_use: whether there is any behavior.
    """
    named = {**_from_voices(rows), **(_from_use(rows) if has_use else {}), **_from_customer(rows)}
    return [Feature(name.partition(":")[0]) for name in sorted(named)], [values for _, values in sorted(named.items())]


def floats(rows: pa.Table, name: str) -> Floats:
    """The column `name` as floats, shape (rows,); nan for null."""
    return np.asarray(rows[name].cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


def _from_voices(rows: pa.Table) -> dict[str, Floats]:
    recent, before = floats(rows, "n_said"), floats(rows, "n_said_before")
    opinions = floats(rows, "n_sentences")
    return {
        "volume": np.log1p(recent),
        "silence": np.where(recent == 0, np.log1p(before), 0.0),
        "negative voices:n": np.log1p(floats(rows, "n_negative")),
        "negative voices:mean": floats(rows, "sentiment") / np.maximum(opinions, 1.0),
        "low score": np.nan_to_num(floats(rows, "last_score")),
        "score drop": np.nan_to_num(floats(rows, "score_change")),
    }


def _from_use(rows: pa.Table) -> dict[str, Floats]:
    days = floats(rows, "before_days")
    usual = floats(rows, "use_before") * USE_DAYS / np.maximum(days, 1.0)
    change = np.log1p(floats(rows, "use_recent")) - np.log1p(usual)
    return {"falling use": np.where(days >= USE_DAYS, change, 0.0), "little use": floats(rows, "use_days") / USE_DAYS}


def _from_customer(rows: pa.Table) -> dict[str, Floats]:
    tenure, value = floats(rows, "tenure_days"), floats(rows, "monthly_value")
    plans = rows["plan"].to_numpy(zero_copy_only=False)
    names, counts = np.unique(plans[plans != None], return_counts=True)  # noqa: E711 - of each element
    own = [name for name, count in zip(names, counts, strict=True) if count >= _MIN_PLAN_ROWS]
    return {
        "tenure:length": np.log1p(np.where(np.isnan(tenure), np.nanmax(tenure, initial=0.0), tenure)),
        "tenure:first months": (tenure < 180).astype(np.float64),
        "tenure:unknown": np.isnan(tenure).astype(np.float64),
        "value:size": np.log1p(np.nan_to_num(value)),
        "value:unknown": np.isnan(value).astype(np.float64),
        **{f"plan:{name}": (plans == name).astype(np.float64) for name in own},
    }
