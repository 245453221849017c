"""Levels of what values differ by anyway, as columns of a regression."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.statistics.arrays import Floats

MIN_LEVEL = 30  # values of a level with its own mean; smaller ones share one


def orthonormal(columns: Floats) -> Floats:
    """An orthonormal basis of what the columns, shape (values, columns), span."""
    turns, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(turns[:, sizes > 1e-9 * sizes.max(initial=0.0)])


def dummies(column: pa.ChunkedArray) -> Floats:
    """A column of 0 and 1 for each level but the most frequent; levels with few values are pooled."""
    codes = pc.fill_null(column.cast(pa.string()), "").combine_chunks().dictionary_encode()
    level = codes.indices.to_numpy().astype(np.int64)
    sizes = np.bincount(level, minlength=len(codes.dictionary))
    pooled = np.where(sizes[level] < MIN_LEVEL, -1, level)
    if 0 < (pooled < 0).sum() < MIN_LEVEL:
        pooled = np.where(pooled < 0, int(sizes.argmax()), pooled)
    names, counts = np.unique(pooled, return_counts=True)
    shown = np.delete(names, int(counts.argmax())) if len(names) else names
    return np.asarray(pooled[:, None] == shown, dtype=np.float64)
