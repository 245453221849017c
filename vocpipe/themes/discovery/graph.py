"""The neighbor graph that themes are found in: sentences are nodes, likeness is the weight of an edge.

Edges inside a language come from the encoder that is best for it, edges across languages from the shared one, so that a
theme may hold several languages without losing quality inside one.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from threadpoolctl import threadpool_limits

from vocpipe.themes.discovery.lexical import Matrix, Words, with_words

# Neighbors of a sentence among n of its language: more among more, as a theme then holds more (1.6 times n to the power
# of 1/4, measured blind on labelled sets of 1,700 to 22,000 sentences), and half of that across languages.
_FEWEST, _MOST = 10, 20
_GROWTH = 1.6
# Of the shared encoder's view beside that of the language's own, which sees finer but narrower.
_SHARED_WEIGHT = 0.2
# Raising the cosine to this power makes near neighbors count far more than those that are merely on the same subject.
SHARPNESS = 3
# How much less two sentences are alike where one praises and the other complains.
_FEELING = 0.5
# Rows of a block, whose likeness to all points is in memory at a time; one for each core.
_BLOCK = 256
# Columns that are looked at as one while the greatest values of a row are searched.
_BUNDLE = 64
# Among more points than these the neighbors come from an index, which finds over 98 in 100 of them (on 22,000 rows).
EXACT = 30_000
# Cells of the index for each square root of points, how many of them are searched, and points each is learned from.
_CELLS = 2
_SEARCHED = 18
_LEARNED_FROM = 50

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Space:
    """Sentences with their vectors: `shared` for all of them, `own[language]` for those in `rows[language]`.

    shared: shape (sentences, dimensions), unit length. languages: shape (sentences,).
    own: language -> shape (sentences of that language, dimensions), in the order of the sentences.
    """

    shared: Matrix
    languages: npt.NDArray[np.str_]
    own: dict[str, Matrix]

    def __len__(self) -> int:
        return len(self.languages)

    def rows(self, language: str) -> Indices:
        """The places of the sentences in `language`."""
        return np.flatnonzero(self.languages == language)

    def inside(self, language: str) -> Matrix:
        """The vectors to compare sentences of `language` with each other, shape (sentences of it, dimensions)."""
        return self.own[language] if language in self.own else self.shared[self.rows(language)]

    def views(self, language: str) -> list[tuple[Matrix, float]]:
        """The encoders' views of the sentences of `language` and their weights, the one that counts most first."""
        shared = self.shared[self.rows(language)]
        return [(self.own[language], 1.0), (shared, _SHARED_WEIGHT)] if language in self.own else [(shared, 1.0)]

    def part(self, places: Indices) -> "Space":
        """The space of some of the sentences."""
        chosen = np.zeros(len(self), dtype=bool)
        chosen[places] = True
        own = {language: matrix[chosen[self.rows(language)]] for language, matrix in self.own.items()}
        return Space(self.shared[chosen], self.languages[chosen], own)


def neighbor_count(sentences: int) -> int:
    """How many neighbors a sentence has among so many of its language."""
    return int(np.clip(round(_GROWTH * sentences**0.25), _FEWEST, _MOST))


def neighbor_count_across(sentences: int) -> int:
    """How many neighbors a sentence has in other languages, among so many there."""
    return neighbor_count(sentences) // 2


def nearest(queries: Matrix, points: Matrix, k: int, *, same: bool = False) -> tuple[Indices, Matrix]:
    """The k nearest points of each query and their cosines, both of shape (queries, k), nearest first; exact.

    `same` says that queries and points are the same rows: a row is not its own neighbor. Fewer than k where there are
    fewer points. Ties go to the lower index, so the result does not depend on blocks or threads.
    """
    k = min(k, len(points) - (1 if same else 0))
    if k <= 0 or len(queries) == 0:
        return np.empty((len(queries), 0), np.int64), np.empty((len(queries), 0), np.float32)
    indices = np.empty((len(queries), k), np.int64)
    cosines = np.empty((len(queries), k), np.float32)

    def fill(start: int) -> None:
        likeness = queries[start : start + _BLOCK] @ points.T
        if same:
            rows = np.arange(len(likeness))
            likeness[rows, rows + start] = -np.inf
        indices[start : start + _BLOCK], cosines[start : start + _BLOCK] = _best(likeness, k)

    # A thread for each core, each with a block of its own: BLAS threads would leave all but the products to one core,
    # and would make the last digits depend on their number.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(fill, range(0, len(queries), _BLOCK)))
    return indices, cosines


def nearly_nearest(queries: Matrix, points: Matrix, k: int, *, same: bool = False) -> tuple[Indices, Matrix]:
    """Nearly all of the k nearest points of each query, as `nearest` gives them, in far less time among many points.

    The points are put into cells, and only the cells nearest to a query are searched (inverted file, as in Sivic and
    Zisserman 2003). The same for the same rows in the same order on any number of threads.
    """
    import faiss

    # Threads inside BLAS would make the last digits of the cells' centers depend on their number.
    with threadpool_limits(1, "blas"):
        cells = max(1, round(_CELLS * len(points) ** 0.5))
        index = faiss.IndexIVFFlat(
            faiss.IndexFlatIP(points.shape[1]), points.shape[1], cells, faiss.METRIC_INNER_PRODUCT
        )
        index.cp.max_points_per_centroid, index.cp.min_points_per_centroid = _LEARNED_FROM, 1
        index.train(points)
        index.add(points)
        index.nprobe = _SEARCHED
        cosines, indices = index.search(queries, k + same)
    few = np.flatnonzero((indices < 0).any(axis=1))
    if len(few):
        indices[few], cosines[few] = nearest(queries[few], points, k + same)
    if same:
        others = indices != np.arange(len(indices))[:, None]
        others[others.all(axis=1), -1] = False
        indices, cosines = indices[others].reshape(-1, k), cosines[others].reshape(-1, k)
    return indices, cosines


