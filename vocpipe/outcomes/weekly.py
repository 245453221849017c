"""Weekly counts of every theme, and the comparison of the newest weeks with those before."""

from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.arrays import Bools, Floats
from vocpipe.outcomes.statistics.dispersion import overdispersion
from vocpipe.outcomes.statistics.interval import Ratios, rate_ratios
from vocpipe.outcomes.statistics.season import MIN_WEEKS, season_index
from vocpipe.store.tables import registered

HISTORY_WEEKS = 160  # three years: as much as a season needs
WEEKS_BEFORE = 12
MIN_WEEKS_BEFORE = 4  # with feedback; with the recent four they are the eight weeks that a trend needs
MIN_EXPECTED = 5  # mentions per period if nothing had changed
_DISPERSION_WEEKS = 36  # before the recent ones, from which the overdispersion is estimated


# The tables that `read_weeks` reads.
READS = frozenset({"feedback_raw", "feedback_clean", "duplicate", "sentence", "sentence_theme", "theme"})


def read_weeks(connection: duckdb.DuckDBPyConnection, timezone: str) -> pa.Table:
    """One row per main theme and week of the last HISTORY_WEEKS, with the columns of theme_weeks.sql."""
    with registered(connection, said=read_said(connection, timezone)):
        return read(connection, "theme_weeks.sql", weeks=HISTORY_WEEKS)


def read_said(connection: duckdb.DuckDBPyConnection, timezone: str) -> pa.Table:
    """One row per piece of feedback that counts in trends, with the columns of said_weeks.sql."""
    return read(connection, "said_weeks.sql", timezone=timezone)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The recent weeks, from `since` on, against the weeks before; arrays of shape (themes,), nan if not tested."""

    since: date
    weeks: tuple[int, int]
    weeks_before: int  # with feedback in them
    recent: Floats
    before: Floats
    volume: tuple[int, int]
    expected: Floats  # in the period with less exposure, had nothing changed
    ratios: Ratios
    is_new: list[bool]  # nobody mentioned it before

    @property
    def has_history(self) -> bool:
        """Whether there is enough before to compare with."""
        return self.weeks_before >= MIN_WEEKS_BEFORE


@dataclass(frozen=True, slots=True)
class WeeklyCounts:
    """Mentions and season, shape (themes, weeks), and the volume of all feedback, shape (weeks,), by week."""

    theme_ids: list[str]
    mondays: list[date]
    mentions: Floats
    volume: Floats
    season: Floats
    first_weeks: list[date | None]

    @classmethod
    def of(cls, weeks: pa.Table, *, recent: int) -> "WeeklyCounts":
        """The counts in `weeks`: theme_id, week, n_mentions, n_said, first_week, the same weeks for each theme.

        The season is estimated from the weeks before the `recent` ones.
        """
        weeks = weeks.sort_by([("theme_id", "ascending"), ("week", "ascending")])
        mondays = sorted(set(weeks["week"].to_pylist()))
        length = max(1, len(mondays))
        mentions = weeks["n_mentions"].to_numpy().astype(np.float64).reshape(-1, length)
        volume = weeks["n_said"].to_numpy().astype(np.float64)[: len(mondays)]
        return cls(
            theme_ids=weeks["theme_id"].to_pylist()[::length],
            mondays=mondays,
            mentions=mentions,
            volume=volume,
            season=season_index(mentions, volume, recent=recent) if mondays else mentions,
            first_weeks=weeks["first_week"].to_pylist()[::length],
        )

    @property
    def knows_season(self) -> bool:
        """Whether there is enough history to estimate a season."""
        return int((self.volume > 0).sum()) > MIN_WEEKS

    def compare(self, recent: int) -> Comparison:
        """The last `recent` weeks against the WEEKS_BEFORE before them."""
        newest, before = slice(-recent, None), slice(-recent - WEEKS_BEFORE, -recent)
        counts = (self.mentions[:, newest].sum(axis=1), self.mentions[:, before].sum(axis=1))
        share = self.volume * self.season
        exposure = (share[:, newest].sum(axis=1), share[:, before].sum(axis=1))
        expected = sum(counts) * np.minimum(*exposure) / np.maximum(sum(exposure), 1.0)
        weeks_before = int((self.volume[before] > 0).sum())
        since = self.mondays[-recent] if self.mondays else date.min
        ratios = self._ratios(counts, exposure, recent)
        tested = (expected >= MIN_EXPECTED) & (weeks_before >= MIN_WEEKS_BEFORE)
        return Comparison(
            since=since,
            weeks=(recent, WEEKS_BEFORE),
            weeks_before=weeks_before,
            recent=counts[0],
            before=counts[1],
            volume=(int(self.volume[newest].sum()), int(self.volume[before].sum())),
            expected=expected,
            ratios=Ratios(*(np.where(tested, getattr(ratios, name), np.nan) for name in Ratios.__slots__)),
            is_new=[first is not None and first >= since for first in self.first_weeks],
        )

    @property
    def exists(self) -> Bools:
        """Whether a theme has been mentioned by that week, shape (themes, weeks): its start is not overdispersion."""
        mondays = np.array(self.mondays, dtype="datetime64[D]")
        return mondays >= np.array(self.first_weeks, dtype="datetime64[D]")[:, None]

    def _ratios(self, counts: tuple[Floats, Floats], exposure: tuple[Floats, Floats], recent: int) -> Ratios:
        """The ratio of every theme, tested or not; the dispersion is that at the rate of both periods together."""
        past = slice(max(0, len(self.mondays) - recent - _DISPERSION_WEEKS), -recent)
        alpha = overdispersion(self.mentions[:, past], (self.volume * self.season * self.exists)[:, past])
        exposed = np.maximum(exposure, 1e-9)
        weekly = sum(counts) / sum(exposed) * exposed[0] / recent
        return rate_ratios(*counts, exposure=(exposed[0], exposed[1]), dispersion=1 + alpha * weekly)
