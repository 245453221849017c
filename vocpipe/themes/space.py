"""Sentences as unit vectors: in one space for all languages, and for some languages in a finer space of their own."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]  # places of sentences among others
Labels = npt.NDArray[np.int64]  # the number of each sentence's group, NOWHERE for none
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Space:
    """Sentences with their vectors: `shared` for all of them, `own[language]` for those in `rows(language)`.

    shared: shape (sentences, dimensions), unit length. languages: shape (sentences,).
    own: language -> shape (sentences of that language, dimensions), in the order of the sentences.
    """

    shared: Matrix
    languages: npt.NDArray[np.str_]
    own: dict[str, Matrix]

    def __len__(self) -> int:
        return len(self.languages)

    def rows(self, language: str) -> Indices:
        """The places of the sentences in `language`."""
        return np.flatnonzero(self.languages == language)

    def inside(self, language: str) -> Matrix:
        """The vectors to compare sentences of `language` with each other, shape (sentences of it, dimensions)."""
        return self.own[language] if language in self.own else self.shared[self.rows(language)]

    def part(self, places: Indices) -> "Space":
        """The space of the sentences at these places, in rising order whatever the order of `places`."""
        chosen = np.zeros(len(self), dtype=bool)
        chosen[places] = True
        own = {language: matrix[chosen[self.rows(language)]] for language, matrix in self.own.items()}
        return Space(self.shared[chosen], self.languages[chosen], own)

    def joined(self, other: "Space") -> "Space":
        """The sentences of this space, then those of the other, whose vectors are of the same models."""
        if not len(self) or not len(other):
            return self if len(self) else other
        own = {
            language: np.concatenate([space.own[language] for space in (self, other) if language in space.own])
            for language in sorted(self.own.keys() | other.own.keys())
        }
        languages = np.concatenate([self.languages, other.languages])
        return Space(np.concatenate([self.shared, other.shared]), languages, own)
