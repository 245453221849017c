"""The meaning of a sentence given its score: the probability of each score given each meaning, per kind of score.

A customer who gives nine out of ten may still write only about an annoyance: an NPS judges the company, and a score
shared by several sentences judges none of them alone. The probabilities maximize the likelihood of the scores given the
general head's predictions (expectation-maximization, as Dawid and Skene 1979 for raters). A score that says nothing
about its sentences gets equal probabilities in each row, and has no effect.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Probabilities = npt.NDArray[np.float64]
# The estimate's start and prior: as if _PRIOR_TEXTS texts were labeled right by their scores four times out of five.
_START = np.full((3, 3), 0.1) + 0.7 * np.eye(3)
_PRIOR_TEXTS = 20.0
_ROUNDS = 50
# The source of labels that are the sentences' own.
OWN = ""


@dataclass(frozen=True, slots=True)
class Meanings:
    """The likeliest meanings of scored texts: labels (-1, 0, 1), certainty (0..1), likelihood of the score per meaning.

    Shapes: (texts,), (texts,), (texts, 3).
    """

    labels: npt.NDArray[np.int64]
    certainty: Probabilities
    likelihood: Probabilities


def meanings(
    predicted: Probabilities, labels: npt.NDArray[np.int64], trust: Probabilities, sources: list[str]
) -> Meanings:
    """The meanings of texts whose scores give `labels`; predicted: by the general head, shape (texts, 3).

    trust: how much each text counts. sources: the kind of score; texts of the source OWN mean their labels.
    """
    likelihood = np.eye(3)[:, labels + 1].T
    kinds = np.array(sources)
    for kind in sorted(set(sources) - {OWN}):
        at = kinds == kind
        likelihood[at] = _channel(predicted[at], labels[at], trust[at])[:, labels[at] + 1].T
    posterior = _posterior(predicted, likelihood)
    return Meanings(posterior.argmax(axis=1) - 1, posterior.max(axis=1), likelihood)


def _channel(predicted: Probabilities, labels: npt.NDArray[np.int64], trust: Probabilities) -> Probabilities:
    """The probability of each label (columns) given each meaning (rows), shape (3, 3)."""
    given = np.eye(3)[labels + 1] * trust[:, None]
    channel = _START
    for _ in range(_ROUNDS):
        counts = _posterior(predicted, channel[:, labels + 1].T).T @ given + _PRIOR_TEXTS / 3 * _START
        channel = counts / counts.sum(axis=1, keepdims=True)
    return channel


def _posterior(predicted: Probabilities, likelihood: Probabilities) -> Probabilities:
    joint = predicted.clip(1e-9) * likelihood
    posterior: Probabilities = joint / joint.sum(axis=1, keepdims=True)
    return posterior
