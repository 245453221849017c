"""A theme's mentions before and after an event, and what would be expected in the same sources without a change."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.statistics.arrays import Bools, Floats
from vocpipe.outcomes.statistics.dispersion import overdispersion
from vocpipe.outcomes.statistics.interval import Ratios, rate_ratios
from vocpipe.outcomes.trends.counts import dense
from vocpipe.outcomes.trends.event_windows import Windows
from vocpipe.outcomes.weekly import MIN_EXPECTED, WeeklyCounts

MIN_CHANGES = 20  # of themes between other weeks, from which is estimated how far themes move anyway
_MOST_UNEVEN = 10.0  # a source whose part of the feedback differs by more between both sides is not compared
_QUARTILE = 0.75
_CHI2 = 1.3233  # the upper quartile of chi-square with one degree of freedom


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a split: mentions, feedback and expected mentions had nothing changed; each shape (themes,).

    Only the sources count that have feedback on both sides, in about the same proportions. within: how many weeks of
    equal volume the sides are worth, as the sum of their inverses.
    """

    before: Floats
    after: Floats
    expected_before: Floats
    expected_after: Floats
    feedback: tuple[int, int]
    within: float

    @property
    def expected(self) -> Floats:
        """On the side with less."""
        return np.minimum(self.expected_before, self.expected_after)

    @property
    def information(self) -> Floats:
        """The variance of the mentions after, given all of them, were they independent."""
        return self.expected_before * self.expected_after / np.maximum(self.expected_before + self.expected_after, 1e-9)


@dataclass(frozen=True)
class SourceCounts:
    """Mentions, and exposure (feedback times the theme's season), both of shape (themes, sources, weeks)."""

    weekly: WeeklyCounts
    mentions: Floats
    said: Floats  # feedback, shape (sources, weeks)

    @classmethod
    def of(cls, weekly: WeeklyCounts, mentions: pa.Table, said: pa.Table) -> "SourceCounts":
        """mentions: theme_id, source, week, n_mentions; said: source and week of every piece of feedback."""
        sources = said["source"].unique()
        themes, mondays = pa.array(weekly.theme_ids, pa.string()), pa.array(weekly.mondays, pa.date32())
        feedback = said.group_by(["source", "week"]).aggregate([([], "count_all")])
        return cls(
            weekly,
            dense(mentions, {"theme_id": themes, "source": sources, "week": mondays}, "n_mentions"),
            dense(feedback, {"source": sources, "week": mondays}, "count_all"),
        )

    def sides(self, windows: Windows) -> Sides:
        """Both sides of an event."""
        return self._sides(slice(windows.start, windows.before), slice(windows.after, windows.stop))

    def ratios(self, windows: Windows) -> Ratios:
        """The ratio of every theme's rate after to that before, in the same sources; nan if it can't be tested.

        The interval allows for weeks that vary more than by chance and for how far themes move between other weeks.
        """
        sides = self.sides(windows)
        spread = 1 + sides.information * (self._alpha * sides.within + self._movement(windows))
        exposed = np.maximum(sides.expected_after, 1e-9), np.maximum(sides.expected_before, 1e-9)
        ratios = rate_ratios(sides.after, sides.before, exposure=exposed, dispersion=spread)
        tested = (sides.expected >= MIN_EXPECTED) & self.knows_movement(windows)
        return Ratios(*(np.where(tested, getattr(ratios, name), np.nan) for name in Ratios.__slots__))

    def knows_movement(self, windows: Windows) -> bool:
        """Whether there are enough themes and weeks to say how far themes move anyway."""
        return len(self._changes(windows)) >= MIN_CHANGES

    def _movement(self, windows: Windows) -> float:
        """The variance of themes' log ratios beyond chance, between windows as long as these at any time.

        It matches the upper quartile of the squared changes: few themes that an event has moved do not raise it.
        """
        changes = self._changes(windows)
        if len(changes) < MIN_CHANGES:
            return 0.0
        square, information, spread = changes.T
        low, high = 0.0, 4.0
        for _ in range(40):
            middle = (low + high) / 2
            scaled = square / (information * (spread + information * middle))
            low, high = (middle, high) if np.quantile(scaled, _QUARTILE) > _CHI2 else (low, middle)
        return low

    def _changes(self, windows: Windows) -> Floats:
        """Squared difference from what was expected, information and spread of themes at all splits, shape (n, 3)."""
        n_before, gap = windows.before - windows.start, windows.after - windows.before
        n_after = windows.stop - windows.after
        found = self._known_changes.get((n_before, gap, n_after))
        if found is None:
            last = len(self.weekly.mondays) - gap - n_after
            first = int(np.flatnonzero(self.weekly.volume)[0]) + n_before
            splits = [
                self._sides(slice(split - n_before, split), slice(split + gap, split + gap + n_after))
                for split in range(first, last + 1)
            ]
            found = np.concatenate([np.empty((0, 3)), *(self._moved(sides) for sides in splits)])
            self._known_changes[n_before, gap, n_after] = found
        return found

    def _moved(self, sides: Sides) -> Floats:
        spread = 1 + sides.information * self._alpha * sides.within
        columns = np.stack([(sides.after - sides.expected_after) ** 2, sides.information, spread], axis=1)
        return columns[sides.expected >= MIN_EXPECTED]

    def _sides(self, before: slice, after: slice) -> Sides:
        said = np.stack([self.said[:, before].sum(axis=1), self.said[:, after].sum(axis=1)])
        part = said / np.maximum(said.sum(axis=1, keepdims=True), 1)
        even = (part.min(axis=0) > 0) & (part.max(axis=0) <= _MOST_UNEVEN * part.min(axis=0))
        mentions = np.stack([self.mentions[:, even, before].sum(axis=2), self.mentions[:, even, after].sum(axis=2)])
        exposure = np.stack([self._exposure(even, before), self._exposure(even, after)])
        rate = mentions.sum(axis=0) / np.maximum(exposure.sum(axis=0), 1e-9)
        counts, expected = mentions.sum(axis=2), (rate * exposure).sum(axis=2)
        volumes = [self.said[even, side].sum(axis=0) for side in (before, after)]
        within = sum(float((weeks**2).sum() / max(weeks.sum(), 1) ** 2) for weeks in volumes)
        feedback = int(volumes[0].sum()), int(volumes[1].sum())
        return Sides(counts[0], counts[1], expected[0], expected[1], feedback, within)

    def _exposure(self, sources: Bools, weeks: slice) -> Floats:
        """Summed over the weeks, shape (themes, sources)."""
        return np.asarray(np.einsum("sw,tw->ts", self.said[sources, weeks], self.weekly.season[:, weeks]))

    @cached_property
    def _alpha(self) -> Floats:
        """Each theme's overdispersion from week to week, shape (themes,); its start is none."""
        everything = self._exposure(np.ones(len(self.said), bool), slice(None))
        rate = self.mentions.sum(axis=2) / np.maximum(everything, 1e-9)
        exposure = rate @ self.said * self.weekly.season * self.weekly.exists
        return overdispersion(self.mentions.sum(axis=1), exposure)

    @cached_property
    def _known_changes(self) -> dict[tuple[int, int, int], Floats]:
        return {}
