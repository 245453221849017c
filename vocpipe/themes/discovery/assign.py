"""Assignment: new sentences join the themes there are, by their neighbors' vote; what is like nothing joins none."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.themes.discovery.consensus import NOWHERE, Labels
from vocpipe.themes.discovery.discover import LEAST_SCORE
from vocpipe.themes.discovery.graph import SHARPNESS, Indices, Space, nearest, neighbor_count, neighbor_count_across
from vocpipe.themes.discovery.lexical import Matrix

# A sentence is let in while its themed neighbors are as near as those of nearly all sentences that were discovered.
FLOOR_QUANTILE = 0.02
# So few sentences of a language say nothing about how near its sentences are.
_FEW = 3
_CALIBRATION = 1000


@dataclass(frozen=True, slots=True)
class Assignment:
    """Theme and sub-theme of each new sentence, -1 for none, and the winning share of the vote; shape (sentences,)."""

    themes: Labels
    subthemes: Labels
    scores: npt.NDArray[np.float64]


def assign(new: Space, known: Space, themes: Labels, subthemes: Labels) -> Assignment:
    """Where each sentence of `new` belongs among the themed sentences `known`, whose labels are `themes`, `subthemes`.

    The edges are those of the neighbor graph: inside the language by its own encoder, across by the shared one.
    """
    votes = np.zeros((len(new), int(themes.max(initial=NOWHERE)) + 1))
    subvotes = np.zeros((len(new), int(subthemes.max(initial=NOWHERE)) + 1))
    near = np.zeros(len(new), dtype=bool)
    for language in np.unique(new.languages):
        here, there = new.rows(language), known.rows(language)
        others = np.flatnonzero(known.languages != language)
        if len(there):
            indices, cosines = nearest(new.inside(language), known.inside(language), neighbor_count(len(there)))
            _count(votes, here, themes[there][indices], cosines)
            _count(subvotes, here, subthemes[there][indices], cosines)
            # A few sentences are no measure of belonging: then the shared encoder's over all others is.
            if len(there) > _FEW or not len(others):
                near[here] |= cosines.mean(axis=1) >= _floor(known.inside(language))
        if len(others):
            indices, cosines = nearest(new.shared[here], known.shared[others], neighbor_count_across(len(others)))
            _count(votes, here, themes[others][indices], cosines)
            _count(subvotes, here, subthemes[others][indices], cosines)
            if len(there) <= _FEW:
                near[here] |= cosines.mean(axis=1) >= _floor(known.shared)
    return _decide(votes, subvotes, near, themes, subthemes)


def _count(votes: npt.NDArray[np.float64], rows: Indices, labels: Labels, cosines: Matrix) -> None:
    """Add the neighbors' weights to the votes for their groups."""
    inside = labels >= 0
    places = np.broadcast_to(rows[:, None], labels.shape)[inside]
    np.add.at(votes, (places, labels[inside]), np.clip(cosines[inside], 0.01, 1.0).astype(np.float64) ** SHARPNESS)


def _floor(points: Matrix) -> float:
    """How near the nearest neighbors of nearly all known sentences are: the measure of belonging anywhere."""
    step = max(1, len(points) // _CALIBRATION)
    sample = points[::step]
    _, cosines = nearest(sample, points, neighbor_count(len(points)) + 1)
    return float(np.quantile(cosines[:, 1:].mean(axis=1), FLOOR_QUANTILE)) if cosines.shape[1] > 1 else 0.0


def _decide(
    votes: npt.NDArray[np.float64],
    subvotes: npt.NDArray[np.float64],
    near: npt.NDArray[np.bool_],
    themes: Labels,
    subthemes: Labels,
) -> Assignment:
    total = votes.sum(axis=1)
    scores = np.divide(votes.max(axis=1, initial=0.0), total, out=np.zeros(len(votes)), where=total > 0)
    taken = near & (scores >= LEAST_SCORE)
    best = np.where(taken, votes.argmax(axis=1) if votes.shape[1] else NOWHERE, NOWHERE).astype(np.int64)
    parents = _parents(themes, subthemes)
    inside = parents[None, :] == best[:, None]
    allowed = np.where(inside, subvotes, 0.0)
    found = taken & (allowed.max(axis=1, initial=0.0) > 0)
    sub = np.where(found, allowed.argmax(axis=1) if allowed.shape[1] else NOWHERE, NOWHERE).astype(np.int64)
    return Assignment(best, sub, np.where(taken, scores, 0.0))


def _parents(themes: Labels, subthemes: Labels) -> Labels:
    """The theme each sub-theme lies in, shape (sub-themes,)."""
    parents = np.full(int(subthemes.max(initial=NOWHERE)) + 1, NOWHERE, np.int64)
    inside = subthemes >= 0
    parents[subthemes[inside]] = themes[inside]
    return parents
