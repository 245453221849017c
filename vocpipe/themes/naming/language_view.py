"""How central each sentence is among those of its theme, in its own language and across languages."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.themes.clauses import lead_ins
from vocpipe.themes.naming.frequency import WordingFrequency
from vocpipe.themes.naming.spelling import Spelling
from vocpipe.themes.naming.statements import Statements
from vocpipe.themes.space import Indices, Labels, Matrix, Space
from vocpipe.themes.words import Words

# Members from which the density of a theme is computed; more would take long and hardly change it.
_MAX_MEMBERS = 1500
# Similarity to this power: nearer sentences count more, though not only the nearest.
_SHARPNESS = 2
# The weight of centrality across all languages, against 1 for centrality within the sentence's own language.
_SHARED_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class LanguageView:
    """The sentences of one language.

    place: of each sentence of all languages among those of this one, shape (sentences,). vectors: shape (sentences of
    the language, dimensions). centers: the middle of each group, shape (groups, dimensions). frequency: how common
    wordings are. leading: lead-ins.
    """

    language: str
    place: Indices
    vectors: Matrix
    centers: Matrix
    frequency: WordingFrequency
    spelling: Spelling
    leading: frozenset[str]

    @classmethod
    def of(cls, labels: Labels, words: Words, space: Space, language: str, groups: int) -> "LanguageView":
        """The view of all sentences of `language`; labels: the group of each sentence, shape (sentences,)."""
        inside = space.languages == language
        vectors = space.inside(language)
        centers = np.zeros((groups, vectors.shape[1]), np.float32)
        grouped = labels[inside] >= 0
        np.add.at(centers, labels[inside][grouped], vectors[grouped])
        centers /= np.maximum(np.linalg.norm(centers, axis=1, keepdims=True), 1e-9)
        texts = [words.texts[row] for row in np.flatnonzero(inside)]
        frequency, spelling = WordingFrequency.of(texts, language), Spelling.of(texts, language)
        place = np.cumsum(inside) - 1
        return cls(language, place, vectors, centers, frequency, spelling, lead_ins(texts, language))

    def density(
        self, own: Indices, statements: Statements, space: Space, chosen: Mapping[str, int]
    ) -> npt.NDArray[np.float64]:
        """How densely the group's statements lie around each of `own`, shape (own,); 1 for the densest.

        own: the group's sentences of the language. chosen: language -> the sentence that already gives the group a
        name; only similarity beyond the similarity to these counts.
        """
        some, some_of_all = spread(own), spread(statements.members)
        here = [self.place[chosen[self.language]]] if self.language in chosen else []
        inside = _crowd(self.vectors, self.place[own], self.place[some], statements.weights(some), here)
        shared = _crowd(space.shared, own, some_of_all, statements.weights(some_of_all), list(chosen.values()))
        return (inside + _SHARED_WEIGHT * shared) / (1 + _SHARED_WEIGHT)

    def elsewhere(self, rows: Indices, number: int) -> npt.NDArray[np.float64]:
        """How much nearer each sentence is to another group's center than to its own, as a cosine; 0 if not nearer."""
        near = self.vectors[self.place[rows]] @ self.centers.T
        own = near[:, number].copy()
        near[:, number] = -1
        nearer: npt.NDArray[np.float64] = np.clip(near.max(axis=1) - own, 0, None).astype(np.float64).round(6)
        return nearer


def spread(rows: Indices) -> Indices:
    """Up to _MAX_MEMBERS of the rows, evenly spread."""
    if len(rows) <= _MAX_MEMBERS:
        return rows
    return rows[np.linspace(0, len(rows) - 1, _MAX_MEMBERS).astype(np.int64)]


def _crowd(
    vectors: Matrix, rows: Indices, others: Indices, weights: npt.NDArray[np.float64], chosen: list[int]
) -> npt.NDArray[np.float64]:
    """How similar each of `rows` is to the weighted others, beyond their similarity to `chosen`; 1 for the most."""
    similarity = _similarity(vectors, rows, others)
    if chosen:
        similarity = np.clip(similarity - _similarity(vectors, chosen, others).max(axis=0), 0, None)
    return _share(similarity @ weights)


def crowd(vectors: Matrix, others: Matrix) -> npt.NDArray[np.float64]:
    """How similar each vector is to all others on average, 1 for the most similar; shape (vectors,)."""
    return _share((np.clip(vectors @ others.T, 0, None) ** _SHARPNESS).mean(axis=1).astype(np.float64))


def _share(crowded: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The values as parts of the largest."""
    share: npt.NDArray[np.float64] = crowded / max(float(crowded.max()), 1e-9)
    return share.round(6)


def _similarity(vectors: Matrix, rows: Indices | list[int], others: Indices) -> npt.NDArray[np.float64]:
    cosines = np.clip(vectors[rows] @ vectors[others].T, 0, None)
    sharpened: npt.NDArray[np.float64] = (cosines**_SHARPNESS).astype(np.float64)
    return sharpened
