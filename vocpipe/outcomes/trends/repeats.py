"""Customers who say a theme more than once: how much more it varies by them, and what is left without the largest."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.statistics.arrays import Bools, Floats, Integers


@dataclass(frozen=True, slots=True)
class Loudest:
    """What the largest customer of each theme said.

    cells: how often they count in each source in the recent weeks and before, each of shape (themes, sources); pieces:
    of feedback in the period that a verdict rests on, shape (themes,).
    """

    cells: tuple[Floats, Floats]
    pieces: Floats


@dataclass(frozen=True, slots=True)
class Repeats:
    """One entry per theme, customer, source and week, of customers with more than one piece of feedback on the theme.

    pair: the number of theme and customer; theme_of: the theme of each pair; shape: numbers of themes and sources.
    """

    pair: Integers
    theme_of: Integers
    source: Integers
    week: Integers
    pieces: Floats
    shape: tuple[int, int]

    @classmethod
    def of(cls, rows: pa.Table, axes: dict[str, pa.Array]) -> "Repeats":
        """rows: as repeated.sql; axes: the themes (theme_id), sources (source) and weeks (week) that count."""
        places = [pc.index_in(rows[name], value_set=axes[name]) for name in ("theme_id", "source", "week")]
        known = pc.and_(pc.and_(pc.is_valid(places[0]), pc.is_valid(places[1])), pc.is_valid(places[2]))
        theme, source, week = (place.filter(known).to_numpy().astype(np.int64) for place in places)
        account = np.unique(rows["account"].filter(known).to_numpy(), return_inverse=True)[1]
        size = int(account.max(initial=-1)) + 1
        pairs, pair = np.unique(theme * size + account, return_inverse=True)
        shape = len(axes["theme_id"]), len(axes["source"])
        pieces = rows["n_feedback"].filter(known).to_numpy().astype(np.float64)
        return cls(pair, pairs // max(size, 1), source, week, pieces, shape)

    def counted_again(self, weeks: slice) -> Floats:
        """How often customers count after the first time in these weeks, shape (themes,)."""
        often = self._often(weeks)
        return np.asarray(np.bincount(self.theme_of, np.maximum(often - 1, 0), minlength=self.shape[0]), np.float64)

    def again(self, newest: slice, before: slice, totals: tuple[Floats, Floats]) -> Floats:
        """By how many times the variance of independent counts the log ratio varies more, shape (themes,).

        Each customer's influence on it is the difference of their parts of both totals; independent counts would have
        the sum of the squares of every count's own.
        """
        recent, earlier = (np.maximum(total, 1.0) for total in totals)
        often = self._often(newest), self._often(before)
        influence = often[0] / recent[self.theme_of] - often[1] / earlier[self.theme_of]
        alone = often[0] / recent[self.theme_of] ** 2 + often[1] / earlier[self.theme_of] ** 2
        more = np.bincount(self.theme_of, influence**2 - alone, minlength=self.shape[0])
        return np.maximum(more / (1 / recent + 1 / earlier), 0.0)

    def loudest(self, newest: slice, before: slice, rises: Bools) -> Loudest:
        """The customer of each theme who counts most in the recent weeks if it `rises`, else in those before.

        Nobody, where nobody said it more than once.
        """
        sides = newest, before
        often, pieces = (
            [self._sum(values, side) for side in sides] for values in (np.ones(len(self.pair)), self.pieces)
        )
        rising = rises[self.theme_of]
        weight = np.where(rising, *often) + 1e-6 * np.where(rising, *pieces)
        order = np.lexsort((weight, self.theme_of))
        themes, last = np.unique(self.theme_of[order][::-1], return_index=True)
        chosen = order[::-1][last] if len(order) else order
        cells = [np.zeros(self.shape) for _ in sides]
        most = np.zeros(self.shape[0])
        most[themes] = np.where(rising, *pieces)[chosen]
        is_chosen = np.isin(self.pair, chosen)
        for cell, side in zip(cells, sides, strict=True):
            inside = is_chosen & self._inside(side)
            np.add.at(cell, (self.theme_of[self.pair[inside]], self.source[inside]), 1.0)
        return Loudest((cells[0], cells[1]), most)

    def _often(self, weeks: slice) -> Floats:
        """How often each pair counts in these weeks."""
        return self._sum(np.ones(len(self.pair)), weeks)

    def _sum(self, values: Floats, weeks: slice) -> Floats:
        inside = values * self._inside(weeks)
        return np.asarray(np.bincount(self.pair, inside, minlength=len(self.theme_of)), np.float64)

    def _inside(self, weeks: slice) -> Bools:
        return np.asarray((self.week >= weeks.start) & (self.week < weeks.stop))
