"""Companies in which no theme has an effect, but plans and heavy writers differ in how they leave and what they say."""

import numpy as np

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import null_company
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged import judged_churn, tally_churn
from vocpipe.evaluate.outcomes.judged_scores import tally_drivers, tally_scores
from vocpipe.evaluate.outcomes.naive import ever_mentioned, leave_theme_out
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world_tables import stored_worlds
from vocpipe.outcomes.churn import customer_month, theme_churn
from vocpipe.outcomes.nps import theme_driver, theme_nps

STEPS = (customer_month.STEP, theme_churn.STEP, theme_nps.STEP, theme_driver.STEP)


def count(worlds: Worlds) -> Tally:
    """Verdicts on leaving, scores and drivers, all of them false; those of naive methods beside them."""
    tally, size = Tally(), worlds.size
    company = null_company(size.themes, size.customers, size.months)
    kinds, truth = ["null"] * size.themes, np.zeros(size.themes)
    with memory_database() as connection:
        for _, world in stored_worlds(connection, company, worlds):
            run_steps(connection, worlds.settings, STEPS)
            of_world = Tally()
            tally_churn(of_world, company, judged_churn(connection))
            tally_scores(of_world, connection, kinds, truth)
            tally_drivers(of_world, connection, kinds, truth)
            tally.include(of_world)
            for what in ("churn", "nps", "driver"):
                tally.add(f"{what}.any", [of_world.hits[f"{what}.false.null"] > 0])
            tally.add("churn.naive.null", ever_mentioned(company, world).tolist())
            tally.add("nps.naive.null", leave_theme_out(connection).tolist())
    return tally


FAMILY = Family("no_effect", count, is_usual=True)
