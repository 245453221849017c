"""The neighbor graph in which themes are discovered: sentences are nodes, similarity is the weight of an edge.

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

# Neighbors of a sentence among n of its language: the more sentences, the more a theme holds (1.6 times n to the power
# of 1/4, measured on held-out labeled sets of 1,700 to 22,000 sentences), and half of that across languages.
_MIN_NEIGHBORS, _MAX_NEIGHBORS = 10, 20
_GROWTH = 1.6
# The weight of the shared encoder's view against 1 for the language's own encoder, which is finer but narrower.
_SHARED_WEIGHT = 0.2
# Raising the cosine to this power makes near neighbors count far more than sentences merely on the same subject.
SHARPNESS = 3
_MIN_COSINE = 0.01
# How much less similar two sentences are if one praises and the other complains.
_SENTIMENT_WEIGHT = 0.5
# The factor by which more neighbors are looked up than a sample needs on average, so that few sentences run short.
_RESERVE = 1.25


def neighbor_count(sentences: int) -> int:
    """The number of neighbors that a sentence has among this number of sentences in its language."""
    return int(np.clip(round(_GROWTH * sentences**0.25), _MIN_NEIGHBORS, _MAX_NEIGHBORS))


def neighbor_count_across(sentences: int) -> int:
    """The number of neighbors that a sentence has among this number of sentences in other languages."""
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
    """The nearest neighbors of each of `size` sentences: more than the graph needs, so that samples have enough."""

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
        # An edge between mutual neighbors has twice the weight of an edge in one direction.
        graph = ((directed + directed.T) / 2).tocsr()
        graph.sort_indices()
        return graph


def find_neighbors(space: Space, words: Words, *, sample_share: float = 1.0) -> Neighbors:
    """The neighbors of every sentence inside its language and across languages.

    Inside a language, vectors are compared together with words (see `lexical.with_words`). Neighbors count less the
    more their sentiment differs: "support is kind" and "support is slow" are on one subject, but not one opinion.
    sample_share: the smallest share of the sentences that a graph will be asked for.
    """
    sentiment = np.array(words.sentiment or [None] * len(space), dtype=np.float32)
    reserve = _RESERVE / sample_share
    lists = []
    for language in np.unique(space.languages).tolist():
        for part in (_inside(space, words, language, reserve), _across(space, language, reserve)):
            cosines = part.cosines * _agreement(sentiment, part.rows, part.neighbors)
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


def _agreement(sentiment: Matrix, rows: Indices, neighbors: Indices) -> Matrix:
    """How far the sentiment of each row agrees with its neighbors', shape (rows, neighbors); 1 if alike or unknown."""
    apart = np.abs(sentiment[rows][:, None] - sentiment[neighbors]) / 2
    agreement: Matrix = 1 - _SENTIMENT_WEIGHT * np.nan_to_num(apart)
    return agreement
