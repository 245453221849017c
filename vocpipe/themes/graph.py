"""The neighbor graph that themes are found in: sentences are nodes, likeness is the weight of an edge.

Edges inside a language come from the encoder that is best for it, edges across languages from the shared one, so that a
theme may hold several languages without losing quality inside one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.themes.lexical import Matrix, Words, with_words

NEIGHBORS = 15
NEIGHBORS_ACROSS = 5
# Raising the cosine to this power makes near neighbors count far more than those that are merely on the same subject.
SHARPNESS = 3
_BLOCK = 1024

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

    def part(self, places: Indices) -> "Space":
        """The space of some of the sentences."""
        chosen = np.zeros(len(self), dtype=bool)
        chosen[places] = True
        own = {language: matrix[chosen[self.rows(language)]] for language, matrix in self.own.items()}
        return Space(self.shared[chosen], self.languages[chosen], own)


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
    for start in range(0, len(queries), _BLOCK):
        likeness = queries[start : start + _BLOCK] @ points.T
        rows = np.arange(len(likeness))
        if same:
            likeness[rows, rows + start] = -np.inf
        best = _best(likeness, k)
        values = np.take_along_axis(likeness, best, axis=1)
        order = np.lexsort((best, -values), axis=1)
        indices[start : start + _BLOCK] = np.take_along_axis(best, order, axis=1)
        cosines[start : start + _BLOCK] = np.take_along_axis(values, order, axis=1)
    return indices, cosines


def _best(likeness: Matrix, k: int) -> Indices:
    """The places of the k greatest values of each row, shape (rows, k), in no order; of equal ones the first."""
    best: Indices = np.argpartition(-likeness, k - 1, axis=1)[:, :k]
    least = np.take_along_axis(likeness, best, axis=1).min(axis=1, keepdims=True)
    # Partition takes any of those that tie for the last place: only such rows are sorted whole.
    tied = np.flatnonzero((likeness >= least).sum(axis=1) > k)
    best[tied] = np.argsort(-likeness[tied], axis=1, kind="stable")[:, :k]
    return best


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
        graph = directed.maximum(directed.T).tocsr()
        graph.sort_indices()
        return graph


def find_neighbors(space: Space, words: Words, *, sample_share: float = 1.0) -> Neighbors:
    """The neighbors of every sentence inside its language and across languages.

    Inside a language, vectors are compared together with words (see `lexical.with_words`). `sample_share` is the
    smallest share of the sentences that a graph will be asked for.
    """
    lists = []
    more, more_across = (round(k / sample_share * 1.25) + 1 for k in (NEIGHBORS, NEIGHBORS_ACROSS))
    for language in np.unique(space.languages):
        here, others = space.rows(language), np.flatnonzero(space.languages != language)
        vectors = with_words(space.inside(language), language, *words.of(here))
        inside, cosines = nearest(vectors, vectors, more, same=True)
        lists.append((here, here[inside], cosines, NEIGHBORS))
        across, cosines = nearest(space.shared[here], space.shared[others], more_across)
        lists.append((here, others[across], cosines, NEIGHBORS_ACROSS))
    return Neighbors(len(space), lists)
