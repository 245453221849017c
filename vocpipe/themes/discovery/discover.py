"""Discovery: groups of sentences at two levels of detail, with no number of groups given.

`discover` uses one of two engines. The graph engine (default) finds communities in the neighbor graph, at a level of
detail that it chooses from the data (see `consensus`). HDBSCAN (Campello, Moulavi, Sander 2013) finds dense groups and
leaves the other sentences without a theme.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.settings import ThemesSettings
from vocpipe.step import Progress, ignore
from vocpipe.themes.discovery.consensus import SAMPLE_SHARE, communities, stable_communities
from vocpipe.themes.discovery.density import dense_groups
from vocpipe.themes.discovery.last_neighbors import find_and_remember
from vocpipe.themes.discovery.neighbors import Neighbors, find_neighbors
from vocpipe.themes.discovery.wordings import representatives
from vocpipe.themes.space import NOWHERE, Indices, Labels, Space
from vocpipe.themes.words import Words

# A theme needs at least the square root of the number of sentences over this; smaller groups are details, or emerge.
_ROOT_DIVISOR = 4
SUB_RESOLUTION = 1.0
# A theme has sub-themes only if samples of it are divided nearly as the whole is, and a sub-theme only if its sentences
# have this share of their edges inside the theme among themselves: else they would be paraphrases of one claim.
_MIN_STABLE, _SUB_SAMPLES = 0.5, 4
_MIN_INSIDE_THEME = 0.6
# Texts are grouped by wording if there are this many times as many texts as wordings, and enough wordings for a theme
# to hold more than one of them.
_MIN_REPETITION, _MIN_WORDINGS = 1.5, 500
# A small group becomes unthemed as a whole if more than this share of its edges' weight stays inside it.
_SET_APART = 0.9
# A sentence belongs to a theme with at least this share of its edges' weight. On most labeled sets nearly all sentences
# below it were misplaced, on Japanese news about half; at most 4 in 100 were below it, and on the demo 5.
MIN_SCORE = 0.25
# A group whose sentences have less than this share of their edges' weight inside is no community, not even in the weak
# sense (Radicchi et al. 2004). Of 9 labeled sets and the demo only the demo has such groups, and nearly all are mixed.
_MIN_INSIDE = 0.5
# Its sentences join another group that has at least this share of their edges' weight.
_MIN_JOINED = 1 / 3


@dataclass(frozen=True, slots=True)
class Discovery:
    """A theme and a sub-theme for each sentence, -1 for none; sub-themes lie inside themes.

    themes, subthemes: shape (sentences,), numbered from the largest theme. scores: shape (sentences,), how far the
    sentence's neighbors agree with its theme, 0 to 1. resolution: the level of detail; None if there is none.
    """

    themes: Labels
    subthemes: Labels
    scores: npt.NDArray[np.float64]
    resolution: float | None

    def of(self, places: Indices) -> "Discovery":
        """The discovery for the sentences at these places, in the order of `places`."""
        return Discovery(self.themes[places], self.subthemes[places], self.scores[places], self.resolution)


def min_theme_size(sentences: int, settings: ThemesSettings) -> int:
    """The minimum number of sentences in a theme, given the number of all sentences."""
    return max(settings.min_size, round(math.sqrt(sentences) / _ROOT_DIVISOR))


def discover(space: Space, words: Words, settings: ThemesSettings, *, progress: Progress = ignore) -> Discovery:
    """The themes of the sentences in `space`; they depend on the sentences and settings alone, not on the machine."""
    if len(space) < 2 * settings.min_size:
        nowhere = np.full(len(space), NOWHERE, np.int64)
        return Discovery(nowhere, nowhere.copy(), np.zeros(len(space)), None)
    chosen, wording = np.unique(representatives(words.compared, space.languages), return_inverse=True)
    if len(chosen) >= _MIN_WORDINGS and len(space) >= _MIN_REPETITION * len(chosen):
        return _divide_neighbors(space.part(chosen), words.of(chosen), settings, progress).of(wording)
    return _divide_neighbors(space, words, settings, progress)


def _divide_neighbors(space: Space, words: Words, settings: ThemesSettings, progress: Progress) -> Discovery:
    return divide(space, find_and_remember(space, words, sample_share=SAMPLE_SHARE), settings, progress=progress)


def subthemes_of(themes: Labels, space: Space, words: Words, settings: ThemesSettings) -> Labels:
    """Groups inside themes that are there already, shape (sentences,); -1 for none."""
    if len(space) < 4 * settings.min_size:
        return np.full(len(space), NOWHERE, np.int64)
    return _subthemes(themes, find_neighbors(space, words).graph(), settings)


def divide(space: Space, neighbors: Neighbors, settings: ThemesSettings, *, progress: Progress = ignore) -> Discovery:
    """The themes of the sentences in `space`, whose neighbors are known; the second and longer half of `discover`."""
    graph, min_size = neighbors.graph(), min_theme_size(len(space), settings)
    resolution = None
    if settings.engine == "hdbscan":
        labels, _ = dense_groups(space.shared, min_size, min_samples=min(5, settings.min_size), seed=settings.seed)
    else:
        labels, resolution = stable_communities(
            neighbors, graph, settings.seed, resolution=settings.resolution, progress=progress
        )
    themes = _drop_small(_set_apart(labels, graph, min_size), graph, min_size)
    if settings.engine != "hdbscan":  # which has left out by itself what belongs nowhere
        themes = _let_go(take_apart(themes, graph), graph, min_size)
    return Discovery(themes, _subthemes(themes, graph, settings), agreement(themes, graph), resolution)


def _set_apart(labels: Labels, graph: sparse.csr_matrix, min_size: int) -> Labels:
    """The labels without the groups that are too small for a theme and hardly linked to others: they may emerge."""
    sizes = np.bincount(labels[labels >= 0], minlength=int(labels.max(initial=0)) + 1)
    inside = agreement(labels, graph)
    mean_inside = np.bincount(labels[labels >= 0], inside[labels >= 0], len(sizes)) / np.maximum(sizes, 1)
    apart = (sizes < min_size) & (mean_inside > _SET_APART)
    return np.where((labels >= 0) & apart[np.maximum(labels, 0)], NOWHERE, labels)


def _drop_small(labels: Labels, graph: sparse.csr_matrix, min_size: int) -> Labels:
    """The labels after the sentences of too small groups have moved to their neighbors' groups, or to none."""
    small = _in_small(labels, min_size)
    large = np.where(small, NOWHERE, labels)
    large[small] = _vote(graph[small], large)
    return _by_size(large)


