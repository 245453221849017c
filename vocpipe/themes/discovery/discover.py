"""Discovery: groups of sentences at two levels of detail, with no number of groups given.

Two engines stand behind `discover`. The graph engine (default) finds communities in the neighbor graph, at a level of
detail that it reads from the data (see `consensus`). HDBSCAN (Campello, Moulavi, Sander 2013) leaves out what belongs
nowhere.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.settings import ThemesSettings
from vocpipe.themes.discovery.consensus import NOWHERE, SAMPLE_SHARE, Labels, Progress, communities, stable_communities
from vocpipe.themes.discovery.density import dense_groups
from vocpipe.themes.discovery.graph import Indices, Neighbors, Space, find_neighbors
from vocpipe.themes.discovery.lexical import Words
from vocpipe.themes.discovery.wordings import representatives

# A group needs at least the root of all sentences over this: below it lies detail, or what emerges.
_ROOT_SHARE = 4
SUB_RESOLUTION = 1.0
# Texts are looked at by wording where there are this many times as many texts as wordings, and so many wordings that
# themes are more than one wording each.
_SAID_AGAIN, _WORDINGS = 1.5, 500
# A small group is something of its own where more than this share of its edges' weight stays inside it.
_OWN = 0.9
# A sentence belongs to a theme with at least this share of its edges' weight. On most labelled sets nearly all below it
# were wrong, on news sentences in Japanese about half; they were 4 in 100 at most, and on the demo, wrong mostly, 5.
LEAST_SCORE = 0.25


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found: a theme and a sub-theme for each sentence, -1 for nowhere; sub-themes lie inside themes.

    themes, subthemes: shape (sentences,). scores: shape (sentences,), how far neighbors agree with the theme, 0 to 1.
    """

    themes: Labels
    subthemes: Labels
    scores: npt.NDArray[np.float64]
    resolution: float | None

    def of(self, places: Indices) -> "Discovery":
        """What was found for the sentences at these places, in their order."""
        return Discovery(self.themes[places], self.subthemes[places], self.scores[places], self.resolution)


def least_size(sentences: int, settings: ThemesSettings) -> int:
    """How many sentences a theme needs among so many."""
    return max(settings.min_size, round(math.sqrt(sentences) / _ROOT_SHARE))


def discover(space: Space, words: Words, settings: ThemesSettings, *, progress: Progress | None = None) -> Discovery:
    """The groups in `space`; the same for the same sentences and settings, whatever else the machine does."""
    if len(space) < 2 * settings.min_size:
        nowhere = np.full(len(space), NOWHERE, np.int64)
        return Discovery(nowhere, nowhere.copy(), np.zeros(len(space)), None)
    chosen, wording = np.unique(representatives(words.compared, space.languages), return_inverse=True)
    by_wording = len(chosen) >= _WORDINGS and len(space) >= _SAID_AGAIN * len(chosen)
    nodes, said = (space.part(chosen), words.of(chosen)) if by_wording else (space, words)
    found = divide(nodes, find_neighbors(nodes, said, sample_share=SAMPLE_SHARE), settings, progress=progress)
    return found.of(wording) if by_wording else found


def divide(
    space: Space, neighbors: Neighbors, settings: ThemesSettings, *, progress: Progress | None = None
) -> Discovery:
    """The groups in `space`, whose neighbors are known; the second and longer half of `discover`."""
    graph, least = neighbors.graph(), least_size(len(space), settings)
    resolution = None
    if settings.engine == "hdbscan":
        labels, _ = dense_groups(space.shared, least, min_samples=min(5, settings.min_size), seed=settings.seed)
    else:
        labels, resolution = stable_communities(
            neighbors, graph, settings.seed, resolution=settings.resolution, progress=progress
        )
    themes = _drop_small(_set_apart(labels, graph, least), graph, least)
    if settings.engine != "hdbscan":  # which has left out by itself what belongs nowhere
        themes = _let_go(themes, graph, least)
    return Discovery(themes, _subthemes(themes, graph, settings), _agreement(themes, graph), resolution)


