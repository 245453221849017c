"""The level of detail, read from the data, and the groups that hold over samples and levels.

Communities (Leiden: Traag, Waltman, van Eck 2019) are found at several resolutions, in the whole graph and in samples.
Resolutions at which samples give nearly what the whole gives are stable (as in Ben-Hur, Elisseeff, Guyon 2002) and
count most. How often two neighbors are together over all runs is the evidence that they belong together (Fred and Jain
2005), and the groups are the communities of the graph that is weighted by it: one run alone hangs on chance far more.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import numpy.typing as npt
from scipy import sparse

from vocpipe.themes.discovery.graph import Indices, Neighbors

NOWHERE = -1
RESOLUTIONS = (0.71, 1.0, 1.41, 2.0, 2.83, 4.0, 5.66)
# A level counts less by the factor e for each such step that its agreement is below the best level's. A bound would
# make the level jump where two are nearly as good.
SOFTNESS = 0.03
SAMPLES = 4
# From so many sentences on, one sample tells as much as several of fewer.
ONE_SAMPLE_FROM = 30_000
SAMPLE_SHARE = 0.8
_ITERATIONS, _ITERATIONS_AT_LAST = 5, 10

Labels = npt.NDArray[np.int64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Level:
    """What one resolution gives: agreement of the samples with the whole (adjusted Rand index, mean over samples), and
    for each edge in how many runs it was looked at and its ends were together; shape (edges,).
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
        """The graph again, with the weights times the evidence."""
        kept = evidence > 0
        half = sparse.csr_matrix(
            ((self.weights * evidence)[kept], (self.first[kept], self.second[kept])), shape=(size, size)
        )
        graph = (half + half.T).tocsr()
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

    def together(self, found: Labels, edges: _Edges) -> npt.NDArray[np.bool_]:
        """Which edges have both ends in the sample, and there in one of the groups `found`."""
        both: npt.NDArray[np.bool_] = self.inside & (found[self.place[edges.first]] == found[self.place[edges.second]])
        return both


def communities(graph: sparse.csr_matrix, resolution: float, seed: int, iterations: int = _ITERATIONS) -> Labels:
    """The community of each node, shape (nodes,); -1 for one without an edge."""
    import graspologic_native

    labels = np.full(graph.shape[0], NOWHERE, np.int64)
    if graph.nnz == 0:
        return labels
    _, found = graspologic_native.leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        graph.shape[0],
        resolution=resolution,
        iterations=iterations,
        seed=seed,
    )
    labels[np.fromiter(found.keys(), np.int64, len(found))] = np.fromiter(found.values(), np.int64, len(found))
    return labels


def stable_communities(
    neighbors: Neighbors,
    graph: sparse.csr_matrix,
    seed: int,
    *,
    resolution: float | None = None,
    progress: Progress | None = None,
) -> tuple[Labels, float]:
    """The groups that the evidence holds together, shape (sentences,), and their resolution, read from the data.

    `graph` is that of all `neighbors`. `resolution` names the level instead. The same for the same neighbors and seed,
    on any number of threads.
    """
    size = neighbors.size
    random = np.random.default_rng(seed)
    count = SAMPLES if size < ONE_SAMPLE_FROM else 1
    part = int(size * SAMPLE_SHARE)
    drawn = [np.sort(random.choice(size, part, replace=False)) for _ in range(count)]
    edges = _Edges.of(graph)
    samples = [_Sample.of(chosen, edges, size) for chosen in drawn]
    resolutions = (resolution,) if resolution else RESOLUTIONS
    levels = _levels([graph, *map(neighbors.graph, drawn)], samples, edges, resolutions, seed, progress)
    counts = _stability([level.agreement for level in levels])
    together = np.average([level.together for level in levels], axis=0, weights=counts)
    looked_at = 1 + np.sum([sample.inside for sample in samples], axis=0)
    chosen = resolution or float(np.exp(np.average(np.log(resolutions), weights=counts)))
    final = edges.weighted(together / looked_at, size)
    return communities(final, chosen, seed, _ITERATIONS_AT_LAST), chosen


def _levels(
    graphs: list[sparse.csr_matrix],
    samples: list[_Sample],
    edges: _Edges,
    resolutions: tuple[float, ...],
    seed: int,
    progress: Progress | None,
) -> list[_Level]:
    levels = []
    # Leiden runs on one core and lets others go on meanwhile.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda task: communities(task[1], task[0], seed), product(resolutions, graphs))
        for step, _ in enumerate(resolutions):
            levels.append(_level(list(islice(found, len(graphs))), samples, edges))
            if progress:
                progress(step + 1, len(resolutions))
    return levels


def _level(found: list[Labels], samples: list[_Sample], edges: _Edges) -> _Level:
    from sklearn.metrics import adjusted_rand_score

    whole, *parts = found
    scores = [adjusted_rand_score(whole[sample.chosen], part) for sample, part in zip(samples, parts, strict=True)]
    together = (whole[edges.first] == whole[edges.second]).astype(np.int64)
    for sample, part in zip(samples, parts, strict=True):
        together += sample.together(part, edges)
    return _Level(float(np.mean(scores)), together)


def _stability(agreement: list[float]) -> npt.NDArray[np.float64]:
    """How much each level counts, shape (levels,); one's agreement hangs on chance, so its neighbors' count too."""
    padded = np.pad(np.array(agreement), 1, mode="edge")
    smooth = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    weights: npt.NDArray[np.float64] = np.exp((smooth - smooth.max()) / SOFTNESS)
    return weights
