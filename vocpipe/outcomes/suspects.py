"""Values of the customers file that hardly anybody but leavers has: entered or removed, it seems, after they left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.statistics.arrays import Bools
from vocpipe.outcomes.statistics.separation import odds_ratio_low
from vocpipe.wording import Text, amount, text

MAX_ODDS = 10.0  # of leaving, for those with one value against the others: a plan that people really leave stays below
GIVEN = "given"  # a value, whatever it is
MIN_SUSPECT = 5  # leavers with that value
_LOW_SHARE = 0.01  # of those who stay; a value below theirs is out of the ordinary


@dataclass(frozen=True, slots=True)
class Suspect:
    """A value of a column that hardly anybody but leavers has: in how many of both groups."""

    column: str
    value: str | None  # None: nothing is entered
    left: int
    all_left: int
    stayed: int
    all_stayed: int

    @property
    def reason(self) -> Text:
        """What is suspect, and why."""
        name = text(f"suspect.column.{self.column}")
        counts = {"left": self.left, "all_left": amount("customer", self.all_left)}
        stayed = {"stayed": self.stayed, "all_stayed": self.all_stayed}
        key = "blank" if self.value is None else "given" if self.value == GIVEN else "value"
        return text(f"suspect.{key}", column=name, value=self.value or "", **counts, **stayed)


def noted(suspects: Sequence[Suspect]) -> Text:
    """What is suspect, one sentence for each; there must be some."""
    each = [suspect.reason for suspect in suspects]
    return reduce(lambda first, second: text("suspect.both", first=first, second=second), each)


def separating(name: str, column: pa.ChunkedArray, left: Bools) -> Suspect | None:
    """The value of `column` that separates leavers most, if any does so beyond what people do; one row per customer."""
    all_left, all_stayed = int(left.sum()), int((~left).sum())
    found: list[tuple[float, Suspect]] = []
    for value, has in _levels(column, left):
        n_left, n_stayed = int((has & left).sum()), int((has & ~left).sum())
        odds = odds_ratio_low(n_left, all_left, n_stayed, all_stayed)
        if n_left >= MIN_SUSPECT and odds > MAX_ODDS:
            found.append((odds, Suspect(name, value, n_left, all_left, n_stayed, all_stayed)))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _levels(column: pa.ChunkedArray, left: Bools) -> Iterator[tuple[str | None, Bools]]:
    """The values that may be entered for those who leave, and who has them: nothing, each plan, 0, very little."""
    yield None, pc.is_null(column).to_numpy()
    if pa.types.is_string(column.type):
        for plan in sorted(pc.unique(column.drop_null()).to_pylist()):
            yield plan, pc.fill_null(pc.equal(column, plan), False).to_numpy()
        return
    value = column.to_numpy(zero_copy_only=False).astype(np.float64)
    yield "0", value == 0
    stays = value[~left & ~np.isnan(value)]
    if stays.size:
        low = float(np.quantile(stays, _LOW_SHARE))
        yield f"< {low:,.0f}", value < low
