"""Hindsight: what the customers file said of plan and value only later, and whether that tells who left.

Many systems overwrite plan or value when a customer leaves, so that the file of today separates leavers from the others
in months long past. What was known by a month is safe. What was first known later stands in for it only where it does
not separate leavers; where it does, the column is suspect, and a verdict has to hold with it and without it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.figures import times
from vocpipe.outcomes.judgment import Judgment, cannot_tell
from vocpipe.outcomes.statistics.arrays import Bools
from vocpipe.outcomes.statistics.separation import odds_ratio_low
from vocpipe.verdict import Verdict
from vocpipe.wording import Text, amount, text

MAX_ODDS = 10.0  # of leaving, for those with one value against the others: a plan that people really leave stays below
MIN_SUSPECT = 5  # leavers with that value
_LOW_SHARE = 0.01  # of those who stay; a value below theirs is out of the ordinary
COLUMNS = {"plan": "plan_later", "monthly_value": "value_later"}


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
        name = text(f"churn.alike.{'plan' if self.column == 'plan' else 'value'}")
        counts = {"left": self.left, "all_left": amount("customer", self.all_left)}
        stayed = {"stayed": self.stayed, "all_stayed": self.all_stayed}
        key = "blank" if self.value is None else "value"
        return text(f"churn.suspect.{key}", column=name, value=self.value or "", **counts, **stayed)


@dataclass(frozen=True, slots=True)
class Hindsight:
    """Rows of customer_month with plan and value for every month, and with what is not suspect alone.

    `whole`: where they were not known by the month, what was first known later. `safe`: suspect columns as they were
    known by the month, or left out if that is suspect too; the same rows as `whole` if nothing is.
    """

    whole: pa.Table
    safe: pa.Table
    suspects: list[Suspect]

    @classmethod
    def of(cls, months: pa.Table) -> "Hindsight":
        """That of customer_month, its rows in the order of customer and month."""
        last = _last_rows(months)
        left = months["churned"].to_numpy()[last]
        whole = safe = months
        suspects: list[Suspect] = []
        for name, later in COLUMNS.items():
            known, filled = months[name], pc.coalesce(months[name], months[later].cast(months.schema.field(name).type))
            whole = _set(whole, name, filled)
            found = separating(name, filled.take(last), left)
            if found is None:
                safe = _set(safe, name, filled)
                continue
            suspects.append(found)
            in_time = last[pc.is_valid(known).to_numpy()[last]]
            if separating(name, known.take(in_time), months["churned"].to_numpy()[in_time]) is not None:
                safe = _set(safe, name, pa.nulls(len(known), known.type))
        return cls(whole, safe, suspects)

    @property
    def note(self) -> Text:
        """What is suspect, one sentence for each column."""
        each = [suspect.reason for suspect in self.suspects]
        return reduce(lambda first, second: text("churn.suspect.both", first=first, second=second), each)


def in_hindsight(judgment: Judgment, with_it: tuple[float, float, float], note: Text) -> Judgment:
    """The judgment, made without suspect columns, if the ratio and interval `with_it`, with them, leave out 1 too.

    note: what is suspect; it is added to the reason of a verdict.
    """
    ratio, low, high = with_it
    if judgment.verdict is Verdict.CANNOT_TELL:
        return judgment
    if (low > 1) if judgment.verdict is Verdict.RAISES else (high < 1):
        return Judgment(judgment.verdict, text("churn.suspect.noted", reason=judgment.reason, note=note))
    interval = {"ratio": times(ratio), "low": times(low), "high": times(high)}
    return cannot_tell("churn.suspect.differs", note=note, **interval)


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


def _last_rows(months: pa.Table) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The number of each customer's last row."""
    customer = months["customer_id"].to_numpy(zero_copy_only=False)
    return np.flatnonzero(np.append(customer[1:] != customer[:-1], True)) if len(customer) else np.empty(0, np.int64)


def _set(table: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, column)
