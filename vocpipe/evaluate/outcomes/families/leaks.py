"""Companies whose customers file overwrites those who left: value 0, the plan "Free", both of them blank.

Of every second company the file is of today, as one export is; of the others its day is wrong, long before anybody
left, so that what is known only now seems to have been known then.
"""

from typing import Any

import duckdb

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import Company, Theme
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged import judged_churn, tally_churn
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world_tables import know_customers, stored_worlds
from vocpipe.outcomes.churn import customer_month, theme_churn
from vocpipe.outcomes.risk import customer_risk
from vocpipe.settings import OutcomesSettings
from vocpipe.store.workspace import fetch_one

COMPANY = Company(
    (
        Theme("hazard 3", 0.06, hazard_ratio=3.0),
        Theme("hazard 2", 0.085, hazard_ratio=2.0),
        Theme("confounded", 0.14, plans=(1.0, 0.0, 0.0)),
        Theme("confounded", 0.10, plans=(1.6, 0.8, 0.2)),
        *(Theme("null", rate) for rate in (0.03, 0.05, 0.07, 0.09)),
    ),
    customers=600,
    months=13,
)
_LEAVERS = "(SELECT customer_key FROM customer WHERE churned_at IS NOT NULL)"
_LEAKS = (
    "monthly_value = 0",
    "plan = 'Free'",
    "plan = NULL",
    "plan = 'Retention team'",
    "plan = 'Cancelled', monthly_value = 0",
    "plan = NULL, monthly_value = NULL",
)


def count(worlds: Worlds) -> Tally:
    """Verdicts on hazards beside a leaking file, and its list of customers at risk against that of a clean file."""
    tally = Tally()
    with memory_database() as connection:
        for seed, _ in stored_worlds(connection, COMPANY, worlds):
            known = "2030-01-01" if seed % 2 == 0 else "2020-01-01"
            clean = _backtest(connection, worlds.settings, known)
            leak = _LEAKS[seed // 2 % len(_LEAKS)]
            connection.execute(f"UPDATE customer SET {leak} WHERE customer_key IN {_LEAVERS}")
            leaking = _backtest(connection, worlds.settings, known)
            run_steps(connection, worlds.settings, (customer_month.STEP, theme_churn.STEP))
            tally_churn(tally, COMPANY, judged_churn(connection))
            alike = clean["lift"] is not None and clean["lift_low"] <= (leaking["lift"] or 0.0) <= clean["lift_high"]
            tally.add("list.alike", [alike or not leaking["beats_base"]])
            tally.add("list.shown_if_clean", [bool(clean["beats_base"])])
            tally.add("list.shown_if_leaking", [bool(leaking["beats_base"])])
    return tally


def _backtest(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, known: str) -> dict[str, Any]:
    """The back-test over all days, with the customers file of the day `known`."""
    know_customers(connection, known)
    run_steps(connection, settings, (customer_risk.STEP,))
    row = fetch_one(
        connection, "SELECT lift, lift_low, lift_high, beats_base FROM risk_backtest WHERE listed_on IS NULL"
    )
    return dict(zip(("lift", "lift_low", "lift_high", "beats_base"), row or (None,) * 4, strict=True))


FAMILY = Family("leaks", count)
