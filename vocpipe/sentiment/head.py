"""The sentiment and intent heads: logistic regressions on sentence vectors and short runs of letters.

They learn from sentences written for this project (`sentences/*.tsv`), not from a lexicon: a vector knows that "not bad
at all" praises. With a shared multilingual encoder both languages' sentences teach each other; the letters catch what
it blurs (〜ない, 〜すぎ, "n't", and what asks: ください, "?"). What each intent means is told where the package begins.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.store.vectors import text_hash

LABELS = {"neg": -1, "neu": 0, "pos": 1}
Matrix = npt.NDArray[np.float32]
# Cross-validation on the training sentences (like ones in one fold) likes 1 to 3; the smaller is the more cautious.
_REGULARIZATION = 1.0
_INTENT_REGULARIZATION = 1.0
# How far the heads are optimized. Ten times the tolerance takes half the time and is good enough to choose by; told by
# it, single sentences still move by several points.
TOLERANCE = 1e-4
ROUGH = 1e-3
_RUNS = (1, 3)
# How much the runs of letters count for intent, which hangs on wording more than on subject, against 1 for sentiment.
_INTENT_LETTERS = 3.0
# Where the likeliest class leads the next by less than this, the sentence is called unsure: there the head is right
# about half the time.
SURE = 0.1
# How many sentences are scored at once: bounds the memory, since their features are wide.
_BLOCK = 8192


@dataclass(frozen=True, slots=True)
class Feelings:
    """Sentiment -1..1, label (positive, neutral, negative, unsure), intent; each of shape (sentences,)."""

    sentiment: npt.NDArray[np.float64]
    label: npt.NDArray[np.str_]
    intent: npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted logistic regression of negative, neutral, positive: weights (features, 3), offset (3,)."""

    weights: Matrix
    offset: Matrix

    def predict_proba(self, features: Any) -> npt.NDArray[np.float64]:
        """The chances of negative, neutral, positive, shape (sentences, 3)."""
        from scipy.special import softmax

        chances: npt.NDArray[np.float64] = softmax((features @ self.weights + self.offset).astype(np.float64), axis=1)
        return chances


@dataclass(frozen=True, slots=True)
class Intent:
    """A fitted logistic regression of what is meant: the intents' names, weights (features, intents), offset."""

    names: list[str]
    weights: Matrix
    offset: Matrix

    def predict(self, features: Any) -> npt.NDArray[np.str_]:
        """The likeliest intent, shape (sentences,)."""
        found: npt.NDArray[np.str_] = np.array(self.names)[(features @ self.weights + self.offset).argmax(axis=1)]
        return found


@dataclass(frozen=True, slots=True)
class Head:
    """The trained pair of classifiers: both see `features`, intent those with stronger letters."""

    sentiment: Linear
    intent: Intent

    def chances(self, vectors: Matrix, texts: list[str]) -> npt.NDArray[np.float64]:
        """The chances of negative, neutral, positive, shape (sentences, 3)."""
        return np.concatenate(
            [self.sentiment.predict_proba(features(vectors[at], texts[at])) for at in _blocks(len(texts))]
        )

    def feel(self, vectors: Matrix, texts: list[str]) -> Feelings:
        """What the sentences with these vectors feel, shape (sentences, dimensions)."""
        chances = self.chances(vectors, texts)
        label = np.array(["negative", "neutral", "positive"])[chances.argmax(axis=1)]
        ranked = np.sort(chances, axis=1)
        label[ranked[:, -1] - ranked[:, -2] < SURE] = "unsure"
        return Feelings(chances[:, 2] - chances[:, 0], label, self.intents(vectors, texts))

    def intents(self, vectors: Matrix, texts: list[str]) -> npt.NDArray[np.str_]:
        """What the sentences are meant as, shape (sentences,)."""
        found = [
            self.intent.predict(features(vectors[at], texts[at], letters=_INTENT_LETTERS)) for at in _blocks(len(texts))
        ]
        return np.concatenate(found).astype(np.str_)


def _blocks(sentences: int) -> list[slice]:
    return [slice(start, start + _BLOCK) for start in range(0, sentences, _BLOCK)]


