"""Hindsight: what the customers file said of plan and value only later, and whether that tells who left.

Many systems overwrite plan or value when a customer leaves, so that the file of today separates leavers from the others
in months long past. What was known by a month is safe. What was first known later stands in for it only where it does
not separate leavers; where it does, the column is suspect, and a verdict has to hold with it and without it.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.figures import times
from vocpipe.outcomes.judgment import Judgment, cannot_tell
from vocpipe.outcomes.statistics.arrays import Integers
from vocpipe.outcomes.suspects import GIVEN, Suspect, separating
from vocpipe.verdict import Verdict
from vocpipe.wording import Text, text

COLUMNS = {"plan": "plan_later", "monthly_value": "value_later"}


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
        last = _told_rows(months)
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
        told = _told(whole["months_to_renewal"])
        found = separating("months_to_renewal", told.take(last), left)
        if found is not None:
            suspects.append(found)
            for name in ("months_to_renewal", "term_months"):
                safe = _set(safe, name, pa.nulls(len(months), months.schema.field(name).type))
        return cls(whole, safe, suspects)


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


def _told_rows(months: pa.Table) -> Integers:
    """The number of each customer's last row; of who left and came back, of the one in which they last left."""
    customer = months["customer_id"].to_numpy(zero_copy_only=False)
    if not len(customer):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.append(True, customer[1:] != customer[:-1]))
    row, left = np.arange(len(customer)), months["churned"].to_numpy()
    leaving = np.maximum.reduceat(np.where(left, row, -1), starts)
    return np.where(leaving >= 0, leaving, np.append(starts[1:], len(customer)) - 1)


def _told(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """GIVEN where the column has a value, null elsewhere."""
    return pc.if_else(pc.is_valid(column), GIVEN, pa.scalar(None, pa.string()))


def _set(table: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, column)