def _best(likeness: Matrix, k: int) -> tuple[Indices, Matrix]:
    """The places of the k greatest values of each row and the values, shape (rows, k), greatest first; ties in order.

    The greatest k lie in the k bundles of columns whose own greatest are the greatest: only those are searched.
    """
    size = likeness.shape[1] // _BUNDLE
    if size > k:
        bundles = likeness[:, : size * _BUNDLE].reshape(len(likeness), _BUNDLE, size).max(axis=1)
        chosen = np.argpartition(bundles, size - k, axis=1)[:, size - k :]
        inside = (chosen[:, None, :] + np.arange(_BUNDLE)[:, None] * size).reshape(len(likeness), -1)
        rest = np.arange(size * _BUNDLE, likeness.shape[1])
        places = np.concatenate([inside, np.broadcast_to(rest, (len(likeness), len(rest)))], axis=1)
        values = np.take_along_axis(likeness, places, axis=1)
    else:
        bundles, places, values = likeness, None, likeness
    best = np.argpartition(values, values.shape[1] - k, axis=1)[:, values.shape[1] - k :]
    greatest = np.take_along_axis(values, best, axis=1)
    least = greatest.min(axis=1, keepdims=True)
    tied = ((values >= least).sum(axis=1) > k) | ((bundles >= least).sum(axis=1) > k)
    best = best if places is None else np.take_along_axis(places, best, axis=1)
    # Partition takes any of those that tie for the last place.
    for row in np.flatnonzero(tied):
        above = np.flatnonzero(likeness[row] > least[row])
        best[row] = np.concatenate([above, np.flatnonzero(likeness[row] == least[row])[: k - len(above)]])
        greatest[row] = likeness[row, best[row]]
    order = np.lexsort((best, -greatest), axis=1)
    return np.take_along_axis(best, order, axis=1), np.take_along_axis(greatest, order, axis=1)


@dataclass(frozen=True, slots=True)
class Neighbors:
    """Each sentence's nearest others, more of them than the graph needs, so that samples have enough too.

    Each list is (sentences, their neighbors, cosines, how many of them count), of shapes (n,), (n, more), (n, more).
    """

    size: int
    lists: list[tuple[Indices, Indices, Matrix, int]]

    def graph(self, sample: Indices | None = None) -> sparse.csr_matrix:
        """The symmetric weighted graph over all sentences, or over those of `sample` as if there were no others."""
        there = np.full(self.size, -1, np.int64)
        chosen = np.arange(self.size) if sample is None else sample
        there[chosen] = np.arange(len(chosen))
        sources, targets, weights = [], [], []
        for rows, neighbors, cosines, k in self.lists:
            inside = (there[neighbors] >= 0) & (there[rows] >= 0)[:, None]
            counted = inside & (inside.cumsum(axis=1) <= k)
            sources.append(np.broadcast_to(there[rows][:, None], neighbors.shape)[counted])
            targets.append(there[neighbors[counted]])
            weights.append(np.clip(cosines[counted], 0.01, 1.0).astype(np.float64) ** SHARPNESS)
        edges = (np.concatenate(weights), (np.concatenate(sources), np.concatenate(targets)))
        directed = sparse.csr_matrix(edges, shape=(len(chosen), len(chosen)))
        # Two that are each other's neighbors are held together twice as much as where only one chose the other.
        graph = ((directed + directed.T) / 2).tocsr()
        graph.sort_indices()
        return graph


def find_neighbors(space: Space, words: Words, *, sample_share: float = 1.0) -> Neighbors:
    """The neighbors of every sentence inside its language and across languages.

    Inside a language, vectors are compared together with words (see `lexical.with_words`). Neighbors count less the
    more their sentiment differs: "support is kind" and "support is slow" are on one subject, but not one opinion.
    `sample_share` is the smallest share of the sentences that a graph will be asked for.
    """
    lists = []
    feelings = np.array(words.sentiment or [None] * len(space), dtype=np.float32)

    def spare(k: int) -> int:
        return round(k / sample_share * 1.25) + 1

    for language in np.unique(space.languages):
        here, others = space.rows(language), np.flatnonzero(space.languages != language)
        # Among very many sentences the second view costs more time than it is worth.
        views = space.views(language)[: 1 if len(here) > EXACT else None]
        said = words.of(here)
        vectors = with_words(views, language, said.compared, said.tokens)
        search, k = nearest if len(here) <= EXACT else nearly_nearest, neighbor_count(len(here))
        inside, cosines = search(vectors, vectors, spare(k), same=True)
        lists.append((here, here[inside], cosines * _agreeing(feelings, here, here[inside]), k))
        search, k = nearest if len(others) <= EXACT else nearly_nearest, neighbor_count_across(len(others))
        across, cosines = search(space.shared[here], space.shared[others], spare(k))
        lists.append((here, others[across], cosines * _agreeing(feelings, here, others[across]), k))
    return Neighbors(len(space), lists)


def _agreeing(feelings: Matrix, rows: Indices, neighbors: Indices) -> Matrix:
    """How far each of `rows` feels as its neighbors do, shape (rows, neighbors): 1 alike, or where it is not known."""
    apart = np.abs(feelings[rows][:, None] - feelings[neighbors]) / 2
    found: Matrix = 1 - _FEELING * np.nan_to_num(apart)
    return found
