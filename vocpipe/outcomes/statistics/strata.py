"""Counts of two periods in strata that are compared each with itself, and the ratio of the rates over all of them."""

from dataclasses import dataclass

import numpy as np

from vocpipe.outcomes.statistics.arrays import Floats


@dataclass(frozen=True, slots=True)
class Strata:
    """Counts and exposures of the recent period and of the one before, each of shape (themes, strata).

    A stratum without exposure in one of the two periods says nothing of the ratio, and does not count.
    """

    recent: Floats
    before: Floats
    exposure_recent: Floats
    exposure_before: Floats

    def less(self, recent: Floats, before: Floats) -> "Strata":
        """The strata without these counts; the exposure stays, which makes the ratio no more extreme."""
        return Strata(self.recent - recent, self.before - before, self.exposure_recent, self.exposure_before)

    @property
    def part(self) -> Floats:
        """The recent part of each stratum's exposure, 0 where it does not count; shape (themes, strata)."""
        whole = self.exposure_recent + self.exposure_before
        both = (self.exposure_recent > 0) & (self.exposure_before > 0)
        return np.divide(self.exposure_recent, whole, out=np.zeros(whole.shape), where=both)

    @property
    def totals(self) -> tuple[Floats, Floats]:
        """The counts of both periods over the strata that count, shape (themes,)."""
        counts = self.part > 0
        return (self.recent * counts).sum(axis=1), (self.before * counts).sum(axis=1)

    @property
    def expected_recent(self) -> Floats:
        """The recent count if both periods had the same rate in each stratum."""
        return np.asarray(((self.recent + self.before) * self.part).sum(axis=1))

    @property
    def expected(self) -> Floats:
        """The count of the period with less exposure if both had the same rate in each stratum."""
        return np.minimum(self.expected_recent, sum(self.totals) - self.expected_recent)

    @property
    def exposures(self) -> tuple[Floats, Floats]:
        """Exposures of both periods by which the totals have the Mantel-Haenszel ratio of the strata.

        Where one of the counts is 0 there is no such ratio; then they are those by which the totals are as expected.
        """
        part = self.part
        recent, before = (self.recent * (part > 0) * (1 - part)).sum(axis=1), (self.before * part).sum(axis=1)
        totals, expected = self.totals, self.expected_recent
        known = (recent > 0) & (before > 0)
        odds = np.where(known, totals[0] * before / np.where(known, totals[1] * recent, 1.0), np.nan)
        all_counts = sum(totals)
        fallback = np.divide(expected, all_counts, out=np.full(len(expected), 0.5), where=all_counts > 0)
        fallback = np.clip(fallback, 1e-9, 1 - 1e-9)
        share = np.where(known, odds / (1 + odds), fallback)
        return share, 1 - share
