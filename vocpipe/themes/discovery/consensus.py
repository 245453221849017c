"""Groups that hold over samples and levels of detail, and the level of detail that the data support.

Communities (Leiden: Traag, Waltman, van Eck 2019) are found at several resolutions, in the whole graph and in samples.
Resolutions at which samples give nearly what the whole gives are stable (as in Ben-Hur, Elisseeff, Guyon 2002) and
count most. How often two neighbors are together over all runs is the evidence that they belong together (Fred and Jain
2005), and the groups are the communities of the graph that is weighted by it: a single run depends on chance far more.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.step import Progress, ignore
from vocpipe.themes.discovery.neighbors import Neighbors
from vocpipe.themes.space import NOWHERE, Indices, Labels

RESOLUTIONS = (0.71, 1.0, 1.41, 2.0, 2.83, 4.0, 5.66)
# A level counts less by the factor e for each such step that its agreement is below the best level's. A hard bound
# would make the level jump if two are nearly as good.
SOFTNESS = 0.03
SAMPLES = 4
# From this many sentences on, one sample is as informative as several smaller ones.
ONE_SAMPLE_FROM = 30_000
SAMPLE_SHARE = 0.8
_ITERATIONS, _FINAL_ITERATIONS = 5, 10


@dataclass(frozen=True, slots=True)
class _Level:
    """The communities at one resolution, compared between the whole graph and its samples.

    agreement: of the samples with the whole graph (adjusted Rand index, mean over samples). together: in how many runs
    the ends of each edge were in one community, shape (edges,).
    """

    agreement: float
    together: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Edges:
    """Each edge of the whole graph once; shape (edges,)."""

    first: npt.NDArray[np.int32]
    second: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float64]

    @classmethod
    def of(cls, graph: sparse.csr_matrix) -> "_Edges":
        upper = sparse.triu(graph, 1).tocoo()
        return cls(upper.row, upper.col, upper.data)

    def weighted(self, evidence: npt.NDArray[np.float64], size: int) -> sparse.csr_matrix:
        """The graph whose weights are multiplied by the evidence, shape (edges,), and balanced.

        An edge counts by its share of the edges of both of its ends (as in the normalized cut: Shi, Malik 2000), so
        that hubs, which are near to sentences of many subjects, do not hold groups together.
        """
        some = evidence > 0
        half = sparse.csr_matrix(
            ((self.weights * evidence)[some], (self.first[some], self.second[some])), shape=(size, size)
        )
        graph = (half + half.T).tocsr()
        strength = np.asarray(graph.sum(axis=1)).ravel()
        scale = sparse.diags(np.divide(1, np.sqrt(strength), out=np.zeros(size), where=strength > 0))
        graph = (scale @ graph @ scale).tocsr()
        graph.sort_indices()
        return graph


@dataclass(frozen=True, slots=True)
class _Sample:
    """Some of the sentences, the place of each sentence among them (-1 for none), and which edges lie inside."""

    chosen: Indices
    place: Indices
    inside: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, chosen: Indices, edges: _Edges, size: int) -> "_Sample":
        place = np.full(size, -1, np.int64)
        place[chosen] = np.arange(len(chosen))
        return cls(chosen, place, (place[edges.first] >= 0) & (place[edges.second] >= 0))

    def together(self, labels: Labels, edges: _Edges) -> npt.NDArray[np.bool_]:
        """Which edges have both ends in one community of the sample; labels: of its sentences."""
        both: npt.NDArray[np.bool_] = self.inside & (
            labels[self.place[edges.first]] == labels[self.place[edges.second]]
        )
        return both


def communities(graph: sparse.csr_matrix, resolution: float, seed: int, iterations: int = _ITERATIONS) -> Labels:
    """The community of each node, shape (nodes,); -1 for a node without an edge."""
    import graspologic_native

    labels = np.full(graph.shape[0], NOWHERE, np.int64)
    if graph.nnz == 0:
        return labels
    _, by_node = graspologic_native.leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        graph.shape[0],
        resolution=resolution,
        iterations=iterations,
        seed=seed,
    )
    nodes = np.fromiter(by_node.keys(), np.int64, len(by_node))
    labels[nodes] = np.fromiter(by_node.values(), np.int64, len(by_node))
    return labels


def stable_communities(
    neighbors: Neighbors,
    graph: sparse.csr_matrix,
    seed: int,
    *,
    resolution: float | None = None,
    progress: Progress = ignore,
) -> tuple[Labels, float]:
    """The groups that the evidence supports, shape (sentences,), and their resolution, chosen from the data.

    graph: that of all `neighbors`. resolution: replaces the one chosen from the data. The result depends on the
    neighbors and the seed alone, not on the number of threads.
    """
    size = neighbors.size
    edges = _Edges.of(graph)
    drawn = _draw(size, seed)
    samples = [_Sample.of(chosen, edges, size) for chosen in drawn]
    resolutions = (resolution,) if resolution else RESOLUTIONS
    levels = _levels([graph, *map(neighbors.graph, drawn)], samples, edges, resolutions, seed, progress)
    weights = _stability([level.agreement for level in levels])
    together = np.average([level.together for level in levels], axis=0, weights=weights)
    runs = 1 + np.sum([sample.inside for sample in samples], axis=0)
    level = resolution or float(np.exp(np.average(np.log(resolutions), weights=weights)))
    return communities(edges.weighted(together / runs, size), level, seed, _FINAL_ITERATIONS), level


def _draw(size: int, seed: int) -> list[Indices]:
    """The sentences of each sample."""
    random = np.random.default_rng(seed)
    count = SAMPLES if size < ONE_SAMPLE_FROM else 1
    return [np.sort(random.choice(size, int(size * SAMPLE_SHARE), replace=False)) for _ in range(count)]


def _levels(
    graphs: list[sparse.csr_matrix],
    samples: list[_Sample],
    edges: _Edges,
    resolutions: tuple[float, ...],
    seed: int,
    progress: Progress,
) -> list[_Level]:
    """The level of each resolution; graphs: the whole one, then those of the samples."""
    levels = []
    # Leiden runs on one core and lets other threads work meanwhile.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = pool.map(lambda task: communities(task[1], task[0], seed), product(resolutions, graphs))
        for done, _ in enumerate(resolutions, start=1):
            levels.append(_level(list(islice(runs, len(graphs))), samples, edges))
            progress(done, len(resolutions))
    return levels


def _level(runs: list[Labels], samples: list[_Sample], edges: _Edges) -> _Level:
    from sklearn.metrics import adjusted_rand_score

    whole, *parts = runs
    scores = [adjusted_rand_score(whole[sample.chosen], part) for sample, part in zip(samples, parts, strict=True)]
    together = (whole[edges.first] == whole[edges.second]).astype(np.int64)
    for sample, part in zip(samples, parts, strict=True):
        together += sample.together(part, edges)
    return _Level(float(np.mean(scores)), together)


def _stability(agreement: list[float]) -> npt.NDArray[np.float64]:
    """The weight of each level, shape (levels,), from its agreement smoothed over neighboring levels."""
    padded = np.pad(np.array(agreement), 1, mode="edge")
    smooth = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    weights: npt.NDArray[np.float64] = np.exp((smooth - smooth.max()) / SOFTNESS)
    return weights
