"""What a score says of a sentence: the chance of each score for each meaning, estimated for each kind of score.

Who gives nine of ten may write of nothing but what vexes him: an NPS judges the company, and a score of several
sentences judges none of them alone. The chances are those under which the scores are likeliest, given what the general
head makes of the sentences (expectation-maximization, as Dawid & Skene 1979 for raters); a score that says nothing of
the sentences gets the same chances in each row, and teaches nothing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Chances = npt.NDArray[np.float64]
# Where the estimate begins and what it falls back on: as many texts as _PRIOR, told right by their scores four in five.
_START = np.full((3, 3), 0.1) + 0.7 * np.eye(3)
_PRIOR = 20.0
_ROUNDS = 50
# The source of labels that are the sentences' own.
OWN = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What each scored text most likely means (-1, 0, 1), how surely (0..1), and how likely its score is for each
    meaning, shape (texts, 3).
    """

    labels: npt.NDArray[np.int64]
    sure: Chances
    likelihood: Chances


def meanings(chances: Chances, labels: npt.NDArray[np.int64], trust: Chances, sources: list[str]) -> Meant:
    """What the texts mean whose scores say `labels`, where the general head gives them these chances, shape (texts, 3).

    trust: how much each text counts. sources: the kind of score; texts of the source OWN mean their labels.
    """
    likelihood = np.eye(3)[:, labels + 1].T
    kinds = np.array(sources)
    for kind in sorted(set(sources) - {OWN}):
        at = kinds == kind
        likelihood[at] = _channel(chances[at], labels[at], trust[at])[:, labels[at] + 1].T
    posterior = _posterior(chances, likelihood)
    return Meant(posterior.argmax(axis=1) - 1, posterior.max(axis=1), likelihood)


def _channel(chances: Chances, labels: npt.NDArray[np.int64], trust: Chances) -> Chances:
    """The chance of each label (columns) for each meaning (rows), shape (3, 3)."""
    given = np.eye(3)[labels + 1] * trust[:, None]
    channel = _START
    for _ in range(_ROUNDS):
        counts = _posterior(chances, channel[:, labels + 1].T).T @ given + _PRIOR / 3 * _START
        channel = counts / counts.sum(axis=1, keepdims=True)
    return channel


def _posterior(chances: Chances, likelihood: Chances) -> Chances:
    joint = chances.clip(1e-9) * likelihood
    posterior: Chances = joint / joint.sum(axis=1, keepdims=True)
    return posterior
