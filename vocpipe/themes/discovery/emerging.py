"""Emerging themes: dense new groups among the texts that no theme explains.

HDBSCAN (Campello, Moulavi, Sander 2013) suits data in which most points belong to no group. A group emerges if its
texts are clearly nearer to each other than those around it. New sentences may join it, and once it has lasted it
becomes an ordinary theme.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vocpipe.themes.discovery.density import dense_groups
from vocpipe.themes.discovery.nearest import nearest
from vocpipe.themes.space import NOWHERE, Labels, Matrix

# A group has lasted once it was mentioned over at least this many days, in this many weeks, in this many times the
# minimum number of sentences.
MIN_DAYS, MIN_WEEKS, MIN_SIZE_FACTOR = 14, 3, 2
# Themed texts that HDBSCAN sees besides the unthemed ones, and the share of a group that may consist of them.
THEMED_SAMPLE = 1000
_MAX_THEMED = 0.2
_MIN_SAMPLES = 3
_MIN_CERTAINTY = 0.5
# How near a group's texts are to each other at least: this many standard deviations nearer than the texts around it, or
# this cosine if there are hardly any texts around it.
_MIN_DEVIATIONS, _MIN_CLOSENESS = 2.5, 0.5


@dataclass(frozen=True, slots=True)
class Emerging:
    """The groups that emerge among some texts.

    labels: the group of each text, -1 for none, shape (texts,). scores: how firmly each text belongs to its group, 0 to
    1, shape (texts,). certainty: the mean score of each group.
    """

    labels: Labels
    certainty: list[float]
    scores: npt.NDArray[np.float64]


def find_emerging(vectors: Matrix, themed: Matrix, min_size: int) -> Emerging:
    """Groups among texts that belong to no theme; vectors of unit length, shape (texts, dimensions).

    themed: vectors of some texts that have a theme. They show HDBSCAN how dense a theme is, and a group that holds many
    of them is not new.
    """
    count = len(vectors)
    if count < 2 * min_size:
        return Emerging(np.full(count, NOWHERE, np.int64), [], np.zeros(count))
    labels, scores = dense_groups(np.concatenate([vectors, themed]), min_size, min_samples=_MIN_SAMPLES, seed=0)
    sizes_themed = np.bincount(labels[count:][labels[count:] >= 0], minlength=int(labels.max(initial=0)) + 1)
    labels, scores = labels[:count], scores[:count]
    closeness = _closeness(vectors, labels)
    min_closeness = _min_closeness(closeness[labels == NOWHERE], min_size)
    groups = []
    for group in range(int(labels.max(initial=NOWHERE)) + 1):
        inside = labels == group
        is_new = inside.sum() >= max(min_size, (1 - _MAX_THEMED) * (inside.sum() + sizes_themed[group]))
        if is_new and scores[inside].mean() >= _MIN_CERTAINTY and closeness[inside].mean() > min_closeness:
            groups.append(group)
    number = np.full(int(labels.max(initial=NOWHERE)) + 2, NOWHERE, np.int64)
    number[groups] = np.arange(len(groups))
    certainty = [float(round(scores[labels == group].mean(), 3)) for group in groups]
    return Emerging(number[labels], certainty, scores)


def _min_closeness(around: npt.NDArray[np.float64], min_size: int) -> float:
    """The closeness a group needs, from the closeness of the texts that are in no group."""
    if len(around) < min_size:
        return _MIN_CLOSENESS
    return max(_MIN_CLOSENESS, float(around.mean() + _MIN_DEVIATIONS * around.std()))


def _closeness(vectors: Matrix, labels: Labels) -> npt.NDArray[np.float64]:
    """Mean cosine of each text to the nearest few of its group, shape (texts,); ungrouped texts count as one group."""
    closeness = np.zeros(len(vectors))
    for group in range(NOWHERE, int(labels.max(initial=NOWHERE)) + 1):
        members = np.flatnonzero(labels == group)
        inside = vectors[members]
        _, cosines = nearest(inside, inside, _MIN_SAMPLES, same=True)
        closeness[members] = cosines.mean(axis=1) if cosines.shape[1] else 0.0
    return closeness