def _set_apart(labels: Labels, graph: sparse.csr_matrix, least: int) -> Labels:
    """Groups too small for a theme that hang together more than with others belong nowhere: they may be emerging."""
    sizes = np.bincount(labels[labels >= 0], minlength=int(labels.max(initial=0)) + 1)
    inside = _agreement(labels, graph)
    held = np.bincount(labels[labels >= 0], inside[labels >= 0], len(sizes)) / np.maximum(sizes, 1)
    apart = (sizes < least) & (held > _OWN)
    return np.where((labels >= 0) & apart[np.maximum(labels, 0)], NOWHERE, labels)


def _drop_small(labels: Labels, graph: sparse.csr_matrix, min_size: int) -> Labels:
    """Groups under the least size give their sentences to the neighbors' groups, or to nowhere; largest group first."""
    small = _in_small(labels, min_size)
    kept = np.where(small, NOWHERE, labels)
    moved = _vote(graph[small], kept)
    kept[small] = moved
    return _by_size(kept)


def _let_go(labels: Labels, graph: sparse.csr_matrix, least: int) -> Labels:
    """Sentences that hardly belong to their group belong nowhere, and with them groups that are too small then."""
    kept = np.where(_agreement(labels, graph) < LEAST_SCORE, NOWHERE, labels)
    return _by_size(np.where(_in_small(kept, least), NOWHERE, kept))


def _in_small(labels: Labels, min_size: int) -> npt.NDArray[np.bool_]:
    """Which sentences are in a group under the least size."""
    sizes = np.bincount(labels[labels >= 0], minlength=int(labels.max(initial=0)) + 1)
    small: npt.NDArray[np.bool_] = (labels >= 0) & (sizes[np.maximum(labels, 0)] < min_size)
    return small


def _vote(edges: sparse.csr_matrix, labels: Labels) -> Labels:
    """The group that most of each row's edge weight leads to; nowhere without an edge to any group."""
    members = _membership(labels)
    if members.shape[1] == 0 or edges.shape[0] == 0:
        return np.full(edges.shape[0], NOWHERE, np.int64)
    weight = (edges @ members).toarray()
    return np.where(weight.max(axis=1) > 0, weight.argmax(axis=1), NOWHERE).astype(np.int64)


def _membership(labels: Labels) -> sparse.csr_matrix:
    """Sentences × groups, one where the sentence is in the group."""
    inside = np.flatnonzero(labels >= 0)
    groups = int(labels.max(initial=NOWHERE)) + 1
    return sparse.csr_matrix((np.ones(len(inside)), (inside, labels[inside])), shape=(len(labels), groups))


def _by_size(labels: Labels) -> Labels:
    """The same groups numbered from the largest; equal sizes by their first sentence."""
    groups, first, counts = np.unique(labels[labels >= 0], return_index=True, return_counts=True)
    order = groups[np.lexsort((first, -counts))]
    number = np.full(int(labels.max(initial=NOWHERE)) + 2, NOWHERE, np.int64)
    number[order] = np.arange(len(order))
    return number[labels]


def _agreement(labels: Labels, graph: sparse.csr_matrix) -> npt.NDArray[np.float64]:
    """Share of each sentence's edge weight that stays inside its group."""
    weights = graph.tocoo()
    inside = (labels[weights.row] == labels[weights.col]) & (labels[weights.row] >= 0)
    total = np.bincount(weights.row, weights.data, len(labels))
    within = np.bincount(weights.row[inside], weights.data[inside], len(labels))
    share: npt.NDArray[np.float64] = np.divide(within, total, out=np.zeros(len(labels)), where=total > 0)
    return share


def _subthemes(themes: Labels, graph: sparse.csr_matrix, settings: ThemesSettings) -> Labels:
    """Groups inside each theme that has room for at least two."""
    subthemes = np.full(len(themes), NOWHERE, np.int64)
    following = 0
    for theme in range(int(themes.max(initial=NOWHERE)) + 1):
        members: Indices = np.flatnonzero(themes == theme)
        if len(members) < 4 * settings.min_size:
            continue
        part = graph[members][:, members].tocsr()
        labels = _drop_small(communities(part, SUB_RESOLUTION, settings.seed), part, settings.min_size)
        if labels.max(initial=NOWHERE) < 1:
            continue
        subthemes[members] = np.where(labels >= 0, labels + following, NOWHERE)
        following += int(labels.max()) + 1
    return subthemes
