"""The panel that the model sees: one row per customer and day, with features and outcome."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vocpipe.outcomes.risk.features import Feature, floats, signal_features
from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers


@dataclass(frozen=True, slots=True)
class Panel:
    """One row per customer and day; `rows` are those of features.sql, in its order.

    values: shape (rows, features). days_to_churn: nan while they stay. mentions: how often a row's customer mentioned a
    theme, by row and theme_id.
    """

    rows: pa.Table
    origins: NDArray[np.datetime64]
    customers: Integers
    days_to_churn: Floats
    values: Floats
    features: list[Feature]
    mentions: dict[int, dict[str, int]]

    def on(self, days: list[date]) -> Bools:
        """Which rows are of one of `days`, shape (rows,)."""
        return np.isin(self.origins, np.array(days, dtype="datetime64[D]"))

    def left(self, horizon_days: int) -> Bools:
        """Which rows' customers left within the horizon, shape (rows,)."""
        return np.asarray(self.days_to_churn < horizon_days)

    def without(self, groups: set[str]) -> "Panel":
        """The panel without the features of `groups`."""
        kept = [number for number, feature in enumerate(self.features) if feature.group not in groups]
        return replace(self, values=self.values[:, kept], features=[self.features[number] for number in kept])


def make_panel(rows: pa.Table, mentions: pa.Table, *, has_use: bool) -> Panel:
    """The panel of `rows` (as features.sql gives them) and `mentions` (as mentions.sql gives them).

    has_use: whether there is any behavior.
    """
    features, columns = signal_features(rows, has_use=has_use)
    counts = _mention_counts(rows, mentions)
    themes = sorted(set(mentions["theme_id"].to_pylist()))
    return Panel(
        rows=rows,
        origins=rows["origin"].to_numpy().astype("datetime64[D]"),
        customers=np.unique(rows["customer_id"].to_numpy(zero_copy_only=False), return_inverse=True)[1],
        days_to_churn=floats(rows, "days_to_churn"),
        values=np.column_stack([*columns, _theme_values(counts, themes, rows.num_rows)]),
        features=[*features, *(Feature(theme, is_theme=True) for theme in themes)],
        mentions=counts,
    )


def _mention_counts(rows: pa.Table, mentions: pa.Table) -> dict[int, dict[str, int]]:
    """How often each row's customer mentioned a theme: row -> theme_id -> n, without zeros."""
    keys = zip(rows["origin"].to_pylist(), rows["customer_id"].to_pylist(), strict=True)
    number = {key: row for row, key in enumerate(keys)}
    counts: dict[int, dict[str, int]] = {}
    columns = (mentions[name].to_pylist() for name in ("origin", "customer_id", "theme_id", "n"))
    for origin, customer, theme, n in zip(*columns, strict=True):
        row = number.get((origin, customer))
        if row is not None:
            counts.setdefault(row, {})[theme] = n
    return counts


def _theme_values(counts: dict[int, dict[str, int]], themes: list[str], rows: int) -> Floats:
    """log(1 + n) of each row and theme, shape (rows, themes)."""
    column = {theme: number for number, theme in enumerate(themes)}
    values = np.zeros((rows, len(themes)))
    for row, of_row in counts.items():
        for theme, n in of_row.items():
            values[row, column[theme]] = np.log1p(n)
    return values