def take_apart(labels: Labels, graph: sparse.csr_matrix, *, min_inside: float = _MIN_INSIDE) -> Labels:
    """The labels without groups that do not hold together: one after the other, the loosest first."""
    labels = labels.copy()
    while labels.max(initial=NOWHERE) > 0:
        themed = labels >= 0
        inside = np.bincount(labels[themed], agreement(labels, graph)[themed]) / np.bincount(labels[themed])
        loosest = int(inside.argmin())
        if inside[loosest] >= min_inside:
            break
        members = np.flatnonzero(labels == loosest)
        labels[members] = NOWHERE
        labels[members] = _vote(graph[members], labels, min_share=_MIN_JOINED)
        labels = _by_size(labels)
    return labels


def _let_go(labels: Labels, graph: sparse.csr_matrix, min_size: int) -> Labels:
    """The labels without sentences that hardly belong to their group, and without groups that this leaves too small."""
    firm = np.where(agreement(labels, graph) < MIN_SCORE, NOWHERE, labels)
    return _by_size(np.where(_in_small(firm, min_size), NOWHERE, firm))


def _in_small(labels: Labels, min_size: int) -> npt.NDArray[np.bool_]:
    """Which sentences are in a group under the minimum size, shape (sentences,)."""
    sizes = np.bincount(labels[labels >= 0], minlength=int(labels.max(initial=0)) + 1)
    small: npt.NDArray[np.bool_] = (labels >= 0) & (sizes[np.maximum(labels, 0)] < min_size)
    return small


