"""What makes a back-test look better than the list of today is: refused, and said so."""

from dataclasses import replace

import numpy as np

from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.risk.early_warning import AtRisk
from vocpipe.outcomes.risk.origins import Origins
from vocpipe.outcomes.risk.panel import Panel
from vocpipe.outcomes.risk.reasons import backtest_far
from vocpipe.outcomes.risk.risk_backtest import Backtest, backtest_table
from vocpipe.outcomes.statistics.arrays import Integers
from vocpipe.outcomes.suspects import Suspect, separating

MAX_APART = 3.0  # times, between the mean risks of the list of today and of the past ones
_MOSTLY = 0.5  # of the customers of a day whose plan or value was known by then


def without_suspects(panel: Panel, origins: Origins, horizon_days: int) -> tuple[Panel, list[Suspect]]:
    """The panel without the columns of the customers file that separate leavers, and what those say of them.

    Plan and value count as known by the day of their file. If that day is wrong, or values are entered for the past,
    they tell who left.
    """
    left = panel.left(horizon_days)
    past = panel.on(origins.past)
    suspects: list[Suspect] = []
    for name in ("plan", "monthly_value"):
        known = ~np.asarray(panel.rows[name].is_null().to_numpy(), dtype=bool)
        days, day = np.unique(panel.origins, return_inverse=True)
        share = np.bincount(day, known, len(days)) / np.bincount(day, minlength=len(days))
        rows = _last_rows(panel, np.flatnonzero(past & (share[day] >= _MOSTLY)))
        found = separating(name, panel.rows[name].take(rows), left[rows])
        suspects += [] if found is None else [found]
    groups = {"plan": "plan", "monthly_value": "value"}
    return panel.without({groups[suspect.column] for suspect in suspects}), suspects


def held_against_today(backtest: Backtest, today: list[AtRisk]) -> Backtest:
    """The back-test; without a verdict if the risks of the list of today lie far from those of the past lists."""
    rows = backtest.rows.to_pylist()
    then, now = rows[-1]["mean_risk_at_k"], float(np.mean([customer.risk for customer in today]))
    if then <= MAX_APART * now and now <= MAX_APART * then:
        return backtest
    rows[-1] |= {"beats_base": None, **reason_columns(backtest_far(now, then))}
    return replace(backtest, rows=backtest_table(rows), beats_base=None)


def _last_rows(panel: Panel, rows: Integers) -> Integers:
    """Of each customer the last one of `rows`; those are in the order of their days."""
    last = np.full(int(panel.customers.max(initial=-1)) + 1, -1)
    np.maximum.at(last, panel.customers[rows], rows)
    return last[last >= 0]
