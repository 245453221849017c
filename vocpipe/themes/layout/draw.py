"""Drawing the map: t-SNE (van der Maaten and Hinton 2008) of the graph of neighbors that themes are found in.

Attraction is kept raised by EXAGGERATION to the end, which draws groups as islands, as UMAP does (Böhm, Berens and
Kobak 2022, "Attraction-repulsion spectrum in neighbor embeddings"). openTSNE does the work; the result depends on its
input alone.
"""

import numpy as np
import numpy.typing as npt
from scipy import sparse
from threadpoolctl import threadpool_limits

from vocpipe.themes.space import Indices, Labels, Matrix

Places = npt.NDArray[np.float64]  # x and y of each text, shape (texts, 2)

EXAGGERATION = 4.0
_EARLY_EXAGGERATION = 12.0
_EARLY_ROUNDS, _ROUNDS = 150, 200
# How much less texts of two themes attract each other, so that a theme is drawn as one region.
_APART = 0.5
# Fewer texts than these have no groups to draw.
_FEWEST = 20
# From so many texts on, forces are read off a grid: its size follows the map, not the texts, and is too much for few.
_MANY = 3000


def draw(graph: sparse.csr_matrix, themes: Labels, start: Places) -> Places:
    """The place of each text, shape (texts, 2).

    graph: symmetric weights between near texts. themes: the theme of each, -1 for none. start: where the texts come
    from, such as their places on an older map; what was left or right there mostly stays so.
    """
    if len(start) < _FEWEST:
        return np.round(start, 3)
    from openTSNE import TSNEEmbedding
    from openTSNE.affinity import PrecomputedAffinities
    from openTSNE.initialization import rescale

    affinities = PrecomputedAffinities(_with_themes(graph, themes), normalize=True)
    with threadpool_limits(1, "blas"):
        method = "fft" if len(start) >= _MANY else "bh"
        begun = TSNEEmbedding(
            rescale(start.copy()), affinities, negative_gradient_method=method, n_jobs=1, random_state=0
        )
        early = begun.optimize(n_iter=_EARLY_ROUNDS, exaggeration=_EARLY_EXAGGERATION, momentum=0.5)
        places: Places = np.asarray(early.optimize(n_iter=_ROUNDS, exaggeration=EXAGGERATION, momentum=0.8))
    return np.round(places, 3)


def flat(vectors: Matrix) -> Places:
    """Where texts come from when there is no map yet: the two directions in which their vectors differ most."""
    from sklearn.decomposition import TruncatedSVD

    if len(vectors) < 3:
        return np.column_stack([np.arange(len(vectors), dtype=float), np.zeros(len(vectors))])
    with threadpool_limits(1, "blas"):
        places: Places = TruncatedSVD(2, random_state=0).fit_transform(vectors - vectors.mean(axis=0)).astype(float)
    return places


def _with_themes(graph: sparse.csr_matrix, themes: Labels) -> sparse.csr_matrix:
    """The graph with weaker edges between themes."""
    edges = graph.tocoo()
    one, other = themes[edges.row], themes[edges.col]
    differ: Indices = (one >= 0) & (other >= 0) & (one != other)
    weights = np.where(differ, _APART, 1.0) * edges.data
    return sparse.csr_matrix((weights, (edges.row, edges.col)), shape=graph.shape)
