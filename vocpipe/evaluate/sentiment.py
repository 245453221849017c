"""How well sentiment agrees with labels that people gave."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.errors import EvaluationError
from vocpipe.evaluate.rows import LabelledRows
from vocpipe.evaluate.vectors import vectors_beside
from vocpipe.sentiment.calibrate import MIN_TEXTS, Scored, calibrate
from vocpipe.sentiment.channel import OWN
from vocpipe.sentiment.head import Heads, train
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
    truth = np.array([_class(label) for label in rows.labels])
    ours, theirs = vectors_beside(training_sentences(), rows.texts, settings)
    return SentimentScores(*_compare(train(ours).probabilities(theirs, rows.texts), truth))


def evaluate_calibrated(rows: LabelledRows, settings: Settings, sample: int) -> CalibratedScores:
    """The scores of all rows except `sample` of them, on which the head is calibrated as on scored feedback.

    Raises EvaluationError for an unknown label, and if the rows or the sample are too few.
    """
    if not MIN_TEXTS <= sample < len(rows.texts):
        problem = tell("evaluate.sentiment.sample_size", min_rows=MIN_TEXTS, rows=len(rows.texts), sample=sample)
        raise EvaluationError(problem)
    truth = np.array([_class(label) for label in rows.labels])
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


def _class(label: str) -> int:
    for value, words in _WORDS.items():
        if label.casefold() in words:
            return value
    raise EvaluationError(tell("evaluate.sentiment.unknown_label", label=label))
