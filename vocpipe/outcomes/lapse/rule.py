"""After how many days without an order a customer has lapsed: as the settings say, or by customers' own intervals.

By their own intervals: who has ordered MIN_ORDERS times lapses after so many times the median of the days between their
orders up to then; everybody else after as many days as nine in ten customers who came back usually took, which is also
the most. An order's rule takes nothing into account that came after it but that number.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.statistics.arrays import Integers
from vocpipe.settings import LapseSettings
from vocpipe.wording import Text, amount, text

MIN_RETURNED = 30  # customers who came back, for their intervals to make a rule
MIN_ORDERS = 4  # days with orders of a customer, for a rule of their own
_SHARE = 0.9  # of those who came back usually did so within the firm's number of days


@dataclass(frozen=True, slots=True)
class LapseRule:
    """`days`: the most; None if no rule can be made. returned: customers who came back at least once."""

    settings: LapseSettings
    days: int | None
    returned: int

    @classmethod
    def of(cls, orders: pa.Table, settings: LapseSettings) -> "LapseRule":
        """The rule of a firm; orders: rows of order_days.sql."""
        last = orders.filter(pc.is_null(orders["next_on"]))
        usual = last["usual_days"].drop_null().to_numpy()
        if settings.days is not None:
            return cls(settings, settings.days, len(usual))
        if len(usual) < MIN_RETURNED:
            return cls(settings, None, len(usual))
        found = int(np.ceil(np.quantile(usual, _SHARE)))
        return cls(settings, max(settings.min_days, found), len(usual))

    def days_of(self, orders: pa.Table) -> Integers | None:
        """After how many days each of these days with orders leads to a lapse; shape (orders,)."""
        if self.days is None:
            return None
        if self.settings.days is not None:
            return np.full(orders.num_rows, self.days)
        usual = orders["usual_days"].fill_null(0.0).to_numpy()
        own = np.ceil(self.settings.intervals * usual).astype(np.int64)
        has_own = orders["n_gaps"].to_numpy() >= MIN_ORDERS - 1
        return np.where(has_own, np.clip(own, min(self.settings.min_days, self.days), self.days), self.days)

    @property
    def about(self) -> Text:
        """The rule in one sentence, or why there is none."""
        if self.days is None:
            return text("lapse.rule.none", customers=amount("customer", self.returned), min=MIN_RETURNED)
        if self.settings.days is not None:
            return text("lapse.rule.fixed", days=amount("day", self.days))
        places = {"intervals": f"{self.settings.intervals:g}", "orders": MIN_ORDERS, "min_days": self.settings.min_days}
        return text("lapse.rule.own", days=amount("day", self.days), **places)
