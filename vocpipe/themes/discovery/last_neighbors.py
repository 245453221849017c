"""The neighbors that a discovery has found are those that the map is drawn by, so they are searched once.

The search costs much of a first refresh. A hash shows whether what is remembered is of the same sentences.
"""

import hashlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from vocpipe.themes.discovery.neighbors import Neighbors, find_neighbors
from vocpipe.themes.space import Space
from vocpipe.themes.words import Words

_last: list[tuple[str, Neighbors]] = []  # at most one


def find_and_remember(space: Space, words: Words, *, sample_share: float) -> Neighbors:
    """What `find_neighbors` gives; it is remembered until `take_neighbors`."""
    neighbors = find_neighbors(space, words, sample_share=sample_share)
    _last[:] = [(_mark(space, words), neighbors)]
    return neighbors


def take_neighbors(space: Space, words: Words) -> Neighbors:
    """Neighbors for the graph of all these sentences: the remembered ones if they are of them. None stay remembered."""
    remembered = _last.pop() if _last else None
    if remembered and remembered[0] == _mark(space, words):
        return remembered[1]
    return find_neighbors(space, words)


def forget_neighbors() -> None:
    """Nothing is remembered any more: the map needs no neighbors of all."""
    _last.clear()


def _mark(space: Space, words: Words) -> str:
    """What changes with anything that the neighbors depend on."""
    mark = hashlib.blake2b(digest_size=16)
    for matrix in _matrices(space):
        mark.update(str(matrix.shape).encode())
        mark.update(np.ascontiguousarray(matrix).data)
    mark.update(
        repr((words.compared, words.tokens, words.sentiment, space.languages.tolist(), sorted(space.own))).encode()
    )
    return mark.hexdigest()


def _matrices(space: Space) -> Iterable[npt.NDArray[np.float32]]:
    return [space.shared, *(space.own[language] for language in sorted(space.own))]
