"""Sentiment calibrated on scored feedback: stars, NPS, CSAT and CES as weak labels beside the project's own sentences.

A score need not judge the sentence it came with: what a scored text means is told from both (`channel`). How much such
a text weighs against a sentence of ours is chosen by cross-validation on the scored texts; where no weight makes
held-out scores clearly better told, the general head stays.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.sentiment.channel import Meant, meanings
from vocpipe.sentiment.head import ROUGH, TOLERANCE, Linear, Matrix, features, fit, training_labels, training_sentences

# Fewer texts, or fewer of any second label, can't tell a better head from luck.
LEAST = 200
LEAST_OF_A_LABEL = 20
# More teach little and take long; which ones are taken is told by their hashes.
MOST = 4000
# The general head, and how many of our sentences a scored text may weigh.
WEIGHTS = (0.0, 1.0, 3.0, 6.0)
# How much lower the log loss on held-out scored texts has to be, as a share of the general head's.
GAIN = 0.05
# How much higher the log loss on our own held-out sentences may be: five stars don't make a plain fact praise.
FORGETTING = 0.15
FOLDS = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """Texts with the label (-1, 0, 1) that a score gives them, how far it can be trusted (0..1) and its source (the
    kind of score, or `channel.OWN` where it is the text's own label); one row each.

    A text with several labels stands there once for each; equal hashes never part in cross-validation.
    """

    hashes: list[str]
    texts: list[str]
    vectors: Matrix
    labels: npt.NDArray[np.int64]
    trust: npt.NDArray[np.float64]
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The head (None: the general one stays), the weight of scored texts, and log loss before and after."""

    head: Linear | None
    weight: float
    before: float
    after: float


def enough(labels: npt.NDArray[np.int64]) -> bool:
    """Can scored texts with these labels calibrate at all?"""
    counts = sorted(np.unique(labels, return_counts=True)[1].tolist(), reverse=True)
    return len(labels) >= LEAST and len(counts) > 1 and counts[1] >= LEAST_OF_A_LABEL


def calibrate(general: Linear, vectors: Matrix, scored: Scored) -> Calibration | None:
    """The head refitted on the training sentences, whose vectors these are, and the scored texts; None: too few.

    general: what the training sentences alone taught.
    """
    if not enough(scored.labels):
        return None
    ours = training_sentences()
    chosen = np.sort(np.argsort(np.array(scored.hashes), kind="stable")[:MOST])
    seen = features(vectors, ours.column("text").to_pylist())
    theirs = features(scored.vectors[chosen], [scored.texts[place] for place in chosen])
    trust = scored.trust[chosen]
    sources = [scored.sources[place] for place in chosen]
    meant = meanings(general.predict_proba(theirs), scored.labels[chosen], trust, sources)
    hashes = ours.column("text_hash").to_pylist() + [scored.hashes[place] for place in chosen]
    lesson = _Lesson(_stacked(seen, theirs), np.r_[training_labels(), meant.labels], trust, meant)
    fold = np.array([int(key[:8], 16) % FOLDS for key in hashes])
    losses = {weight: _losses(lesson, fold, weight) for weight in WEIGHTS}
    before = losses[0.0]
    fair = [weight for weight in WEIGHTS if losses[weight][0] <= (1 + FORGETTING) * before[0]]
    weight = min(fair, key=lambda weight: losses[weight][1])
    after = losses[weight][1]
    if after > (1 - GAIN) * before[1]:
        return Calibration(None, 0.0, before[1], before[1])
    return Calibration(lesson.learned(weight), weight, before[1], after)


@dataclass(frozen=True, slots=True)
class _Lesson:
    """Our sentences and, after them, the scored texts: features and labels of all, trust and meaning of the latter."""

    seen: Any
    labels: npt.NDArray[np.int64]
    trust: npt.NDArray[np.float64]
    meant: Meant

    @property
    def own(self) -> int:
        """How many of the rows are our sentences."""
        return len(self.labels) - len(self.trust)

    def learned(self, weight: float, left_out: npt.NDArray[np.bool_] | None = None) -> Linear:
        """The head that all rows teach, or roughly the others: our sentences weigh 1, scored texts `weight` by trust
        and by how sure their meaning is.
        """
        weights = np.r_[np.ones(self.own), weight * self.trust * self.meant.sure]
        if left_out is not None:
            weights[left_out] = 0
        used = weights > 0
        tolerance = TOLERANCE if left_out is None else ROUGH
        return fit(self.seen[used], self.labels[used], weights[used], tolerance=tolerance)


def _losses(lesson: _Lesson, fold: npt.NDArray[np.int64], weight: float) -> tuple[float, float]:
    """Held-out log loss with this weight on our own sentences, and of the scores of scored texts (by their trust)."""
    chances = np.empty((len(fold), 3))
    for held in range(FOLDS):
        chances[fold == held] = lesson.learned(weight, fold == held).predict_proba(lesson.seen[fold == held])
    own = lesson.own
    ours = chances[np.arange(own), lesson.labels[:own] + 1]
    theirs = (chances[own:] * lesson.meant.likelihood).sum(axis=1)
    return float(-np.log(ours.clip(1e-9)).mean()), float(np.average(-np.log(theirs.clip(1e-9)), weights=lesson.trust))


def _stacked(first: Any, second: Any) -> Any:
    from scipy import sparse

    return sparse.vstack([first, second], format="csr")
