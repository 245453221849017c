"""Weekly counts of every theme."""

from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.arrays import Bools, Floats
from vocpipe.outcomes.statistics.season import season_index
from vocpipe.store.tables import registered

HISTORY_WEEKS = 160  # three years: as much as a season needs
RECENT_WEEKS = 4
WEEKS_BEFORE = 12
MIN_WEEKS_BEFORE = 4  # with feedback; with the recent four they are the eight weeks that a trend needs
MIN_EXPECTED = 5  # mentions per period if nothing had changed


# The tables that `read_weeks` reads.
READS = frozenset(
    {"feedback_raw", "feedback_clean", "customer", "customer_match", "customer_number", "duplicate"}
    | {"sentence", "sentence_theme", "theme"}
)


def read_weeks(connection: duckdb.DuckDBPyConnection, timezone: str) -> pa.Table:
    """One row per main theme and week of the last HISTORY_WEEKS, with the columns of theme_weeks.sql."""
    with registered(connection, said=read_said(connection, timezone)):
        return read(connection, "theme_weeks.sql", weeks=HISTORY_WEEKS)


def read_said(connection: duckdb.DuckDBPyConnection, timezone: str) -> pa.Table:
    """One row per piece of feedback that counts in trends, with the columns of said_weeks.sql."""
    return read(connection, "said_weeks.sql", timezone=timezone)


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
    def exists(self) -> Bools:
        """Whether a theme has been mentioned by that week, shape (themes, weeks): its start is not overdispersion."""
        mondays = np.array(self.mondays, dtype="datetime64[D]")
        return mondays >= np.array(self.first_weeks, dtype="datetime64[D]")[:, None]
