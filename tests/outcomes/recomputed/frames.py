"""What the recomputations share: limits of what is shown, segments of a day, and the comparison."""

from datetime import date

import polars as pl
from polars.testing import assert_frame_equal

FEW = 5  # people behind a number that is not shown
FAR = date(9999, 12, 31)


def on_day(rows: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """`rows` with each segment that their customer was in on that day."""
    joined = rows.join(segments, on="customer_id")
    return joined.filter(
        pl.col("valid_from") <= pl.col("created_on"), pl.col("valid_to").fill_null(FAR) > pl.col("created_on")
    )


def assert_same(mine: pl.DataFrame, published: pl.DataFrame, keys: list[str]) -> None:
    """Every column of `mine` is in the published table, row by row."""
    assert mine.height > 0
    both = published.select(mine.columns).sort(keys)
    mine = mine.select(pl.col(name).cast(both[name].dtype) for name in both.columns).sort(keys)
    assert_frame_equal(mine, both, rel_tol=1e-9, abs_tol=1e-9)
