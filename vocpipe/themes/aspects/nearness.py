"""How near clauses are to themes, and which theme each of them is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vocpipe.themes.space import NOWHERE, Labels, Matrix, Space

# A clause is about a theme if it is at least as near to its center as this share of its own sentences are.
_MIN_QUANTILE = 0.25


@dataclass(frozen=True, slots=True)
class Aspects:
    """What the clauses are about.

    themes: the number of the theme of each clause, NOWHERE for none. nearness: to that theme, or to the nearest one,
    -1 to 1. is_main: whether the clause is what its sentence says of its own theme. Each of shape (clauses,).
    """

    themes: Labels
    nearness: npt.NDArray[np.float64]
    is_main: npt.NDArray[np.bool_]


def aspects(clauses: Space, sentences: Sequence[str], own: Labels, examples: Space, themes: Labels) -> Aspects:
    """What each clause is about.

    sentences: the id of each clause's sentence, equal ones next to each other. own: the theme of its sentence, NOWHERE
    for none. examples, themes: sentences of themes, and the theme of each; shape (examples,). The nearest clause of a
    sentence to its own theme is about that theme, however far it is; others only about a theme that they are near to.
    """
    near, least = _nearness(clauses, examples, themes)
    best = near.argmax(axis=1) if near.shape[1] else np.full(len(clauses), NOWHERE, np.int64)
    nearest = near.max(axis=1, initial=-1.0)
    found = np.where(nearest >= least[np.arange(len(clauses)), best], best, NOWHERE) if near.shape[1] else best
    is_main = _main(near, sentences, own)
    found = np.where(is_main, own, found).astype(np.int64)
    told = np.where(is_main, near[np.arange(len(clauses)), own], nearest) if near.shape[1] else nearest
    return Aspects(found, told, is_main)


def _main(near: Matrix, sentences: Sequence[str], own: Labels) -> npt.NDArray[np.bool_]:
    """Whether each clause is the nearest one of its sentence to the sentence's theme, shape (clauses,)."""
    is_main = np.zeros(len(own), dtype=bool)
    starts = [at for at in range(len(own)) if at == 0 or sentences[at] != sentences[at - 1]]
    for start, end in pairwise([*starts, len(own)]):
        if own[start] != NOWHERE:
            is_main[start + int(near[start:end, own[start]].argmax())] = True
    return is_main


def _nearness(clauses: Space, examples: Space, themes: Labels) -> tuple[Matrix, Matrix]:
    """How near each clause is to each theme, and how near it has to be, both of shape (clauses, themes).

    Inside a language the encoder that is best for it compares, with examples of that language; a theme without any is
    compared by the shared encoder.
    """
    count = int(themes.max(initial=NOWHERE)) + 1
    near, least = (np.full((len(clauses), count), fill, np.float32) for fill in (-1.0, 2.0))
    if not count:
        return near, least
    center = examples.shared.mean(axis=0)
    shared = _centers(examples.shared - center, themes, count)
    for language in np.unique(clauses.languages).tolist():
        rows, there = clauses.rows(language), examples.rows(language)
        near[rows] = _unit(clauses.shared[rows] - center) @ shared.T
        least[rows] = _least(examples.shared - center, themes, shared)
        if len(there):
            middle = examples.inside(language).mean(axis=0)
            own = _centers(examples.inside(language) - middle, themes[there], count)
            some = np.flatnonzero(np.bincount(themes[there], minlength=count))
            near[np.ix_(rows, some)] = _unit(clauses.inside(language) - middle) @ own[some].T
            least[np.ix_(rows, some)] = _least(examples.inside(language) - middle, themes[there], own)[some]
    return near, least


def _centers(vectors: Matrix, themes: Labels, count: int) -> Matrix:
    """The direction of each theme, shape (themes, dimensions)."""
    centers = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(centers, themes, _unit(vectors))
    return _unit(centers)


def _least(vectors: Matrix, themes: Labels, centers: Matrix) -> Matrix:
    """How near a clause has to be to each theme, shape (themes,); 2, which nothing reaches, without examples."""
    near = (_unit(vectors) * centers[themes]).sum(axis=1)
    least = np.full(len(centers), 2.0, np.float32)
    for theme in np.unique(themes):
        least[theme] = np.quantile(near[themes == theme], _MIN_QUANTILE)
    return least


def _unit(matrix: Matrix) -> Matrix:
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: Matrix = np.divide(matrix, length, out=np.zeros_like(matrix), where=length > 1e-9).astype(np.float32)
    return unit
