"""Which texts of a guide say something that is said here at all: a theme that nobody speaks of takes nothing."""

import numpy as np
import numpy.typing as npt

from vocpipe.themes.discovery.assign import FLOOR_QUANTILE
from vocpipe.themes.discovery.neighbors import NeighborList, Neighbors


def is_said_here(neighbors: Neighbors, sentences: int) -> npt.NDArray[np.bool_]:
    """Whether each text after the first `sentences` is as near to sentences as nearly all of them are, shape (texts,).

    That is asked inside the text's language and across languages; one of them is enough.
    """
    near = np.zeros(neighbors.size - sentences, dtype=bool)
    for part in neighbors.lists:
        closeness = _closeness(part, sentences)
        is_text = part.rows >= sentences
        if (~is_text).any():
            floor = np.quantile(closeness[~is_text], FLOOR_QUANTILE)
            near[part.rows[is_text] - sentences] |= closeness[is_text] >= max(floor, np.finfo(np.float64).tiny)
    return near


def _closeness(part: NeighborList, sentences: int) -> npt.NDArray[np.float64]:
    """The mean cosine of each row of the list to its nearest sentences, texts of the guide left out; shape (rows,)."""
    inside = part.neighbors < sentences
    counted = inside & (inside.cumsum(axis=1) <= part.count)
    total = counted.sum(axis=1)
    sums = np.where(counted, part.cosines, 0.0).sum(axis=1, dtype=np.float64)
    closeness: npt.NDArray[np.float64] = np.divide(sums, total, out=np.zeros(len(sums)), where=total > 0)
    return closeness
