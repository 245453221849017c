"""Assignment: new sentences join the themes that most of their neighbors are in; isolated ones join no theme."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.themes.discovery.discover import MIN_SCORE
from vocpipe.themes.discovery.nearest import Finder, nearest
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
    """Theme and sub-theme of each sentence of `new` among those of `known`; see `Assigner`."""
    return Assigner(known, themes, subthemes, queries=len(new)).assign(new)


class Assigner:
    """Finds the theme and sub-theme of new sentences, block by block.

    known: the themed sentences, whose labels are `themes` and `subthemes`, both of shape (known,). Neighbors are found
    as in the neighbor graph: inside the language by its own encoder, across languages by the shared one. queries: about
    how many sentences there will be, in all blocks.
    """

    def __init__(self, known: Space, themes: Labels, subthemes: Labels, *, queries: int) -> None:
        self._known, self._themes, self._subthemes, self._queries = known, themes, subthemes, queries
        self._sides: dict[str, _Side] = {}

    def assign(self, new: Space) -> Assignment:
        """Theme and sub-theme of each sentence of `new`."""
        votes, subvotes = (
            np.zeros((len(new), int(labels.max(initial=NOWHERE)) + 1)) for labels in (self._themes, self._subthemes)
        )
        near = np.zeros(len(new), dtype=bool)
        for language in np.unique(new.languages).tolist():
            here, side = new.rows(language), self._side(language)
            for rows, finder, vectors, count, floor in (
                (side.there, side.inside, new.inside(language), side.count, side.floor),
                (side.others, side.across, new.shared[here], side.count_across, side.floor_across),
            ):
                if len(rows):
                    indices, cosines = finder.search(vectors, count)
                    _count(votes, here, self._themes[rows][indices], cosines)
                    _count(subvotes, here, self._subthemes[rows][indices], cosines)
                    if floor is not None:
                        near[here] |= cosines.mean(axis=1) >= floor
        return _decide(votes, subvotes, near, self._themes, self._subthemes)

    def _side(self, language: str) -> "_Side":
        if language not in self._sides:
            self._sides[language] = _Side.of(self._known, language, self._queries)
        return self._sides[language]


@dataclass(frozen=True, slots=True)
class _Side:
    """The known sentences as those of one language see them.

    there, others: their places, of the language and of all others. inside, across: find the nearest of them, count and
    count_across of them. floor, floor_across: how near they must be for a theme; None where that is not measured.
    """

    there: Indices
    others: Indices
    inside: Finder
    across: Finder
    count: int
    count_across: int
    floor: float | None
    floor_across: float | None

    @classmethod
    def of(cls, known: Space, language: str, queries: int) -> "_Side":
        there, others = known.rows(language), np.flatnonzero(known.languages != language)
        # With too few sentences in the language, nearness is measured against all languages in the shared space.
        is_few = len(there) <= _TOO_FEW
        inside = known.inside(language)
        return cls(
            there,
            others,
            Finder(inside, queries=queries),
            Finder(known.shared[others], queries=queries),
            neighbor_count(len(there)),
            neighbor_count_across(len(others)),
            _floor(inside) if len(there) and not (is_few and len(others)) else None,
            _floor(known.shared) if len(others) and is_few else None,
        )


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
