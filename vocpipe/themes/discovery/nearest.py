"""The nearest points of each query by cosine: exact, or nearly exact from an index if there are very many points."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from vocpipe.themes.space import Indices, Matrix

# Among more points than these the index is used, which finds over 98 % of the nearest (on 22,000 rows).
MAX_EXACT = 30_000
# For fewer queries, making an index takes longer than comparing each with all points.
_MIN_INDEXED = 5_000
# Rows of a block; each core holds the similarities of one block to all points in memory.
_BLOCK = 256
# Columns that are bundled while the greatest values of a row are searched.
_BUNDLE = 64
# Cells of the index for each square root of points, how many of them are searched, and points each is learned from.
_CELLS = 2
_SEARCHED = 18
_POINTS_PER_CELL = 50


def search(queries: Matrix, points: Matrix, k: int, *, same: bool = False) -> tuple[Indices, Matrix]:
    """The k nearest points of each query and their cosines, both of shape (queries, k), nearest first.

    Exact among up to MAX_EXACT points, or for few queries. same: queries and points are the same rows, and a row is
    not its own neighbor.
    """
    exact = len(points) <= MAX_EXACT or len(queries) <= _MIN_INDEXED
    return (nearest if exact else nearly_nearest)(queries, points, k, same=same)


def nearest(queries: Matrix, points: Matrix, k: int, *, same: bool = False) -> tuple[Indices, Matrix]:
    """The exact k nearest points of each query and their cosines, both of shape (queries, k), nearest first.

    same: queries and points are the same rows, and a row is not its own neighbor. Fewer than k if there are fewer
    points. Ties go to the lower index, so that the result does not depend on blocks or threads.
    """
    k = min(k, len(points) - (1 if same else 0))
    if k <= 0 or len(queries) == 0:
        return np.empty((len(queries), 0), np.int64), np.empty((len(queries), 0), np.float32)
    indices = np.empty((len(queries), k), np.int64)
    cosines = np.empty((len(queries), k), np.float32)

    def fill(start: int) -> None:
        similarity = queries[start : start + _BLOCK] @ points.T
        if same:
            rows = np.arange(len(similarity))
            similarity[rows, rows + start] = -np.inf
        indices[start : start + _BLOCK], cosines[start : start + _BLOCK] = _greatest(similarity, k)

    # A thread for each core, each with a block of its own: BLAS threads would leave all but the products to one core,
    # and would make the last digits depend on their number.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(fill, range(0, len(queries), _BLOCK)))
    return indices, cosines


def nearly_nearest(queries: Matrix, points: Matrix, k: int, *, same: bool = False) -> tuple[Indices, Matrix]:
    """Nearly all of the k nearest points of each query and their cosines, both of shape (queries, k), nearest first.

    same: queries and points are the same rows, and a row is not its own neighbor. The points are put into cells, and
    only the cells nearest to a query are searched (inverted file, as in Sivic and Zisserman 2003). The result depends
    on the rows and their order alone, not on the number of threads.
    """
    indices, cosines = _from_index(_index(points), queries, points, k + same)
    if same:
        others = indices != np.arange(len(indices))[:, None]
        others[others.all(axis=1), -1] = False
        indices, cosines = indices[others].reshape(-1, k), cosines[others].reshape(-1, k)
    return indices, cosines


class Finder:
    """Finds the nearest of the same points for many blocks of queries; an index is made once, if that is worth it."""

    def __init__(self, points: Matrix, *, queries: int) -> None:
        """points: shape (points, dimensions), unit length. queries: about how many there will be, in all blocks."""
        self._points = points
        self._index = _index(points) if len(points) > MAX_EXACT and queries > _MIN_INDEXED else None

    def search(self, queries: Matrix, k: int) -> tuple[Indices, Matrix]:
        """The k nearest points of each query and their cosines, both of shape (queries, k), nearest first."""
        if self._index is None:
            return nearest(queries, self._points, k)
        return _from_index(self._index, queries, self._points, k)


def _from_index(index: Any, queries: Matrix, points: Matrix, k: int) -> tuple[Indices, Matrix]:
    """What the index finds, and the exact nearest where its cells hold too few points; shape (queries, k)."""
    with threadpool_limits(1, "blas"):
        cosines, indices = index.search(queries, k)
    too_few = np.flatnonzero((indices < 0).any(axis=1))
    if len(too_few):
        indices[too_few], cosines[too_few] = nearest(queries[too_few], points, k)
    return indices, cosines


def _index(points: Matrix) -> Any:
    """An index that searches only the cells that are nearest to a query."""
    import faiss

    # Threads inside BLAS would make the last digits of the cells' centers depend on their number.
    with threadpool_limits(1, "blas"):
        cells = max(1, round(_CELLS * len(points) ** 0.5))
        dimensions = points.shape[1]
        index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dimensions), dimensions, cells, faiss.METRIC_INNER_PRODUCT)
        index.cp.max_points_per_centroid, index.cp.min_points_per_centroid = _POINTS_PER_CELL, 1
        index.train(points)
        index.add(points)
        index.nprobe = _SEARCHED
    return index


def _greatest(similarity: Matrix, k: int) -> tuple[Indices, Matrix]:
    """The places of the k greatest values of each row and the values, shape (rows, k), greatest first; ties in order.

    The greatest k lie in the k bundles of columns whose own greatest are the greatest: only those are searched.
    """
    bundles, places, values = _top_columns(similarity, k)
    best = np.argpartition(values, values.shape[1] - k, axis=1)[:, values.shape[1] - k :]
    greatest = np.take_along_axis(values, best, axis=1)
    least = greatest.min(axis=1, keepdims=True)
    tied = ((values >= least).sum(axis=1) > k) | ((bundles >= least).sum(axis=1) > k)
    best = best if places is None else np.take_along_axis(places, best, axis=1)
    # Partition takes any of those that tie for the last place.
    for row in np.flatnonzero(tied):
        above = np.flatnonzero(similarity[row] > least[row])
        best[row] = np.concatenate([above, np.flatnonzero(similarity[row] == least[row])[: k - len(above)]])
        greatest[row] = similarity[row, best[row]]
    order = np.lexsort((best, -greatest), axis=1)
    return np.take_along_axis(best, order, axis=1), np.take_along_axis(greatest, order, axis=1)


def _top_columns(similarity: Matrix, k: int) -> tuple[Matrix, npt.NDArray[np.int64] | None, Matrix]:
    """The greatest value of each bundle of columns, and the columns of the k best bundles: their places and values.

    The places are None if there are so few bundles that all columns are taken.
    """
    size = similarity.shape[1] // _BUNDLE
    if size <= k:
        return similarity, None, similarity
    bundles = similarity[:, : size * _BUNDLE].reshape(len(similarity), _BUNDLE, size).max(axis=1)
    chosen = np.argpartition(bundles, size - k, axis=1)[:, size - k :]
    inside = (chosen[:, None, :] + np.arange(_BUNDLE)[:, None] * size).reshape(len(similarity), -1)
    rest = np.arange(size * _BUNDLE, similarity.shape[1])
    places = np.concatenate([inside, np.broadcast_to(rest, (len(similarity), len(rest)))], axis=1)
    return bundles, places, np.take_along_axis(similarity, places, axis=1)
