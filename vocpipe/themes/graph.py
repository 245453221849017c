"""The neighbor graph that themes are found in: sentences are nodes, likeness is the weight of an edge.

Edges inside a language come from the encoder that is best for it, edges across languages from the shared one, so that a
theme may hold several languages without losing quality inside one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

NEIGHBORS = 15
NEIGHBORS_ACROSS = 5
# Raising the cosine to this power makes near neighbors count far more than those that are merely on the same subject.
SHARPNESS = 3
_BLOCK = 1024

Matrix = npt.NDArray[np.float32]
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
        best = np.argpartition(-likeness, k - 1, axis=1)[:, :k]
        values = np.take_along_axis(likeness, best, axis=1)
        order = np.lexsort((best, -values), axis=1)
        indices[start : start + _BLOCK] = np.take_along_axis(best, order, axis=1)
        cosines[start : start + _BLOCK] = np.take_along_axis(values, order, axis=1)
    return indices, cosines


def neighbor_graph(space: Space) -> sparse.csr_matrix:
    """A symmetric weighted graph over the sentences, shape (sentences, sentences)."""
    sources, targets, weights = [], [], []
    for language in np.unique(space.languages):
        here, there = space.rows(language), np.flatnonzero(space.languages != language)
        vectors = space.inside(language)
        inside, likeness = nearest(vectors, vectors, NEIGHBORS, same=True)
        across, likeness_across = nearest(space.shared[here], space.shared[there], NEIGHBORS_ACROSS)
        for neighbors, cosines in ((here[inside], likeness), (there[across], likeness_across)):
            sources.append(np.repeat(here, neighbors.shape[1]))
            targets.append(neighbors.ravel())
            weights.append(np.clip(cosines.ravel(), 0.01, 1.0).astype(np.float64) ** SHARPNESS)
    size = len(space)
    directed = sparse.csr_matrix(
        (np.concatenate(weights), (np.concatenate(sources), np.concatenate(targets))), shape=(size, size)
    )
    graph = directed.maximum(directed.T).tocsr()
    graph.sort_indices()
    return graph
