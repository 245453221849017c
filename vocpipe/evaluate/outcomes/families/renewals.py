"""Companies with contracts of a year: nearly all leave at a renewal, before which some things are always said.

Of every second company the file tells the term; of the others only when customers started and left.
"""

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import Company, Theme
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged import judged_churn, tally_churn
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world_tables import stored_worlds
from vocpipe.outcomes.churn import customer_month, theme_churn

COMPANY = Company(
    (
        Theme("hazard 3", 0.06, hazard_ratio=3.0),
        Theme("hazard 2", 0.085, hazard_ratio=2.0),
        *(Theme("before renewal", rate, before_renewal=True) for rate in (0.04, 0.06, 0.09)),
        *(Theme("null", rate) for rate in (0.03, 0.05, 0.07, 0.09, 0.12)),
    ),
    customers=900,
    months=18,
    yearly=True,
)


def count(worlds: Worlds) -> Tally:
    """Verdicts on themes that are said before renewals and do nothing, and on planted hazards beside them."""
    tally = Tally()
    with memory_database() as connection:
        for seed, _ in stored_worlds(connection, COMPANY, worlds):
            if seed % 2 == 0:
                connection.execute("UPDATE customer SET term_months = 12")
            run_steps(connection, worlds.settings, (customer_month.STEP, theme_churn.STEP))
            tally_churn(tally, COMPANY, judged_churn(connection))
    return tally


FAMILY = Family("renewals", count)
