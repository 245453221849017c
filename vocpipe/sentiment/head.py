"""The sentiment and intent heads: logistic regressions on sentence vectors.

They learn from sentences written for this project (`sentences/*.tsv`), not from a lexicon: a vector knows that "not bad
at all" praises. With a shared multilingual encoder both languages' sentences teach each other.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.store.vectors import text_hash

LABELS = {"neg": -1, "neu": 0, "pos": 1}
# Little data and many dimensions: strong regularization generalizes best (measured on held-out sources).
_REGULARIZATION = 0.3
# Where the likeliest class leads the next by less than this, the sentence is called unsure: there the head is right no
# more than half the time (11-14 % of the sentences of two labelled sets).
SURE = 0.1


@dataclass(frozen=True, slots=True)
class Feelings:
    """Sentiment -1..1, label (positive, neutral, negative, unsure), intent; each of shape (sentences,)."""

    sentiment: npt.NDArray[np.float64]
    label: npt.NDArray[np.str_]
    intent: npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Head:
    """The trained pair of classifiers."""

    sentiment: Any
    intent: Any

    def feel(self, vectors: npt.NDArray[np.float32]) -> Feelings:
        """What the sentences with these vectors feel, shape (sentences, dimensions)."""
        chances = self.sentiment.predict_proba(vectors)
        label = np.array(["negative", "neutral", "positive"])[chances.argmax(axis=1)]
        ranked = np.sort(chances, axis=1)
        label[ranked[:, -1] - ranked[:, -2] < SURE] = "unsure"
        return Feelings(chances[:, 2] - chances[:, 0], label, self.intent.predict(vectors).astype(np.str_))


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


def training_fingerprint() -> str:
    """Changes when the training sentences or the heads' own settings do."""
    table = training_sentences()
    rows = [f"{_REGULARIZATION}\x1f{SURE}", *table.column("text_hash").to_pylist(), *table.column("label").to_pylist()]
    rows += table.column("intent").to_pylist()
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def train(vectors: npt.NDArray[np.float32]) -> Head:
    """The heads, from the vectors of `training_sentences()` in their order, shape (sentences, dimensions)."""
    from sklearn.linear_model import LogisticRegression

    table = training_sentences()
    labels = np.array([LABELS[label] for label in table.column("label").to_pylist()])
    intents = np.array(table.column("intent").to_pylist())
    settings = {"C": _REGULARIZATION, "class_weight": "balanced", "max_iter": 2000}
    return Head(
        LogisticRegression(**settings).fit(vectors, labels), LogisticRegression(**settings).fit(vectors, intents)
    )
