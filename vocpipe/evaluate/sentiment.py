"""How well sentiment agrees with labels that people gave."""

from dataclasses import dataclass

import numpy as np

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.sentiment.head import train, training_sentences
from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan
from vocpipe.structure.encoders import encode

_WORDS = {
    -1: {"-1", "neg", "negative", "bad", "ネガティブ", "否定"},
    0: {"0", "neu", "neutral", "mixed", "ニュートラル", "中立"},
    1: {"1", "+1", "pos", "positive", "good", "ポジティブ", "肯定"},
}


@dataclass(frozen=True, slots=True)
class SentimentScores:
    """macro_f1, accuracy over the three classes; auc: positive against negative rows by sentiment; n: rows."""

    macro_f1: float
    accuracy: float
    auc: float | None
    n: int


def evaluate_sentiment(rows: LabelledRows, settings: Settings) -> SentimentScores:
    """Score the rows' texts and compare with their labels: pos, neu, neg, words, or -1, 0, 1; raises EvaluationError.

    A sentence that would be called unsure counts with its likeliest class.
    """
    from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

    truth = np.array([_class(label) for label in rows.labels])
    model = encoder_plan(settings.embed).shared
    head = train(encode(model, training_sentences().column("text").to_pylist()))
    chances = head.sentiment.predict_proba(encode(model, rows.texts))
    guess = np.array([-1, 0, 1])[chances.argmax(axis=1)]
    polar = truth != 0
    both = len(set(truth[polar].tolist())) == 2
    return SentimentScores(
        macro_f1=float(f1_score(truth, guess, average="macro")),
        accuracy=float(accuracy_score(truth, guess)),
        auc=float(roc_auc_score(truth[polar] > 0, (chances[:, 2] - chances[:, 0])[polar])) if both else None,
        n=len(truth),
    )


def _class(label: str) -> int:
    for value, words in _WORDS.items():
        if label.casefold() in words:
            return value
    raise EvaluationError(f"the label {label!r} is no sentiment; write pos, neu, neg, or 1, 0, -1")
