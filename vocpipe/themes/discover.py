"""Discovery: groups of sentences at two levels of detail, with no number of groups given.

Two engines stand behind `discover`. The graph engine (default) finds communities in the neighbor graph with Leiden
(Traag, Waltman, van Eck 2019) and reads the level of detail from the data: the middle of the resolutions whose groups
come out of samples nearly as well as the best one's do (stability, as in Ben-Hur, Elisseeff, Guyon 2002). HDBSCAN
(Campello, Moulavi, Sander 2013) leaves out what belongs nowhere.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.settings import ThemesSettings
from vocpipe.themes.graph import Indices, Neighbors, Space, find_neighbors
from vocpipe.themes.lexical import Words

NOWHERE = -1
# Around 1, which is modularity's own. Further out samples agree for dull reasons: one group holds nearly everything, or
# groups of next to the same wording.
RESOLUTIONS = (0.5, 0.71, 1.0, 1.41, 2.0, 2.83, 4.0)
# Levels whose agreement is within this of the best level's are as good as it.
TOLERANCE = 0.05
SAMPLES = 3
# From so many sentences on, one sample tells as much as several of fewer.
ONE_SAMPLE_FROM = 30_000
SAMPLE_SHARE = 0.8
SUB_RESOLUTION = 1.0

Labels = npt.NDArray[np.int64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found: a theme and a sub-theme for each sentence, -1 for nowhere; sub-themes lie inside themes.

    themes, subthemes: shape (sentences,). scores: shape (sentences,), how far neighbors agree with the theme, 0 to 1.
    """

    themes: Labels
    subthemes: Labels
    scores: npt.NDArray[np.float64]
    resolution: float | None


def discover(space: Space, words: Words, settings: ThemesSettings, *, progress: Progress | None = None) -> Discovery:
    """The groups in `space`; the same for the same sentences and settings, whatever else the machine does."""
    if len(space) < 2 * settings.min_size:
        nowhere = np.full(len(space), NOWHERE, np.int64)
        return Discovery(nowhere, nowhere.copy(), np.zeros(len(space)), None)
    return divide(space, find_neighbors(space, words, sample_share=SAMPLE_SHARE), settings, progress=progress)


def divide(
    space: Space, neighbors: Neighbors, settings: ThemesSettings, *, progress: Progress | None = None
) -> Discovery:
    """The groups in `space`, whose neighbors are known; the second and longer half of `discover`."""
    graph = neighbors.graph()
    if settings.engine == "hdbscan":
        return _finish(_dense_groups(space, settings), graph, settings, None)
    resolution = settings.resolution or _stable_resolution(neighbors, settings.seed, progress)
    return _finish(_communities(graph, resolution, settings.seed), graph, settings, resolution)


def _finish(labels: Labels, graph: sparse.csr_matrix, settings: ThemesSettings, resolution: float | None) -> Discovery:
    themes = _drop_small(labels, graph, settings.min_size)
    return Discovery(themes, _subthemes(themes, graph, settings), _agreement(themes, graph), resolution)


def _communities(graph: sparse.csr_matrix, resolution: float, seed: int) -> Labels:
    import graspologic_native

    _, found = graspologic_native.leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        graph.shape[0],
        resolution=resolution,
        iterations=3,
        seed=seed,
    )
    labels = np.full(graph.shape[0], NOWHERE, np.int64)
    labels[np.fromiter(found.keys(), np.int64, len(found))] = np.fromiter(found.values(), np.int64, len(found))
    return labels


def _stable_resolution(neighbors: Neighbors, seed: int, progress: Progress | None) -> float:
    """The middle of the resolutions at which samples give nearly the groups that the whole gives.

    Several do as a rule: the coarsest of them hides themes in each other, the finest cuts one idea by its wordings.
    """
    from sklearn.metrics import adjusted_rand_score

    random = np.random.default_rng(seed)
    size = neighbors.size
    count = SAMPLES if size < ONE_SAMPLE_FROM else 1
    samples = [np.sort(random.choice(size, int(size * SAMPLE_SHARE), replace=False)) for _ in range(count)]
    graphs = [neighbors.graph(), *(neighbors.graph(sample) for sample in samples)]
    agreement = []
    # Leiden runs on one core and lets others go on meanwhile.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda task: _communities(task[1], task[0], seed), product(RESOLUTIONS, graphs))
        for step, _ in enumerate(RESOLUTIONS):
            whole, *parts = islice(found, len(graphs))
            scores = [adjusted_rand_score(whole[sample], part) for sample, part in zip(samples, parts, strict=True)]
            agreement.append(float(np.mean(scores)))
            if progress:
                progress(step + 1, len(RESOLUTIONS))
    enough = max(agreement) - TOLERANCE
    stable = [resolution for resolution, score in zip(RESOLUTIONS, agreement, strict=True) if score >= enough]
    return float(np.exp(np.mean(np.log(stable))))


def _dense_groups(space: Space, settings: ThemesSettings) -> Labels:
    """HDBSCAN's groups over the shared vectors, reduced first: density means little in hundreds of dimensions."""
    import hdbscan
    from sklearn.decomposition import PCA

    dimensions = min(30, len(space) - 1, space.shared.shape[1])
    reduced = PCA(dimensions, random_state=settings.seed).fit_transform(space.shared)
    size = max(settings.min_size, round(len(space) ** 0.5 / 4))
    model = hdbscan.HDBSCAN(min_cluster_size=size, min_samples=min(5, settings.min_size), core_dist_n_jobs=1)
    labels: Labels = model.fit_predict(reduced).astype(np.int64)
    return labels


def _drop_small(labels: Labels, graph: sparse.csr_matrix, min_size: int) -> Labels:
    """Groups under the least size give their sentences to the neighbors' groups, or to nowhere; largest group first."""
    sizes = np.bincount(labels[labels >= 0], minlength=labels.max(initial=0) + 1)
    small = (labels >= 0) & (sizes[np.maximum(labels, 0)] < min_size)
    kept = np.where(small, NOWHERE, labels)
    moved = _vote(graph[small], kept)
    kept[small] = moved
    return _by_size(kept)


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
        labels = _drop_small(_communities(part, SUB_RESOLUTION, settings.seed), part, settings.min_size)
        if labels.max(initial=NOWHERE) < 1:
            continue
        subthemes[members] = np.where(labels >= 0, labels + following, NOWHERE)
        following += int(labels.max()) + 1
    return subthemes