def _vote(edges: sparse.csr_matrix, labels: Labels, *, min_share: float = 0.0) -> Labels:
    """The group that most of each row's edge weight leads to; nowhere if that is less than `min_share` of it, or 0."""
    members = _membership(labels)
    if members.shape[1] == 0 or edges.shape[0] == 0:
        return np.full(edges.shape[0], NOWHERE, np.int64)
    weight = (edges @ members).toarray()
    enough = np.maximum(min_share * np.asarray(edges.sum(axis=1)).ravel(), np.finfo(float).tiny)
    return np.where(weight.max(axis=1) >= enough, weight.argmax(axis=1), NOWHERE).astype(np.int64)


def _membership(labels: Labels) -> sparse.csr_matrix:
    """A matrix, shape (sentences, groups): 1 if the sentence is in the group."""
    inside = np.flatnonzero(labels >= 0)
    groups = int(labels.max(initial=NOWHERE)) + 1
    return sparse.csr_matrix((np.ones(len(inside)), (inside, labels[inside])), shape=(len(labels), groups))


def _by_size(labels: Labels) -> Labels:
    """The groups numbered from the largest; groups of one size in the order of their first sentences."""
    groups, first, counts = np.unique(labels[labels >= 0], return_index=True, return_counts=True)
    order = groups[np.lexsort((first, -counts))]
    number = np.full(int(labels.max(initial=NOWHERE)) + 2, NOWHERE, np.int64)
    number[order] = np.arange(len(order))
    return number[labels]


def agreement(labels: Labels, graph: sparse.csr_matrix) -> npt.NDArray[np.float64]:
    """Share of each sentence's edge weight that stays inside its group."""
    weights = graph.tocoo()
    inside = (labels[weights.row] == labels[weights.col]) & (labels[weights.row] >= 0)
    total = np.bincount(weights.row, weights.data, len(labels))
    within = np.bincount(weights.row[inside], weights.data[inside], len(labels))
    share: npt.NDArray[np.float64] = np.divide(within, total, out=np.zeros(len(labels)), where=total > 0)
    return share


def _subthemes(themes: Labels, graph: sparse.csr_matrix, settings: ThemesSettings) -> Labels:
    """Groups inside each theme that divide it: at least two of them hold together, and samples give nearly the same."""
    subthemes = np.full(len(themes), NOWHERE, np.int64)
    following = 0
    for theme in range(int(themes.max(initial=NOWHERE)) + 1):
        members: Indices = np.flatnonzero(themes == theme)
        if len(members) < 4 * settings.min_size:
            continue
        part = graph[members][:, members].tocsr()
        groups = communities(part, SUB_RESOLUTION, settings.seed)
        if _agreement_of_samples(part, groups, settings.seed) < _MIN_STABLE:
            continue
        labels = take_apart(_drop_small(groups, part, settings.min_size), part, min_inside=_MIN_INSIDE_THEME)
        labels = _drop_small(labels, part, settings.min_size)
        if labels.max(initial=NOWHERE) < 1:
            continue
        subthemes[members] = np.where(labels >= 0, labels + following, NOWHERE)
        following += int(labels.max()) + 1
    return subthemes


def _agreement_of_samples(graph: sparse.csr_matrix, groups: Labels, seed: int) -> float:
    """How far the groups of samples agree with those of the whole graph: the mean adjusted Rand index."""
    from sklearn.metrics import adjusted_rand_score

    random, size = np.random.default_rng(seed), graph.shape[0]
    scores = []
    for _ in range(_SUB_SAMPLES):
        chosen = np.sort(random.choice(size, int(size * SAMPLE_SHARE), replace=False))
        found = communities(graph[chosen][:, chosen].tocsr(), SUB_RESOLUTION, seed)
        scores.append(adjusted_rand_score(groups[chosen], found))
    return float(np.mean(scores))
