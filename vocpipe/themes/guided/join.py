"""Guided and discovered themes together, as one discovery in which the guided themes come first."""

from dataclasses import dataclass

import numpy as np

from vocpipe.settings import ThemesSettings
from vocpipe.themes.discovery.discover import Discovery, subthemes_of
from vocpipe.themes.guided.take import Taken
from vocpipe.themes.space import NOWHERE, Labels, Space
from vocpipe.themes.words import Words


@dataclass(frozen=True, slots=True)
class Joined:
    """The themes of all sentences.

    discovery: the first of its themes are guided, and `guided` has the number of each in the guide. Guided themes that
    took nothing are not among them.
    """

    discovery: Discovery
    guided: list[int]

    @property
    def methods(self) -> list[str]:
        """How each sentence came to its place: guided or discovered."""
        themes = self.discovery.themes
        methods: list[str] = np.where((themes >= 0) & (themes < len(self.guided)), "guided", "discovered").tolist()
        return methods


def join(taken: Taken, discovery: Discovery, space: Space, words: Words, settings: ThemesSettings) -> Joined:
    """The two together. discovery: of the sentences that were not taken; space, words: of all sentences."""
    is_taken = taken.themes != NOWHERE
    if not is_taken.any():
        return Joined(discovery, [])
    guided, numbers = np.unique(taken.themes[is_taken], return_inverse=True)
    themes, subthemes = (np.full(len(space), NOWHERE, np.int64) for _ in range(2))
    inside = np.flatnonzero(is_taken)
    themes[is_taken] = numbers
    subthemes[is_taken] = subthemes_of(numbers.astype(np.int64), space.part(inside), words.of(inside), settings)
    themes[~is_taken] = _after(len(guided), discovery.themes)
    subthemes[~is_taken] = _after(int(subthemes.max()) + 1, discovery.subthemes)
    scores = taken.scores.copy()
    scores[~is_taken] = discovery.scores
    return Joined(Discovery(themes, subthemes, scores, discovery.resolution), guided.tolist())


def _after(count: int, labels: Labels) -> Labels:
    """The labels, numbered after `count` others."""
    return np.where(labels == NOWHERE, NOWHERE, labels + count)
