"""Customers on days as numbers for the model: what was said, scores, silence, use, tenure, plan, value."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.outcomes.risk.origins import Origins
from vocpipe.settings import RiskSettings
from vocpipe.store.workspace import fetch, statement

USE_DAYS = 28
_FEWEST_OF_PLAN = 20  # customers on days of a plan that gets a number of its own
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of the model: `group` is a theme's id, or the signal that it is part of."""

    group: str
    is_theme: bool = False

    @property
    def is_voice(self) -> bool:
        """Does it come from what was said or done, not from the customers file?"""
        return self.is_theme or self.group not in ("tenure", "plan", "value")


@dataclass(frozen=True, slots=True)
class Panel:
    """One row per customer and day; `rows` are those of risk_features.sql, in its order.

    values: shape (rows, features). days_to_churn: nan while they stay. mentions: how often a row's customer spoke of a
    theme, by row and theme_id.
    """

    rows: pa.Table
    origins: NDArray[np.datetime64]
    customers: NDArray[np.int64]
    days_to_churn: Floats
    values: Floats
    features: list[Feature]
    mentions: dict[int, dict[str, int]]

    def on(self, days: list[date]) -> NDArray[np.bool_]:
        """Which rows are of one of `days`."""
        return np.isin(self.origins, np.array(days, dtype="datetime64[D]"))

    def left(self, horizon_days: int) -> NDArray[np.bool_]:
        """Which rows' customers left within the horizon."""
        return np.asarray(self.days_to_churn < horizon_days)


def read_panel(
    connection: duckdb.DuckDBPyConnection, origins: Origins, span: dict[str, Any], settings: RiskSettings, timezone: str
) -> Panel:
    """The panel of all origins, today's among them."""
    windows = {
        "origins": sorted([*origins.past, origins.as_of]),
        "timezone": timezone,
        "gap": settings.gap_days,
        "window": settings.window_days,
    }
    rows = _read(connection, "risk_features.sql", {**windows, "first_done": span["first_done"], "use_window": USE_DAYS})
    return make_panel(rows, _read(connection, "risk_mentions.sql", windows), has_use=span["first_done"] is not None)


def _read(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> pa.Table:
    return fetch(connection, statement("vocpipe.outcomes.risk", name), parameters)


def make_panel(rows: pa.Table, mentions: pa.Table, *, has_use: bool) -> Panel:
    """The panel of `rows` (risk_features.sql) and `mentions` (risk_mentions.sql)."""
    named = {**_of_voices(rows), **(_of_use(rows) if has_use else {}), **_of_customer(rows)}
    columns = [values for _, values in sorted(named.items())]
    features = [Feature(name.partition(":")[0]) for name in sorted(named)]
    origins = rows["origin"].to_numpy().astype("datetime64[D]")
    spoken, themes, counted = _of_themes(rows, mentions)
    return Panel(
        rows=rows,
        origins=origins,
        customers=np.unique(rows["customer_id"].to_numpy(zero_copy_only=False), return_inverse=True)[1],
        days_to_churn=_floats(rows, "days_to_churn"),
        values=np.column_stack([*columns, spoken]),
        features=[*features, *(Feature(theme, is_theme=True) for theme in themes)],
        mentions=counted,
    )


def _of_voices(rows: pa.Table) -> dict[str, Floats]:
    said, before = _floats(rows, "n_said"), _floats(rows, "n_said_before")
    opinions = _floats(rows, "n_sentences")
    score, change = _floats(rows, "last_score"), _floats(rows, "score_change")
    return {
        "volume": np.log1p(said),
        "silence": np.where(said == 0, np.log1p(before), 0.0),
        "negative voices:n": np.log1p(_floats(rows, "n_negative")),
        "negative voices:mean": _floats(rows, "sentiment") / np.maximum(opinions, 1.0),
        "low score": np.nan_to_num(score),
        "score drop": np.nan_to_num(change),
    }


def _of_use(rows: pa.Table) -> dict[str, Floats]:
    days = _floats(rows, "before_days")
    usual = _floats(rows, "use_before") * USE_DAYS / np.maximum(days, 1.0)
    change = np.log1p(_floats(rows, "use_recent")) - np.log1p(usual)
    return {"falling use": np.where(days >= USE_DAYS, change, 0.0), "little use": _floats(rows, "use_days") / USE_DAYS}


def _of_customer(rows: pa.Table) -> dict[str, Floats]:
    tenure, value = _floats(rows, "tenure_days"), _floats(rows, "monthly_value")
    plans = rows["plan"].to_numpy(zero_copy_only=False)
    names, counts = np.unique(plans[plans != None], return_counts=True)  # noqa: E711 - of each element
    found = {
        "tenure:length": np.log1p(np.where(np.isnan(tenure), np.nanmax(tenure, initial=0.0), tenure)),
        "tenure:first months": (tenure < 180).astype(np.float64),
        "tenure:unknown": np.isnan(tenure).astype(np.float64),
        "value:size": np.log1p(np.nan_to_num(value)),
        "value:unknown": np.isnan(value).astype(np.float64),
    }
    usual = [name for name, count in zip(names, counts, strict=True) if count >= _FEWEST_OF_PLAN]
    return found | {f"plan:{name}": (plans == name).astype(np.float64) for name in usual}


def _of_themes(rows: pa.Table, mentions: pa.Table) -> tuple[Floats, list[str], dict[int, dict[str, int]]]:
    """log(1 + n) of each row and theme, the themes in the order of their ids, and n itself where there is any."""
    keys = list(zip(rows["origin"].to_pylist(), rows["customer_id"].to_pylist(), strict=True))
    place = {key: row for row, key in enumerate(keys)}
    themes = sorted(set(mentions["theme_id"].to_pylist()))
    column = {theme: number for number, theme in enumerate(themes)}
    values = np.zeros((len(keys), len(themes)))
    counted: dict[int, dict[str, int]] = {}
    told = (mentions[name].to_pylist() for name in ("origin", "customer_id", "theme_id", "n"))
    for origin, customer, theme, n in zip(*told, strict=True):
        row = place.get((origin, customer))
        if row is not None:
            values[row, column[theme]] = np.log1p(n)
            counted.setdefault(row, {})[theme] = n
    return values, themes, counted


def _floats(rows: pa.Table, name: str) -> Floats:
    """The column as floats; nan for null."""
    return np.asarray(rows[name].cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
