"""The neighbor graph that themes are found in: sentences are nodes, likeness is the weight of an edge.

Edges inside a language come from the encoder that is best for it, edges across languages from the shared one, so that a
theme may hold several languages without losing quality inside one.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from vocpipe.themes.discovery.lexical import with_words
from vocpipe.themes.discovery.nearest import MAX_EXACT, search
from vocpipe.themes.space import Indices, Matrix, Space
from vocpipe.themes.words import Words

# Neighbors of a sentence among n of its language: more among more, as a theme then holds more (1.6 times n to the power
# of 1/4, measured blind on labelled sets of 1,700 to 22,000 sentences), and half of that across languages.
_MIN_NEIGHBORS, _MAX_NEIGHBORS = 10, 20
_GROWTH = 1.6
# Of the shared encoder's view beside that of the language's own, which sees finer but narrower.
_SHARED_WEIGHT = 0.2
# Raising the cosine to this power makes near neighbors count far more than those that are merely on the same subject.
SHARPNESS = 3
_MIN_COSINE = 0.01
# How much less two sentences are alike where one praises and the other complains.
_FEELING_WEIGHT = 0.5
# So many more neighbors than a sample's share calls for are looked up, so that hardly any sentence has too few in it.
_RESERVE = 1.25


def neighbor_count(sentences: int) -> int:
    """The number of neighbors that a sentence has among so many of its language."""
    return int(np.clip(round(_GROWTH * sentences**0.25), _MIN_NEIGHBORS, _MAX_NEIGHBORS))


def neighbor_count_across(sentences: int) -> int:
    """The number of neighbors that a sentence has in other languages, among so many there."""
    return neighbor_count(sentences) // 2


def edge_weights(cosines: Matrix) -> np.ndarray:
    """The weight that each cosine gives to an edge, or to a vote; float64 of the shape of `cosines`."""
    return np.clip(cosines, _MIN_COSINE, 1.0).astype(np.float64) ** SHARPNESS


@dataclass(frozen=True, slots=True)
class NeighborList:
    """The nearest others of some sentences: those of one language, among it or among all other languages.

    rows: the sentences, shape (n,). neighbors, cosines: shape (n, more than count). count: how many neighbors count.
    """

    rows: Indices
    neighbors: Indices
    cosines: Matrix
    count: int


@dataclass(frozen=True, slots=True)
class Neighbors:
    """The nearest others of each of `size` sentences: more than the graph needs, so that samples have enough."""

    size: int
    lists: list[NeighborList]

    def graph(self, sample: Indices | None = None) -> sparse.csr_matrix:
        """The symmetric weighted graph over all sentences, or over those of `sample` as if there were no others."""
        chosen = np.arange(self.size) if sample is None else sample
        place = np.full(self.size, -1, np.int64)
        place[chosen] = np.arange(len(chosen))
        sources, targets, weights = [], [], []
        for part in self.lists:
            inside = (place[part.neighbors] >= 0) & (place[part.rows] >= 0)[:, None]
            counted = inside & (inside.cumsum(axis=1) <= part.count)
            sources.append(np.broadcast_to(place[part.rows][:, None], part.neighbors.shape)[counted])
            targets.append(place[part.neighbors[counted]])
            weights.append(edge_weights(part.cosines[counted]))
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
    sample_share: the smallest share of the sentences that a graph will be asked for.
    """
    feelings = np.array(words.sentiment or [None] * len(space), dtype=np.float32)
    reserve = _RESERVE / sample_share
    lists = []
    for language in np.unique(space.languages).tolist():
        for part in (_inside(space, words, language, reserve), _across(space, language, reserve)):
            cosines = part.cosines * _agreement(feelings, part.rows, part.neighbors)
            lists.append(NeighborList(part.rows, part.neighbors, cosines, part.count))
    return Neighbors(len(space), lists)


def _inside(space: Space, words: Words, language: str, reserve: float) -> NeighborList:
    """The neighbors of the sentences of a language among themselves."""
    here = space.rows(language)
    # Among very many sentences the second view costs more time than it is worth.
    views = _views(space, language)[: 1 if len(here) > MAX_EXACT else None]
    own = words.of(here)
    vectors = with_words(views, language, own.compared, own.tokens)
    count = neighbor_count(len(here))
    neighbors, cosines = search(vectors, vectors, round(count * reserve) + 1, same=True)
    return NeighborList(here, here[neighbors], cosines, count)


def _across(space: Space, language: str, reserve: float) -> NeighborList:
    """The neighbors of the sentences of a language in all other languages."""
    here, others = space.rows(language), np.flatnonzero(space.languages != language)
    count = neighbor_count_across(len(others))
    neighbors, cosines = search(space.shared[here], space.shared[others], round(count * reserve) + 1)
    return NeighborList(here, others[neighbors], cosines, count)


def _views(space: Space, language: str) -> list[tuple[Matrix, float]]:
    """The encoders' views of the sentences of `language` and their weights, the one that counts most first."""
    shared = space.shared[space.rows(language)]
    return [(space.own[language], 1.0), (shared, _SHARED_WEIGHT)] if language in space.own else [(shared, 1.0)]


def _agreement(feelings: Matrix, rows: Indices, neighbors: Indices) -> Matrix:
    """How far each of `rows` feels as its neighbors do, shape (rows, neighbors): 1 alike, or where it is not known."""
    apart = np.abs(feelings[rows][:, None] - feelings[neighbors]) / 2
    agreement: Matrix = 1 - _FEELING_WEIGHT * np.nan_to_num(apart)
    return agreement
