"""How likely a help article answers a question, by the cosine of their vectors.

One logistic curve for each pair of languages, fitted on half of the topics of `tests/outcomes/help/questions.toml`, in
which each question stands once beside its article and once without it; the other half measures it (docs/quality.md).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.store.vectors import MINILM, USE

Vectors = npt.NDArray[np.float32]
Chances = npt.NDArray[np.float64]
# A question is covered from the first chance on, and has no article up to the second; between them nothing is said.
COVERED, GAP = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Curve:
    """The chance is one half at the cosine `middle`, and rises with `slope`."""

    slope: float
    middle: float

    def chances(self, cosines: npt.NDArray[np.float32]) -> Chances:
        """The chance that an article answers, 0 to 1, for each cosine."""
        chances: Chances = 1 / (1 + np.exp(-self.slope * (cosines.astype(np.float64) - self.middle)))
        return chances


# (model, language of the question, language of the article)
CURVES = {
    (USE, "ja", "ja"): Curve(35.5, 0.326),
    (MINILM, "en", "en"): Curve(16.7, 0.411),
    (USE, "ja", "en"): Curve(27.3, 0.293),
    (USE, "en", "ja"): Curve(15.0, 0.304),
}


@dataclass(frozen=True, slots=True)
class Nearest:
    """For each question the place of the article that answers it most likely, the cosine, and the chance.

    Each of shape (questions,).
    """

    articles: npt.NDArray[np.int64]
    cosines: npt.NDArray[np.float32]
    chances: Chances

    @classmethod
    def none(cls, questions: int) -> "Nearest":
        """What is known of questions before any article is looked at."""
        return cls(np.full(questions, -1, np.int64), np.zeros(questions, np.float32), np.full(questions, -1.0))

    def or_nearer(
        self, questions: Vectors, articles: Vectors, places: npt.NDArray[np.int64], curve: Curve
    ) -> "Nearest":
        """The better of these and of `articles`, whose numbers are `places`. Vectors: shape (rows, dimensions)."""
        cosines = _units(questions) @ _units(articles).T
        best = cosines.argmax(axis=1)
        found = cosines[np.arange(len(cosines)), best]
        chances = curve.chances(found)
        better = chances > self.chances
        return Nearest(
            np.where(better, places[best], self.articles),
            np.where(better, found, self.cosines),
            np.where(better, chances, self.chances),
        )


def _units(vectors: Vectors) -> Vectors:
    units: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-9))
    return units
