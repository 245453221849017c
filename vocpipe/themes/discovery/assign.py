"""Assignment: new sentences join the themes that most of their neighbors are in; isolated ones join no theme."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.themes.discovery.discover import MIN_SCORE
from vocpipe.themes.discovery.nearest import nearest
from vocpipe.themes.discovery.neighbors import edge_weights, neighbor_count, neighbor_count_across
from vocpipe.themes.space import NOWHERE, Indices, Labels, Matrix, Space

# A sentence joins a theme if its themed neighbors are as near as those of all but this share of the themed sentences.
FLOOR_QUANTILE = 0.02
# This many sentences of a language, or fewer, cannot show how near its sentences usually are to each other.
_TOO_FEW = 3
# Themed sentences from which the floor is computed.
_SAMPLE = 1000


@dataclass(frozen=True, slots=True)
class Assignment:
    """Theme and sub-theme of each new sentence, -1 for none, and the winning share of the vote; shape (sentences,)."""

    themes: Labels
    subthemes: Labels
    scores: npt.NDArray[np.float64]


def assign(new: Space, known: Space, themes: Labels, subthemes: Labels) -> Assignment:
    """Theme and sub-theme of each sentence of `new`.

    known: the themed sentences, whose labels are `themes` and `subthemes`, both of shape (known,). Neighbors are found
    as in the neighbor graph: inside the language by its own encoder, across languages by the shared one.
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
            # With too few sentences in the language, nearness is measured against all languages in the shared space.
            if len(there) > _TOO_FEW or not len(others):
                near[here] |= cosines.mean(axis=1) >= _floor(known.inside(language))
        if len(others):
            indices, cosines = nearest(new.shared[here], known.shared[others], neighbor_count_across(len(others)))
            _count(votes, here, themes[others][indices], cosines)
            _count(subvotes, here, subthemes[others][indices], cosines)
            if len(there) <= _TOO_FEW:
                near[here] |= cosines.mean(axis=1) >= _floor(known.shared)
    return _decide(votes, subvotes, near, themes, subthemes)


def _count(votes: npt.NDArray[np.float64], rows: Indices, labels: Labels, cosines: Matrix) -> None:
    """Add the neighbors' weights to the votes for their groups."""
    inside = labels >= 0
    places = np.broadcast_to(rows[:, None], labels.shape)[inside]
    np.add.at(votes, (places, labels[inside]), edge_weights(cosines[inside]))


def _floor(points: Matrix) -> float:
    """The mean cosine to their neighbors that nearly all of these sentences reach: the minimum for joining a theme."""
    step = max(1, len(points) // _SAMPLE)
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
    """The theme with the most votes, and inside it the sub-theme with the most."""
    total = votes.sum(axis=1)
    scores = np.divide(votes.max(axis=1, initial=0.0), total, out=np.zeros(len(votes)), where=total > 0)
    joins = near & (scores >= MIN_SCORE)
    best = np.where(joins, votes.argmax(axis=1) if votes.shape[1] else NOWHERE, NOWHERE).astype(np.int64)
    parents = _parents(themes, subthemes)
    inside = parents[None, :] == best[:, None]
    allowed = np.where(inside, subvotes, 0.0)
    joins_sub = joins & (allowed.max(axis=1, initial=0.0) > 0)
    sub = np.where(joins_sub, allowed.argmax(axis=1) if allowed.shape[1] else NOWHERE, NOWHERE).astype(np.int64)
    return Assignment(best, sub, np.where(joins, scores, 0.0))


def _parents(themes: Labels, subthemes: Labels) -> Labels:
    """The theme each sub-theme lies in, shape (sub-themes,)."""
    parents = np.full(int(subthemes.max(initial=NOWHERE)) + 1, NOWHERE, np.int64)
    inside = subthemes >= 0
    parents[subthemes[inside]] = themes[inside]
    return parents
