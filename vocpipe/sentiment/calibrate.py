"""Sentiment calibrated on scored feedback: stars, NPS, CSAT and CES as weak labels next to the training sentences.

A score need not judge the sentence it came with: what a scored text means is estimated from both (`channel`). How much
such a text weighs against a training sentence is chosen by cross-validation on the scored texts. The general head stays
unless a weight predicts held-out scores clearly better.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.sentiment.channel import Meanings, meanings
from vocpipe.sentiment.features import Matrix, features
from vocpipe.sentiment.head import ROUGH_TOLERANCE, TOLERANCE, SentimentHead, fit
from vocpipe.sentiment.training import training_labels, training_sentences

# With fewer texts, or fewer of any second label, a better head can't be distinguished from luck.
MIN_TEXTS = 200
MIN_OF_A_LABEL = 20
# More texts hardly improve the head and take long; their hashes decide which are used.
MAX_TEXTS = 4000
# The weights of a scored text that are tried, against 1 for a training sentence; 0 is the general head.
WEIGHTS = (0.0, 1.0, 3.0, 6.0)
# The minimum reduction of the log loss on held-out scored texts, as a share of the general head's.
MIN_GAIN = 0.05
# The maximum increase of the log loss on held-out training sentences: five stars don't make a plain fact praise.
MAX_FORGETTING = 0.15
FOLDS = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """Texts with a label (-1, 0, 1) from their score, the label's trust (0..1) and its source.

    The source is the kind of score, or `channel.OWN` if it is the text's own label. A text with several labels has
    a row for each; rows of equal hashes are never separated in cross-validation.
    """

    hashes: list[str]
    texts: list[str]
    vectors: Matrix
    labels: npt.NDArray[np.int64]
    trust: npt.NDArray[np.float64]
    sources: list[str]

    @classmethod
    def from_table(cls, rows: pa.Table, vectors: Matrix) -> "Scored":
        """The rows of scored_texts.sql with the vectors of their texts."""
        return cls(
            rows.column("text_hash").to_pylist(),
            rows.column("text").to_pylist(),
            vectors,
            rows.column("label").to_numpy().astype(np.int64),
            rows.column("weight").to_numpy(),
            rows.column("source").to_pylist(),
        )

    def part(self, places: npt.NDArray[np.int64]) -> "Scored":
        """Some of the rows."""
        hashes, texts, sources = (
            [column[place] for place in places] for column in (self.hashes, self.texts, self.sources)
        )
        return Scored(hashes, texts, self.vectors[places], self.labels[places], self.trust[places], sources)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The head (None: the general one stays), the weight of scored texts, and the log loss before and after."""

    head: SentimentHead | None
    weight: float
    before: float
    after: float


def enough(labels: npt.NDArray[np.int64]) -> bool:
    """Whether scored texts with these labels can calibrate at all."""
    counts = sorted(np.unique(labels, return_counts=True)[1].tolist(), reverse=True)
    return len(labels) >= MIN_TEXTS and len(counts) > 1 and counts[1] >= MIN_OF_A_LABEL


def calibrate(general: SentimentHead, vectors: Matrix, scored: Scored) -> Calibration | None:
    """The general head refitted on the training sentences and the scored texts; None if these are too few.

    vectors: of the training sentences in their order, shape (sentences, dimensions).
    """
    if not enough(scored.labels):
        return None
    scored = scored.part(np.sort(np.argsort(np.array(scored.hashes), kind="stable")[:MAX_TEXTS]))
    rows = _rows(general, vectors, scored)
    hashes = training_sentences().column("text_hash").to_pylist() + scored.hashes
    folds = np.array([int(key[:8], 16) % FOLDS for key in hashes])
    losses = {weight: _losses(rows, folds, weight) for weight in WEIGHTS}
    before = losses[0.0]
    fair = [weight for weight in WEIGHTS if losses[weight][0] <= (1 + MAX_FORGETTING) * before[0]]
    weight = min(fair, key=lambda weight: losses[weight][1])
    after = losses[weight][1]
    if after > (1 - MIN_GAIN) * before[1]:
        return Calibration(None, 0.0, before[1], before[1])
    return Calibration(rows.fit(weight), weight, before[1], after)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The training sentences and, after them, the scored texts.

    Features and labels of all; trust and meanings of the scored texts alone.
    """

    features: Any
    labels: npt.NDArray[np.int64]
    trust: npt.NDArray[np.float64]
    meanings: Meanings

    @property
    def n_training(self) -> int:
        """How many of the rows are training sentences."""
        return len(self.labels) - len(self.trust)

    def fit(self, weight: float, left_out: npt.NDArray[np.bool_] | None = None) -> SentimentHead:
        """The head fitted to all rows, or less exactly to all but some.

        Training sentences weigh 1, scored texts `weight` by their trust and by the certainty of their meaning.
        """
        weights = np.r_[np.ones(self.n_training), weight * self.trust * self.meanings.certainty]
        if left_out is not None:
            weights[left_out] = 0
        used = weights > 0
        tolerance = TOLERANCE if left_out is None else ROUGH_TOLERANCE
        return fit(self.features[used], self.labels[used], weights[used], tolerance=tolerance)


def _rows(general: SentimentHead, vectors: Matrix, scored: Scored) -> _Rows:
    from scipy import sparse

    training = features(vectors, training_sentences().column("text").to_pylist())
    texts = features(scored.vectors, scored.texts)
    meant = meanings(general.predict_proba(texts), scored.labels, scored.trust, scored.sources)
    labels = np.r_[training_labels(), meant.labels]
    return _Rows(sparse.vstack([training, texts], format="csr"), labels, scored.trust, meant)


def _losses(rows: _Rows, folds: npt.NDArray[np.int64], weight: float) -> tuple[float, float]:
    """Held-out log loss with this weight: of the training sentences, and of the scores of scored texts by trust."""
    predicted = np.empty((len(folds), 3))
    for fold in range(FOLDS):
        held_out = folds == fold
        predicted[held_out] = rows.fit(weight, held_out).predict_proba(rows.features[held_out])
    n = rows.n_training
    training = predicted[np.arange(n), rows.labels[:n] + 1]
    scores = (predicted[n:] * rows.meanings.likelihood).sum(axis=1)
    return (
        float(-np.log(training.clip(1e-9)).mean()),
        float(np.average(-np.log(scores.clip(1e-9)), weights=rows.trust)),
    )