@cache
def training_sentences() -> pa.Table:
    """What the heads learn from: text_hash, text, lang, label (neg, neu, pos), intent."""
    rows: dict[str, tuple[str, str, str, str, str]] = {}
    for item in sorted((resources.files("vocpipe.sentiment") / "sentences").iterdir(), key=lambda item: item.name):
        lang = item.name.removesuffix(".tsv")
        for line in item.read_text(encoding="utf-8").splitlines()[1:]:
            label, intent, text = line.split("\t")
            rows.setdefault(text_hash(text), (text_hash(text), text, lang, label, intent))
    columns = list(zip(*rows.values(), strict=True))
    return pa.table(dict(zip(("text_hash", "text", "lang", "label", "intent"), columns, strict=True)))


def training_labels() -> npt.NDArray[np.int64]:
    """The training sentences' sentiment as -1, 0, 1, in their order."""
    return np.array([LABELS[label] for label in training_sentences().column("label").to_pylist()])


def training_fingerprint() -> str:
    """Changes when the training sentences or the heads' own settings do."""
    table = training_sentences()
    rows = [f"{_REGULARIZATION}\x1f{_INTENT_REGULARIZATION}\x1f{_INTENT_LETTERS}\x1f{_RUNS}\x1f{TOLERANCE}\x1f{SURE}"]
    for name in ("text_hash", "label", "intent"):
        rows += table.column(name).to_pylist()
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def place_by_language(shared: Matrix, langs: list[str], own: dict[str, Matrix]) -> Matrix:
    """The shared vectors and, beside them, a language's own vectors for its sentences and zeros for the others.

    Shapes: `shared` (sentences, dimensions), `own[lang]` (sentences in that language, its own dimensions).
    """
    parts = [shared]
    for lang, vectors in sorted(own.items()):
        part = np.zeros((len(shared), vectors.shape[1]), dtype=np.float32)
        part[np.array(langs) == lang] = vectors
        parts.append(part)
    return np.hstack(parts)


def features(vectors: Matrix, texts: list[str], *, letters: float = 1.0) -> Any:
    """What sentiment and intent are told from, a sparse matrix of shape (sentences, dimensions + runs of letters).

    letters: how much the runs of letters count against 1 for the vectors.
    """
    from scipy import sparse

    runs = letters * _letters().transform(_folded(texts))
    return sparse.hstack([sparse.csr_matrix(vectors), runs], format="csr", dtype=np.float32)


@cache
def _letters() -> Any:
    """Weighs the runs of letters that the training sentences hold; knows no text but theirs."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(analyzer="char", ngram_range=_RUNS, min_df=2, sublinear_tf=True, dtype=np.float32)
    return counter.fit(_folded(training_sentences().column("text").to_pylist()))


def _folded(texts: list[str]) -> list[str]:
    return [unicodedata.normalize("NFKC", text).casefold() for text in texts]


def fit(
    seen: Any,
    labels: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64] | None = None,
    *,
    tolerance: float = TOLERANCE,
) -> Linear:
    """The sentiment head that these features, labels (-1, 0, 1, all of them there) and sample weights teach."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_REGULARIZATION, tol=tolerance, max_iter=2000).fit(seen, labels, sample_weight=weights)
    return Linear(model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def train_intent(vectors: Matrix) -> Intent:
    """The intent head, from the vectors of `training_sentences()` in their order, shape (sentences, dimensions)."""
    from sklearn.linear_model import LogisticRegression

    ours = training_sentences()
    seen = features(vectors, ours.column("text").to_pylist(), letters=_INTENT_LETTERS)
    # No class is weighed up: feedback has still more complaints and fewer statements than these sentences.
    model = LogisticRegression(C=_INTENT_REGULARIZATION, tol=TOLERANCE, max_iter=2000)
    model.fit(seen, ours.column("intent").to_pylist())
    return Intent(model.classes_.tolist(), model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def train(vectors: Matrix) -> Head:
    """The general heads, from the vectors of `training_sentences()` in their order, shape (sentences, dimensions)."""
    seen = features(vectors, training_sentences().column("text").to_pylist())
    return Head(fit(seen, training_labels()), train_intent(vectors))
