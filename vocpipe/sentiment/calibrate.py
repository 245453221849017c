"""Sentiment calibrated on scored feedback: stars, NPS, CSAT and CES as weak labels beside the project's own sentences.

How much a scored text weighs against a sentence of ours is chosen by cross-validation on the scored texts; where no
weight makes held-out scores clearly better told, the general head stays.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.sentiment.head import Linear, Matrix, features, fit, training_labels, training_sentences

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
    """Texts with the label (-1, 0, 1) that a score gives them and how far it can be trusted (0..1); one row each.

    A text with several labels stands there once for each; equal hashes never part in cross-validation.
    """

    hashes: list[str]
    texts: list[str]
    vectors: Matrix
    labels: npt.NDArray[np.int64]
    trust: npt.NDArray[np.float64]


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


def calibrate(vectors: Matrix, scored: Scored) -> Calibration | None:
    """The head refitted on the training sentences, whose vectors these are, and the scored texts; None: too few."""
    if not enough(scored.labels):
        return None
    ours = training_sentences()
    chosen = np.sort(np.argsort(np.array(scored.hashes), kind="stable")[:MOST])
    seen = _stacked(
        features(vectors, ours.column("text").to_pylist()),
        features(scored.vectors[chosen], [scored.texts[place] for place in chosen]),
    )
    labels = np.r_[training_labels(), scored.labels[chosen]]
    trust = np.r_[np.zeros(len(vectors)), scored.trust[chosen]]
    hashes = ours.column("text_hash").to_pylist() + [scored.hashes[place] for place in chosen]
    fold = np.array([int(key[:8], 16) % FOLDS for key in hashes])
    losses = {weight: _losses(seen, labels, trust, fold, weight) for weight in WEIGHTS}
    general = losses[0.0]
    fair = [weight for weight in WEIGHTS if losses[weight][0] <= (1 + FORGETTING) * general[0]]
    weight = min(fair, key=lambda weight: losses[weight][1])
    after = losses[weight][1]
    if after > (1 - GAIN) * general[1]:
        return Calibration(None, 0.0, general[1], general[1])
    return Calibration(fit(*_weighed(seen, labels, trust, weight)), weight, general[1], after)


def _losses(
    seen: Any,
    labels: npt.NDArray[np.int64],
    trust: npt.NDArray[np.float64],
    fold: npt.NDArray[np.int64],
    weight: float,
) -> tuple[float, float]:
    """Held-out log loss with this weight on our own sentences, and on the scored texts (by their trust)."""
    loss = np.empty(len(labels))
    for held in range(FOLDS):
        kept, out = fold != held, fold == held
        head = fit(*_weighed(seen[kept], labels[kept], trust[kept], weight))
        chances = head.predict_proba(seen[out])
        loss[out] = -np.log(chances[np.arange(out.sum()), labels[out] + 1].clip(1e-9))
    own = trust == 0
    return float(loss[own].mean()), float(np.average(loss[~own], weights=trust[~own]))


def _weighed(
    seen: Any, labels: npt.NDArray[np.int64], trust: npt.NDArray[np.float64], weight: float
) -> tuple[Any, npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """What counts, its labels and weights: our sentences one each, scored texts `weight` by their trust."""
    weights = np.where(trust == 0, 1.0, weight * trust)
    used = weights > 0
    return seen[used], labels[used], weights[used]


def _stacked(first: Any, second: Any) -> Any:
    from scipy import sparse

    return sparse.vstack([first, second], format="csr")
