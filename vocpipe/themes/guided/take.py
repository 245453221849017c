"""Guided themes take the sentences that belong to them; a sentence may belong to none.

What belongs to a theme is reached from its texts by walks in the graph in which themes are discovered, far better than
from anywhere else. How far it has to be reached is read from the data: as far as a text of the theme is from the
others, if it is held out (a share of it, in the mean over the texts).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.themes.discovery.discover import agreement
from vocpipe.themes.discovery.neighbors import find_neighbors
from vocpipe.themes.guided.guide import Guide, Taught, saying
from vocpipe.themes.guided.nearness import is_said_here
from vocpipe.themes.guided.reach import Reach, Walks
from vocpipe.themes.space import NOWHERE, Indices, Labels, Space
from vocpipe.themes.words import Words

# Texts of a theme that are held out, one at a time, and the share of what reaches them that a sentence needs. Measured
# on labeled sets in both languages, of 7 to 150 classes; flat from .5 to .7.
_HELD_OUT, _SHARE = 8, 0.6
# With fewer examples, the sentences nearest to the theme stand for examples; they are nearer than examples would be.
_MIN_EXAMPLES, _SHARE_NEAREST = 2, 0.2
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Taken:
    """The number of each sentence's guided theme, -1 for none, and how far its neighbors agree; shape (sentences,)."""

    themes: Labels
    scores: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Starts:
    """Where the walks of a theme begin: nodes and weights, and which of them are examples."""

    nodes: Indices
    weights: npt.NDArray[np.float64]
    is_example: npt.NDArray[np.bool_]

    def without(self, place: int) -> "_Starts":
        rest = np.arange(len(self.nodes)) != place
        return _Starts(self.nodes[rest], self.weights[rest], self.is_example[rest])


def take(space: Space, words: Words, guide: Guide, taught: Taught) -> Taken:
    """The guided theme of each sentence in `space`; it depends on the sentences and the guide alone."""
    count = len(space)
    if not len(guide) or not count:
        return Taken(np.full(count, NOWHERE, np.int64), np.zeros(count))
    neighbors = find_neighbors(space.joined(guide.space), words.joined(guide.texts))
    graph = neighbors.graph()
    walks, said = Walks.on(graph), is_said_here(neighbors, count)
    starts = [_starts(theme, guide, said, taught, words.compared) for theme in range(len(guide))]
    reach = _reach(walks, starts)
    themes = _decide(reach[:count], _thresholds(walks, starts, reach, count))
    return Taken(themes, agreement(themes, graph[:count][:, :count].tocsr()))


def _starts(theme: int, guide: Guide, said: npt.NDArray[np.bool_], taught: Taught, texts: list[str]) -> _Starts:
    """The texts of the theme that say something here, what was taught, and what says one of its words."""
    own = np.flatnonzero((guide.owner == theme) & said)
    known = np.flatnonzero(taught.themes == theme)
    spoken = [places for term in guide.terms[theme] if len(places := saying(term, texts))]
    nodes = [len(texts) + own, taught.places[known], *spoken]
    weights = [np.ones(len(own)), taught.weights[known], *(np.full(len(places), 1 / len(places)) for places in spoken)]
    examples = [guide.is_example[own], np.ones(len(known), bool), *(np.zeros(len(places), bool) for places in spoken)]
    return _Starts(np.concatenate(nodes), np.concatenate(weights), np.concatenate(examples))


def _reach(walks: Walks, starts: list[_Starts]) -> Reach:
    """How far each of the starts reaches, shape (nodes, starts); nothing for one without nodes."""
    reach = np.zeros((len(walks.degree), len(starts)))
    for number, column in walks.from_each(_matrix(starts, len(walks.degree))):
        reach[:, number] = column
    return reach


def _matrix(starts: list[_Starts], nodes: int) -> sparse.csc_matrix:
    columns = np.repeat(np.arange(len(starts)), [len(start.nodes) for start in starts])
    weights = [start.weights / max(start.weights.sum(), _LEAST) for start in starts]
    places = (np.concatenate([start.nodes for start in starts]), columns)
    return sparse.csc_matrix((np.concatenate(weights), places), shape=(nodes, len(starts)))


def _thresholds(walks: Walks, starts: list[_Starts], reach: Reach, count: int) -> npt.NDArray[np.float64]:
    """How far each theme has to reach a sentence that belongs to it, shape (themes,); infinite without starts.

    Few examples tell little, so a theme's threshold is the geometric mean of its own and that of all themes; but never
    less than what is reached from anywhere.
    """
    levels = np.full(len(starts), np.nan)
    for theme, start in enumerate(starts):
        if len(start.nodes):
            levels[theme] = _level(walks, start, reach[:count, theme])
    together = np.nanmean(levels) if np.isfinite(levels).any() else np.nan
    thresholds: npt.NDArray[np.float64] = np.exp((levels + together) / 2)
    return np.maximum(np.where(np.isfinite(thresholds), thresholds, np.inf), walks.anywhere)


def _level(walks: Walks, start: _Starts, reach: Reach) -> float:
    """The logarithm of the theme's own threshold."""
    share, examples = _SHARE, np.flatnonzero(start.is_example)
    if len(examples) < _MIN_EXAMPLES:
        nearest = np.argsort(-reach, kind="stable")[:_HELD_OUT]
        start = _Starts(nearest, np.ones(len(nearest)), np.ones(len(nearest), bool))
        share, examples = _SHARE_NEAREST, np.arange(len(nearest))
    # Spread over all of them, so that the result does not depend on which were written first.
    held = examples[np.unique(np.linspace(0, len(examples) - 1, _HELD_OUT).round().astype(np.int64))]
    columns = _matrix([start.without(place) for place in held.tolist()], len(walks.degree))
    found = [column[start.nodes[held[number]]] for number, column in walks.from_each(columns)]
    return float(np.log(np.maximum(found, _LEAST)).mean() + np.log(share))


def _decide(reach: Reach, thresholds: npt.NDArray[np.float64]) -> Labels:
    """The theme that reaches each sentence best, of those that reach it far enough."""
    ratios = reach / thresholds
    best = ratios.argmax(axis=1)
    return np.where(ratios[np.arange(len(ratios)), best] >= 1, best, NOWHERE).astype(np.int64)
