"""Joining the map: each new text is put beside its neighbors on it, and nothing that stands there moves."""

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from vocpipe.themes.discovery.nearest import search
from vocpipe.themes.discovery.neighbors import edge_weights, neighbor_count, neighbor_count_across
from vocpipe.themes.layout.draw import EXAGGERATION, Places
from vocpipe.themes.layout.standing import Standing
from vocpipe.themes.space import Indices, Matrix, Space

_ROUNDS = 100


def join(new: Space, known: Space, places: Places) -> Places:
    """The place of each text of `new`, shape (new, 2), on the map where the texts `known` stand at `places`.

    A text comes from its nearest neighbor's place and is pulled by all of its neighbors; new texts do not see each
    other, so that the place of one does not depend on what else is new.
    """
    if not len(known) or not len(new):
        return np.empty((len(new), 2))
    from openTSNE import PartialTSNEEmbedding, TSNEEmbedding
    from openTSNE.affinity import PrecomputedAffinities

    pull = _pull(new, known)
    start = places[np.asarray(pull.argmax(axis=1)).ravel()]
    with threadpool_limits(1, "blas"):
        standing = TSNEEmbedding(places.copy(), PrecomputedAffinities(sparse.eye(len(places), format="csr")))
        settings = {"negative_gradient_method": Standing(places), "learning_rate": 0.1, "n_jobs": 1}
        arriving = PartialTSNEEmbedding(start, standing, pull, **settings)
        moved = arriving.optimize(n_iter=_ROUNDS, exaggeration=EXAGGERATION, momentum=0.8, max_grad_norm=0.25)
    return np.round(np.asarray(moved), 3)


def _pull(new: Space, known: Space) -> sparse.csr_matrix:
    """How strongly each known text pulls each new one, shape (new, known); the rows sum up to 1."""
    parts = []
    for language in np.unique(new.languages).tolist():
        here, there = new.rows(language), known.rows(language)
        others = np.flatnonzero(known.languages != language)
        inside = search(new.inside(language), known.inside(language), neighbor_count(len(there)))
        across = search(new.shared[here], known.shared[others], neighbor_count_across(len(others)))
        parts += [_edges(here, there, *inside), _edges(here, others, *across)]
    sources, targets, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    total = np.bincount(sources, weights, len(new))
    edges = (weights / total[sources], (sources, targets))
    return sparse.csr_matrix(edges, shape=(len(new), len(known)))


def _edges(rows: Indices, among: Indices, neighbors: Indices, cosines: Matrix) -> tuple[Indices, Indices, Matrix]:
    """The edges from rows to their neighbors, which are numbered in `among`: sources, targets and weights."""
    sources = np.broadcast_to(rows[:, None], neighbors.shape)
    return sources.ravel(), among[neighbors.ravel()], edge_weights(cosines.ravel())
