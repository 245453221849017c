"""A sample of very many texts in which every group is represented, so that themes are found in bounded memory."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# Each group has this many texts in the sample, or all of its own, unless there are very many groups.
_MIN_OF_GROUP = 200


def stratified(groups: Sequence[str], count: int) -> npt.NDArray[np.bool_]:
    """Which texts are in a sample of at most `count`, shape (texts,); all of them if there are no more.

    groups: of each text. Small groups come in whole, the others in proportion to their sizes. Of each group it is the
    first texts: in the order of their hashes these are random ones, and mostly the same in the next sample.
    """
    if len(groups) <= count:
        return np.ones(len(groups), dtype=bool)
    _, group, sizes = np.unique(np.array(groups), return_inverse=True, return_counts=True)
    least = np.minimum(sizes, min(_MIN_OF_GROUP, count // (2 * len(sizes))))
    share = (count - least.sum()) / (len(groups) - least.sum())
    exact = least + (sizes - least) * share
    wanted = np.floor(exact).astype(np.int64)
    wanted[np.argsort(wanted - exact, kind="stable")[: count - wanted.sum()]] += 1
    order = np.argsort(group, kind="stable")
    place = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    chosen = np.zeros(len(groups), dtype=bool)
    chosen[order[place < wanted[group[order]]]] = True
    return chosen
