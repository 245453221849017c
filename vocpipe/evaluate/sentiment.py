"""How well sentiment agrees with labels that people gave."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.vectors import vectors_beside
from vocpipe.sentiment.calibrate import MIN_TEXTS, Scored, calibrate
from vocpipe.sentiment.channel import OWN
from vocpipe.sentiment.features import features
from vocpipe.sentiment.head import ROUGH_TOLERANCE, Heads, train
from vocpipe.sentiment.training import training_sentences
from vocpipe.settings import Settings
from vocpipe.store.vectors import text_hash
from vocpipe.wording import tell

_WORDS = {
    -1: {"-1", "neg", "negative", "bad", "ネガティブ", "否定"},
    0: {"0", "neu", "neutral", "mixed", "ニュートラル", "中立"},
    1: {"1", "+1", "pos", "positive", "good", "ポジティブ", "肯定"},
}
_SEED = 7  # fixed, so that every run calibrates on the same rows
_FOLDS = 5  # of a taught classifier


@dataclass(frozen=True, slots=True)
class SentimentScores:
    """How well sentiment agrees with labels.

    macro_f1, accuracy: over the three classes; auc: positive against negative rows by sentiment; n: rows.
    """

    macro_f1: float
    accuracy: float
    auc: float | None
    n: int


@dataclass(frozen=True, slots=True)
class CalibratedScores(SentimentScores):
    """How well calibrated sentiment agrees with labels.

    calibrated_on: rows that the head was calibrated on, which were not measured; 0 if the general head stayed.
    """

    calibrated_on: int


def evaluate_sentiment(rows: LabelledRows, settings: Settings) -> SentimentScores:
    """How well the sentiment of the rows' texts agrees with their labels: pos, neu, neg, words, or -1, 0, 1.

    A sentence that would be called unsure counts with its likeliest class. Raises EvaluationError for another label.
    """
    truth = np.array([sentiment_class(label) for label in rows.labels])
    ours, theirs = vectors_beside(training_sentences(), rows.texts, settings)
    return SentimentScores(*_compare(train(ours).probabilities(theirs, rows.texts), truth))


def evaluate_calibrated(rows: LabelledRows, settings: Settings, sample: int) -> CalibratedScores:
    """The scores of all rows except `sample` of them, on which the head is calibrated as on scored feedback.

    Raises EvaluationError for an unknown label, and if the rows or the sample are too few.
    """
    if not MIN_TEXTS <= sample < len(rows.texts):
        problem = tell("evaluate.sentiment.sample_size", min_rows=MIN_TEXTS, rows=len(rows.texts), sample=sample)
        raise EvaluationError(problem)
    truth = np.array([sentiment_class(label) for label in rows.labels])
    ours, theirs = vectors_beside(training_sentences(), rows.texts, settings)
    order = np.random.default_rng(_SEED).permutation(len(truth))
    drawn, rest = order[:sample], order[sample:]
    texts = [rows.texts[row] for row in drawn]
    hashes = [text_hash(text) for text in texts]
    head = train(ours)
    scored = Scored(hashes, texts, theirs[drawn], truth[drawn], np.ones(sample), [OWN] * sample)
    calibration = calibrate(head.sentiment, ours, scored)
    calibrated = calibration is not None and calibration.head is not None
    if calibration is not None and calibration.head is not None:
        head = Heads(calibration.head, head.intent)
    known = set(hashes)
    rest = np.array([row for row in rest if text_hash(rows.texts[row]) not in known])
    scores = _compare(head.probabilities(theirs[rest], [rows.texts[row] for row in rest]), truth[rest])
    return CalibratedScores(*scores, calibrated_on=sample if calibrated else 0)


def evaluate_taught(rows: LabelledRows, settings: Settings) -> SentimentScores:
    """The scores of a classifier that is taught on the rows themselves, each predicted by one that has not seen it.

    It sees the features of the head, and knows the source and its labels: what a head without them could reach at most.
    Raises EvaluationError for an unknown label, and if a label has too few rows to be divided.
    """
    truth = np.array([sentiment_class(label) for label in rows.labels])
    if min(np.unique(truth, return_counts=True)[1]) < _FOLDS:
        raise EvaluationError(tell("evaluate.sentiment.too_few_to_teach", folds=_FOLDS))
    _, theirs = vectors_beside(training_sentences(), rows.texts, settings)
    return SentimentScores(*_compare(_taught(features(theirs, rows.texts), truth), truth))


def _taught(seen: Any, truth: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The probabilities of negative, neutral, positive by cross-validation; 0 for a label that no row has."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    model = LogisticRegression(class_weight="balanced", tol=ROUGH_TOLERANCE, max_iter=2000)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    chances = np.zeros((len(truth), 3))
    chances[:, np.unique(truth) + 1] = cross_val_predict(model, seen, truth, cv=folds, method="predict_proba")
    return chances


def _compare(chances: npt.NDArray[np.float64], truth: npt.NDArray[np.int64]) -> tuple[float, float, float | None, int]:
    """macro_f1, accuracy, auc, n."""
    from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

    guess = np.array([-1, 0, 1])[chances.argmax(axis=1)]
    polar = truth != 0
    both = len(set(truth[polar].tolist())) == 2
    return (
        float(f1_score(truth, guess, average="macro")),
        float(accuracy_score(truth, guess)),
        float(roc_auc_score(truth[polar] > 0, (chances[:, 2] - chances[:, 0])[polar])) if both else None,
        len(truth),
    )


def sentiment_class(label: str) -> int:
    """-1, 0 or 1, of a label in words or figures; raises EvaluationError for another one."""
    for value, words in _WORDS.items():
        if label.casefold() in words:
            return value
    raise EvaluationError(tell("evaluate.sentiment.unknown_label", label=label))
