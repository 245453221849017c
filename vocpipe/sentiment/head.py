"""The sentiment and intent heads: logistic regressions on sentence vectors, short runs of letters and signs of feeling.

They are trained on sentences written for this project. A shared multilingual encoder lets each language learn from the
other. The letters catch what it blurs (〜ない, 〜すぎ, "n't", and requests: ください, "?"), the signs what it has not
seen (faces, words of another subject). `vocpipe.sentiment` defines the intents.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.sentiment.features import RUN_LENGTHS, SIGNS_WEIGHT, Matrix, features, letter_columns
from vocpipe.sentiment.signs import signs_fingerprint
from vocpipe.sentiment.training import training_labels, training_sentences

# Trained on the older training sentences and measured on the newer ones, which are of other genres, and on public sets,
# these do best or nearly so; cross-validation within one source would regularize less.
_REGULARIZATION = 0.5
_INTENT_REGULARIZATION = 1.0
# The weight of the runs of letters for intent, which depends on wording more than on subject; for sentiment it is 1.
_INTENT_LETTERS = 3.0
# The optimizer's tolerance. Ten times as much takes half the time and is good enough for cross-validation, but changes
# the scores of single sentences by several points.
TOLERANCE = 1e-4
ROUGH_TOLERANCE = 1e-3
# A sentence is labeled unsure if its likeliest class leads the next by less: below, the head is right half the time.
MIN_LEAD = 0.1
# The intent is unclear if its likeliest leads the next by less.
MIN_INTENT_LEAD = 0.1
UNCLEAR = "unclear"
# How many sentences are scored at once: this bounds the memory, since their features are wide.
_BLOCK = 8192


@dataclass(frozen=True, slots=True)
class Scores:
    """Sentiment -1..1, label (positive, neutral, negative, unsure), intent or unclear; each of shape (sentences,)."""

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
        return _probabilities(features, self.weights, self.intercepts)


@dataclass(frozen=True, slots=True)
class IntentHead:
    """A fitted logistic regression of intents: their names, weights (features, intents), intercepts (intents,)."""

    names: list[str]
    weights: Matrix
    intercepts: Matrix

    def predict_proba(self, features: Any) -> npt.NDArray[np.float64]:
        """The probabilities of the intents, shape (sentences, intents)."""
        return _probabilities(features, self.weights, self.intercepts)

    def predict(self, features: Any) -> npt.NDArray[np.str_]:
        """The likeliest intent, shape (sentences,)."""
        return self.likeliest(self.predict_proba(features))

    def likeliest(self, probabilities: npt.NDArray[np.float64], *, min_lead: float = 0.0) -> npt.NDArray[np.str_]:
        """The likeliest intent, or unclear where it leads the next by less than `min_lead`, shape (sentences,)."""
        intents: npt.NDArray[np.str_] = np.array([*self.names, UNCLEAR])[probabilities.argmax(axis=1)]
        intents[_lead(probabilities) < min_lead] = UNCLEAR
        return intents


@dataclass(frozen=True, slots=True)
class Heads:
    """The trained pair of classifiers, which use the same `features`."""

    sentiment: SentimentHead
    intent: IntentHead

    def probabilities(self, vectors: Matrix, texts: list[str]) -> npt.NDArray[np.float64]:
        """The probabilities of negative, neutral, positive, shape (sentences, 3)."""
        return np.concatenate([self.sentiment.predict_proba(seen) for seen in _seen(vectors, texts)])

    def intents(self, vectors: Matrix, texts: list[str], *, min_lead: float = 0.0) -> npt.NDArray[np.str_]:
        """The likeliest intent of each sentence, or unclear, shape (sentences,)."""
        intents = [
            self.intent.likeliest(self.intent.predict_proba(seen), min_lead=min_lead) for seen in _seen(vectors, texts)
        ]
        return np.concatenate(intents).astype(np.str_)

    def score(self, vectors: Matrix, texts: list[str]) -> Scores:
        """Sentiment, label and intent of sentences; vectors: shape (sentences, dimensions)."""
        both = [(self.sentiment.predict_proba(seen), self.intent.predict_proba(seen)) for seen in _seen(vectors, texts)]
        probabilities, wants = (np.concatenate(part) for part in zip(*both, strict=True))
        label = np.array(["negative", "neutral", "positive"])[probabilities.argmax(axis=1)]
        label[_lead(probabilities) < MIN_LEAD] = "unsure"
        intents = self.intent.likeliest(wants, min_lead=MIN_INTENT_LEAD)
        return Scores(probabilities[:, 2] - probabilities[:, 0], label, intents)


def _probabilities(features: Any, weights: Matrix, intercepts: Matrix) -> npt.NDArray[np.float64]:
    from scipy.special import softmax

    probabilities: npt.NDArray[np.float64] = softmax((features @ weights + intercepts).astype(np.float64), axis=1)
    return probabilities


def _lead(probabilities: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """By how much the likeliest class leads the next, shape (sentences,)."""
    ranked = np.sort(probabilities, axis=1)
    lead: npt.NDArray[np.float64] = ranked[:, -1] - ranked[:, -2]
    return lead


def _seen(vectors: Matrix, texts: list[str]) -> Iterator[Any]:
    """The features of some sentences at a time."""
    for at in blocks(len(texts)):
        yield features(vectors[at], texts[at])


def blocks(sentences: int) -> list[slice]:
    """The places of `sentences` sentences in parts that are scored at once."""
    return [slice(start, start + _BLOCK) for start in range(0, sentences, _BLOCK)]


def training_fingerprint() -> str:
    """16 hex digits that change when the training sentences or the heads' own settings do."""
    table = training_sentences()
    settings = (
        _REGULARIZATION,
        _INTENT_REGULARIZATION,
        RUN_LENGTHS,
        SIGNS_WEIGHT,
        TOLERANCE,
        MIN_LEAD,
        MIN_INTENT_LEAD,
    )
    rows = ["\x1f".join(map(str, settings)), signs_fingerprint()]
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
    weights = model.coef_.T.astype(np.float32)
    weights[letter_columns(len(weights))] *= _INTENT_LETTERS  # so that both heads use the same features
    return IntentHead(model.classes_.tolist(), weights, model.intercept_.astype(np.float32))


def train(vectors: Matrix) -> Heads:
    """The general heads, from the vectors of `training_sentences()` in their order, shape (sentences, dimensions)."""
    seen = features(vectors, training_sentences().column("text").to_pylist())
    return Heads(fit(seen, training_labels()), train_intent(vectors))
