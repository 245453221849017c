"""The heads for causes and feelings: logistic regressions on the features that sentiment and intent use.

Their settings were chosen by cross-validation on the training sentences; the held-back ones were looked at afterwards.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.sentiment.facets.training import facet_fingerprint, facet_sentences
from vocpipe.sentiment.features import Matrix, features
from vocpipe.sentiment.head import TOLERANCE, IntentHead, blocks, training_fingerprint

_REGULARIZATION = 10.0
_LETTERS = 1.0  # the weight of the runs of letters; that of the vectors is 1


@dataclass(frozen=True, slots=True)
class FacetHeads:
    """The two fitted heads, which use the same features."""

    cause: IntentHead
    feeling: IntentHead

    def facets(self, vectors: Matrix, texts: list[str]) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.str_]]:
        """Cause and feeling of each sentence, shape (sentences,); vectors: shape (sentences, dimensions)."""
        both = [
            (self.cause.predict(seen), self.feeling.predict(seen))
            for at in blocks(len(texts))
            for seen in [features(vectors[at], texts[at], letters=_LETTERS)]
        ]
        cause, feeling = (np.concatenate(part).astype(np.str_) for part in zip(*both, strict=True))
        return cause, feeling


def train_facets(vectors: Matrix) -> FacetHeads:
    """Both heads, from the vectors of `facet_sentences()` in their order, shape (sentences, dimensions)."""
    sentences = facet_sentences()
    seen = features(vectors, sentences.column("text").to_pylist(), letters=_LETTERS)
    return FacetHeads(*(_fit(seen, sentences.column(facet).to_pylist()) for facet in ("cause", "feeling")))


def _fit(seen: Any, labels: list[str]) -> IntentHead:
    from sklearn.linear_model import LogisticRegression

    # Balanced: the rare labels are rare among the training sentences, not in what a company hears.
    model = LogisticRegression(C=_REGULARIZATION, class_weight="balanced", tol=TOLERANCE, max_iter=2000)
    model.fit(seen, labels)
    return IntentHead(model.classes_.tolist(), model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def heads_fingerprint() -> str:
    """16 hex digits that change with the training sentences of these heads, their settings, and their features."""
    parts = (facet_fingerprint(), training_fingerprint(), _REGULARIZATION, _LETTERS)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
