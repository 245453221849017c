"""Whether customers who were on past lists of the upgrade-ready went up more often than the others.

The list is made anew as of the first of each past month, with nothing that was known later. A customer counts once, in
the first month in which they were listed, or else in the first month watched.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from vocpipe.outcomes.figures import percent
from vocpipe.outcomes.judgment import Judgment, cannot_tell
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.interval import Interval
from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch
from vocpipe.verdict import Verdict
from vocpipe.wording import amount, text

AHEAD_DAYS = 90  # in which an upgrade counts
MIN_LISTED = 20  # customers who were listed, and others, for their shares
_MONTHS = """
SELECT CAST(start.month AS DATE) AS day
FROM (SELECT min(known_on) AS first, max(told_until) AS last FROM customer_told HAVING min(known_on) IS NOT NULL)
CROSS JOIN unnest(generate_series(
    date_trunc('month', first - 1) + INTERVAL 1 MONTH, CAST(last - $ahead AS TIMESTAMP), INTERVAL 1 MONTH
)) AS start (month)
ORDER BY day
"""


@dataclass(frozen=True, slots=True)
class Backtest:
    """How many were listed and how many of them went up; and of the others."""

    listed: int
    listed_up: int
    others: int
    others_up: int

    @property
    def is_enough(self) -> bool:
        """Whether there are enough of both for shares."""
        return min(self.listed, self.others) >= MIN_LISTED

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of list_rule from n_listed on."""
        counts = {"n_listed": self.listed, "n_listed_up": self.listed_up}
        counts |= {"n_others": self.others, "n_others_up": self.others_up}
        if not self.is_enough:
            return counts | _why(self._untold)
        interval = wilson_interval(self.listed_up, self.listed)
        judgment = self._judged(interval)
        if judgment.verdict is Verdict.CANNOT_TELL:
            return counts | _why(judgment)
        shares = {"propensity": self.listed_up / self.listed, "low": interval.low, "high": interval.high}
        return counts | shares | _why(judgment)

    @property
    def _untold(self) -> Judgment:
        if not self.others:
            return cannot_tell("lists.backtest.no_history")
        return cannot_tell("lists.backtest.few", listed=amount("customer", self.listed), min=MIN_LISTED)

    def _judged(self, interval: Interval) -> Judgment:
        """The list is worth something if the whole interval is above the share of the others."""
        base = self.others_up / self.others
        places: dict[str, Any] = {"listed": amount("customer", self.listed), "ahead": AHEAD_DAYS}
        places |= {"share": percent(self.listed_up / self.listed), "base": percent(base)}
        places |= {"low": percent(interval.low), "high": percent(interval.high)}
        if interval.low <= base:
            return cannot_tell("lists.backtest.no_better", **places)
        return Judgment(Verdict.RAISES, text("lists.backtest.better", **places))


def _why(judgment: Judgment) -> dict[str, str]:
    return {"backtest_en": judgment.reason.en, "backtest_ja": judgment.reason.ja}


def backtest(connection: duckdb.DuckDBPyConnection, days: int) -> Backtest:
    """The list at the first of each month that a customers file told of, AHEAD_DAYS before the last file at the latest.

    The connection has to know `said`, `scored` and `plan_word`, which upgrade_ready.sql reads.
    """
    listed: dict[str, bool] = {}
    others: dict[str, bool] = {}
    for month in fetch(connection, _MONTHS, {"ahead": AHEAD_DAYS})["day"].to_pylist():
        on_it, everybody = _as_of(connection, month, days)
        for customer, went_up in everybody.items():
            (listed if customer in on_it else others).setdefault(customer, went_up)
    others = {customer: went_up for customer, went_up in others.items() if customer not in listed}
    return Backtest(len(listed), sum(listed.values()), len(others), sum(others.values()))


def _as_of(connection: duckdb.DuckDBPyConnection, day: date, days: int) -> tuple[set[str], dict[str, bool]]:
    """Who was listed on the day, and everybody who could go up with whether they did."""
    with registered(connection, present=read(connection, "lists/present.sql", day=day)):
        on_it = set(read(connection, "lists/upgrade_ready.sql", day=day, days=days)["customer_id"].to_pylist())
        rows = read(connection, "lists/upgraded.sql", day=day, ahead=AHEAD_DAYS).to_pylist()
    return on_it, {row["customer_id"]: row["went_up"] for row in rows}
