"""The newest weeks of every theme against those before: by source, by customer, and without the largest customer.

A customer counts once a week and source, however much they say: one who writes thirty tickets about one thing is one
customer with that problem. Each source is compared with itself and the ratios are combined (Mantel-Haenszel), so that
neither more feedback nor another mix of sources is mistaken for a change.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.statistics.arrays import Bools, Floats
from vocpipe.outcomes.statistics.dispersion import overdispersion
from vocpipe.outcomes.statistics.interval import Ratios, rate_ratios
from vocpipe.outcomes.statistics.season import MIN_WEEKS, season_index
from vocpipe.outcomes.statistics.strata import Strata
from vocpipe.outcomes.trends.repeats import Repeats
from vocpipe.outcomes.trends.rows import TrendRows
from vocpipe.outcomes.weekly import HISTORY_WEEKS, MIN_EXPECTED, MIN_WEEKS_BEFORE, WEEKS_BEFORE
from vocpipe.wording import Text

_DISPERSION_WEEKS = 36  # before the recent ones, from which the overdispersion is estimated


@dataclass(frozen=True, slots=True)
class Comparison:
    """The recent weeks, from `since` on, against the weeks before; arrays of shape (themes,), nan if not tested.

    recent, before: pieces of feedback. customers: those who said them, in both periods. volume: all pieces of feedback.
    expected: customers in the period with less exposure, had nothing changed, each once a week. ratios: of customers.
    holds: whether the interval leaves out 1 on the same side without the largest customer, who said the `share` of what
    the verdict would rest on.
    """

    since: date
    weeks: tuple[int, int]
    weeks_before: int  # with feedback in them
    recent: Floats
    before: Floats
    customers: tuple[Floats, Floats]
    volume: tuple[int, int]
    expected: Floats
    ratios: Ratios
    holds: Bools
    share: Floats
    is_new: list[bool]  # nobody mentioned it before

    @property
    def has_history(self) -> bool:
        """Whether there is enough before to compare with."""
        return self.weeks_before >= MIN_WEEKS_BEFORE


@dataclass(frozen=True, slots=True)
class TrendCounts:
    """Counts of the sources that take part; `left_out` says of others with feedback in the weeks compared why not.

    pieces, mentions: pieces of feedback that mention a theme, and customers who do, shape (themes, sources, weeks).
    said, voices: all pieces of feedback, and all customers who say anything, shape (sources, weeks). exposure, season:
    customers who would mention it at the theme's usual rate in each source, and its season; shape (themes, weeks).
    """

    theme_ids: list[str]
    mondays: list[date]
    pieces: Floats
    mentions: Floats
    said: Floats
    voices: Floats
    exposure: Floats
    season: Floats
    first_weeks: list[date | None]
    repeats: Repeats
    left_out: list[tuple[str, Text]]

    @classmethod
    def of(cls, rows: TrendRows, *, recent: int) -> "TrendCounts":
        """The counts of the last HISTORY_WEEKS; the season is estimated from the weeks before the `recent` ones."""
        theme_ids, mondays = rows.themes["theme_id"].to_pylist(), _mondays(rows.said)
        absent = [row for row in rows.sources.to_pylist() if not row["takes_part"]]
        names = sorted(set(rows.said["source"].to_pylist()) - {row["source"] for row in absent})
        sources, weeks = pa.array(names, pa.string()), pa.array(mondays, pa.date32())
        cell = {"theme_id": pa.array(theme_ids, pa.string()), "source": sources, "week": weeks}
        everything = {"source": sources, "week": weeks}
        mentions = dense(rows.mentions, cell, "n_customers")
        voices = dense(rows.said, everything, "n_customers")
        rate = mentions.sum(axis=2) / np.maximum(voices.sum(axis=1), 1.0)
        exposure = rate @ voices
        return cls(
            theme_ids=theme_ids,
            mondays=mondays,
            pieces=dense(rows.mentions, cell, "n_feedback"),
            mentions=mentions,
            said=dense(rows.said, everything, "n_feedback"),
            voices=voices,
            exposure=exposure,
            season=season_index(mentions.sum(axis=1), exposure, recent=recent) if mondays else exposure,
            first_weeks=rows.themes["first_week"].to_pylist(),
            repeats=Repeats.of(rows.repeats, cell),
            left_out=[
                (row["source"], Text(row["reason_en"], row["reason_ja"]))
                for row in absent
                if row["n_recent"] + row["n_before"] > 0
            ],
        )

    @property
    def knows_season(self) -> bool:
        """Whether there is enough history to estimate a season."""
        return int((self.voices.sum(axis=0) > 0).sum()) > MIN_WEEKS

    def compare(self, recent: int) -> Comparison:
        """The last `recent` weeks against the WEEKS_BEFORE before them."""
        newest, before = self._periods(recent)
        since = self.mondays[-recent] if self.mondays else date.min
        weeks_before = int((self.voices[:, before].sum(axis=0) > 0).sum())
        strata = self._strata(newest, before)
        ratios = self._ratios(strata, recent)
        rises = strata.totals[0] * strata.exposures[1] >= strata.totals[1] * strata.exposures[0]
        loudest = self.repeats.loudest(newest, before, rises)
        without = self._ratios(strata.less(*loudest.cells), recent)
        pieces = self.pieces[:, :, newest].sum(axis=(1, 2)), self.pieces[:, :, before].sum(axis=(1, 2))
        rests_on = np.where(rises, *pieces)
        tested = (strata.expected >= MIN_EXPECTED) & (weeks_before >= MIN_WEEKS_BEFORE)
        return Comparison(
            since=since,
            weeks=(recent, WEEKS_BEFORE),
            weeks_before=weeks_before,
            recent=pieces[0],
            before=pieces[1],
            customers=(self._customers(newest), self._customers(before)),
            volume=(int(self.said[:, newest].sum()), int(self.said[:, before].sum())),
            expected=strata.expected,
            ratios=Ratios(*(np.where(tested, getattr(ratios, name), np.nan) for name in Ratios.__slots__)),
            holds=np.where(rises, without.low > 1, without.high < 1),
            share=np.divide(loudest.pieces, rests_on, out=np.zeros(len(rises)), where=rests_on > 0),
            is_new=[first is not None and first >= since for first in self.first_weeks],
        )

    def _periods(self, recent: int) -> tuple[slice, slice]:
        last = len(self.mondays)
        return slice(last - recent, last), slice(last - recent - WEEKS_BEFORE, last - recent)

    def _strata(self, newest: slice, before: slice) -> Strata:
        """The customers of both periods in each source, and its exposure in each."""
        seasonal = [np.einsum("sw,tw->ts", self.voices[:, side], self.season[:, side]) for side in (newest, before)]
        counts = [self.mentions[:, :, side].sum(axis=2) for side in (newest, before)]
        return Strata(counts[0], counts[1], seasonal[0], seasonal[1])

    def _ratios(self, strata: Strata, recent: int) -> Ratios:
        """The ratio of every theme, tested or not; the dispersion is that at the rate of both periods together.

        Weeks vary more than by chance, and customers who mention a theme in one week do so in others.
        """
        newest, before = self._periods(recent)
        past = slice(max(0, newest.start - _DISPERSION_WEEKS), newest.start)
        usual = (self.exposure * self.season * self._exists)[:, past]
        alpha = overdispersion(self.mentions.sum(axis=1)[:, past], usual)
        again = self.repeats.again(newest, before, strata.totals)
        spread = 1 + alpha * strata.expected_recent / recent + again
        return rate_ratios(*strata.totals, exposure=strata.exposures, dispersion=spread)

    def _customers(self, weeks: slice) -> Floats:
        """Different customers who mention each theme in these weeks."""
        return np.asarray(self.mentions[:, :, weeks].sum(axis=(1, 2)) - self.repeats.counted_again(weeks))

    @property
    def _exists(self) -> Bools:
        """Whether a theme has been mentioned by that week, shape (themes, weeks): its start is not overdispersion."""
        mondays = np.array(self.mondays, dtype="datetime64[D]")
        return mondays >= np.array(self.first_weeks, dtype="datetime64[D]")[:, None]


def dense(rows: pa.Table, axes: dict[str, pa.Array], value: str) -> Floats:
    """The `value` of the rows, one per cell, with zeros elsewhere; rows outside of the axes are left out."""
    places = [pc.index_in(rows[name], value_set=values) for name, values in axes.items()]
    known = reduce(pc.and_, (pc.is_valid(place) for place in places))
    filled = np.zeros([len(values) for values in axes.values()])
    filled[tuple(place.filter(known).to_numpy() for place in places)] = rows[value].filter(known).to_numpy()
    return filled


def _mondays(said: pa.Table) -> list[date]:
    """The Mondays of the last HISTORY_WEEKS, up to the newest with feedback; none without any."""
    newest = pc.max(said["week"]).as_py()
    return [newest - timedelta(weeks=back) for back in range(HISTORY_WEEKS - 1, -1, -1)] if newest else []
