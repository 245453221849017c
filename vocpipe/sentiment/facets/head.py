"""The heads for causes and feelings: logistic regressions on the features that sentiment and intent use.

Their settings were chosen by cross-validation on the training sentences; the held-back ones were looked at afterwards.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.sentiment.facets.training import facet_fingerprint, facet_sentences
from vocpipe.sentiment.features import Matrix, features
from vocpipe.sentiment.head import TOLERANCE, IntentHead, blocks, training_fingerprint

_REGULARIZATION = 10.0
_LETTERS = 1.0  # the weight of the runs of letters; that of the vectors is 1


@dataclass(frozen=True, slots=True)
class FacetHeads:
    """The two fitted heads."""

    cause: IntentHead
    feeling: IntentHead


def train_facet(vectors: Matrix, facet: str) -> IntentHead:
    """The head for the `facet` (cause, feeling).

    vectors: of `facet_sentences()` in their order, shape (sentences, dimensions).
    """
    from sklearn.linear_model import LogisticRegression

    sentences = facet_sentences()
    seen = features(vectors, sentences.column("text").to_pylist(), letters=_LETTERS)
    # Balanced: the rare labels are rare among the training sentences, not in what a company hears.
    model = LogisticRegression(C=_REGULARIZATION, class_weight="balanced", tol=TOLERANCE, max_iter=2000)
    model.fit(seen, sentences.column(facet).to_pylist())
    return IntentHead(model.classes_.tolist(), model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def train_facets(vectors: Matrix) -> FacetHeads:
    """Both heads, from the vectors of `facet_sentences()` in their order, shape (sentences, dimensions)."""
    return FacetHeads(train_facet(vectors, "cause"), train_facet(vectors, "feeling"))


def heads_fingerprint() -> str:
    """16 hex digits that change with the training sentences of these heads, their settings, and their features."""
    parts = (facet_fingerprint(), training_fingerprint(), _REGULARIZATION, _LETTERS)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def likeliest(head: IntentHead, vectors: Matrix, texts: list[str]) -> npt.NDArray[np.str_]:
    """What the head tells of each sentence, shape (sentences,); vectors: shape (sentences, dimensions)."""
    labels = [head.predict(features(vectors[at], texts[at], letters=_LETTERS)) for at in blocks(len(texts))]
    return np.concatenate(labels).astype(np.str_)
