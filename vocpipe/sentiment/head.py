"""The sentiment and intent heads: logistic regressions on sentence vectors and short runs of letters.

They are trained on sentences written for this project, not on a lexicon: the vector of "not bad at all" is near to
praise. A shared multilingual encoder lets each language learn from the other; the letters catch what it blurs (〜ない,
〜すぎ, "n't", and requests: ください, "?"). `vocpipe.sentiment` defines the intents.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.sentiment.features import RUN_LENGTHS, Matrix, features
from vocpipe.sentiment.training import training_labels, training_sentences

# Cross-validation on the training sentences (similar ones in one fold) favors 1 to 3; the smallest regularizes most.
_REGULARIZATION = 1.0
_INTENT_REGULARIZATION = 1.0
# The optimizer's tolerance. Ten times as much takes half the time and is good enough for cross-validation, but changes
# the scores of single sentences by several points.
TOLERANCE = 1e-4
ROUGH_TOLERANCE = 1e-3
# The weight of the runs of letters for intent, which depends on wording more than on subject; for sentiment it is 1.
_INTENT_LETTERS = 3.0
# A sentence is labeled unsure if its likeliest class leads the next by less: below, the head is right half the time.
MIN_LEAD = 0.1
# How many sentences are scored at once: this bounds the memory, since their features are wide.
_BLOCK = 8192


@dataclass(frozen=True, slots=True)
class Scores:
    """Sentiment -1..1, label (positive, neutral, negative, unsure), intent; each of shape (sentences,)."""

    sentiment: npt.NDArray[np.float64]
    label: npt.NDArray[np.str_]
    intent: npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class SentimentHead:
    """A fitted logistic regression of negative, neutral, positive: weights (features, 3), intercepts (3,)."""

    weights: Matrix
    intercepts: Matrix

    def predict_proba(self, features: Any) -> npt.NDArray[np.float64]:
        """The probabilities of negative, neutral, positive, shape (sentences, 3)."""
        from scipy.special import softmax

        logits = (features @ self.weights + self.intercepts).astype(np.float64)
        probabilities: npt.NDArray[np.float64] = softmax(logits, axis=1)
        return probabilities


@dataclass(frozen=True, slots=True)
class IntentHead:
    """A fitted logistic regression of intents: their names, weights (features, intents), intercepts (intents,)."""

    names: list[str]
    weights: Matrix
    intercepts: Matrix

    def predict(self, features: Any) -> npt.NDArray[np.str_]:
        """The likeliest intent, shape (sentences,)."""
        places = (features @ self.weights + self.intercepts).argmax(axis=1)
        intents: npt.NDArray[np.str_] = np.array(self.names)[places]
        return intents


@dataclass(frozen=True, slots=True)
class Heads:
    """The trained pair of classifiers: both use `features`, intent with more weight on letters."""

    sentiment: SentimentHead
    intent: IntentHead

    def probabilities(self, vectors: Matrix, texts: list[str]) -> npt.NDArray[np.float64]:
        """The probabilities of negative, neutral, positive, shape (sentences, 3)."""
        return np.concatenate(
            [self.sentiment.predict_proba(features(vectors[at], texts[at])) for at in blocks(len(texts))]
        )

    def score(self, vectors: Matrix, texts: list[str]) -> Scores:
        """Sentiment, label and intent of sentences; vectors: shape (sentences, dimensions)."""
        probabilities = self.probabilities(vectors, texts)
        label = np.array(["negative", "neutral", "positive"])[probabilities.argmax(axis=1)]
        ranked = np.sort(probabilities, axis=1)
        label[ranked[:, -1] - ranked[:, -2] < MIN_LEAD] = "unsure"
        return Scores(probabilities[:, 2] - probabilities[:, 0], label, self.intents(vectors, texts))

    def intents(self, vectors: Matrix, texts: list[str]) -> npt.NDArray[np.str_]:
        """The likeliest intent of each sentence, shape (sentences,)."""
        intents = [
            self.intent.predict(features(vectors[at], texts[at], letters=_INTENT_LETTERS)) for at in blocks(len(texts))
        ]
        return np.concatenate(intents).astype(np.str_)


def blocks(sentences: int) -> list[slice]:
    """The places of `sentences` sentences in parts that are scored at once."""
    return [slice(start, start + _BLOCK) for start in range(0, sentences, _BLOCK)]


def training_fingerprint() -> str:
    """16 hex digits that change when the training sentences or the heads' own settings do."""
    table = training_sentences()
    settings = (_REGULARIZATION, _INTENT_REGULARIZATION, _INTENT_LETTERS, RUN_LENGTHS, TOLERANCE, MIN_LEAD)
    rows = ["\x1f".join(map(str, settings))]
    for name in ("text_hash", "label", "intent"):
        rows += table.column(name).to_pylist()
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def fit(
    seen: Any,
    labels: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64] | None = None,
    *,
    tolerance: float = TOLERANCE,
) -> SentimentHead:
    """The sentiment head fitted to features, labels (-1, 0, 1, all of them present) and sample weights."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_REGULARIZATION, tol=tolerance, max_iter=2000).fit(seen, labels, sample_weight=weights)
    return SentimentHead(model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def train_intent(vectors: Matrix) -> IntentHead:
    """The intent head, from the vectors of `training_sentences()` in their order, shape (sentences, dimensions)."""
    from sklearn.linear_model import LogisticRegression

    sentences = training_sentences()
    seen = features(vectors, sentences.column("text").to_pylist(), letters=_INTENT_LETTERS)
    # The classes are not balanced: feedback has even more complaints and fewer statements than these sentences.
    model = LogisticRegression(C=_INTENT_REGULARIZATION, tol=TOLERANCE, max_iter=2000)
    model.fit(seen, sentences.column("intent").to_pylist())
    return IntentHead(model.classes_.tolist(), model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def train(vectors: Matrix) -> Heads:
    """The general heads, from the vectors of `training_sentences()` in their order, shape (sentences, dimensions)."""
    seen = features(vectors, training_sentences().column("text").to_pylist())
    return Heads(fit(seen, training_labels()), train_intent(vectors))
