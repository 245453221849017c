"""Companies with themes that have an effect on leaving or on scores, and with themes that only look as if they had."""

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.answers import true_gaps
from vocpipe.evaluate.outcomes.company import Company, planted_company
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged import judged_churn, part_of_name, tally_churn
from vocpipe.evaluate.outcomes.judged_scores import tally_drivers, tally_scores
from vocpipe.evaluate.outcomes.naive import ever_mentioned
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world_tables import stored_worlds
from vocpipe.outcomes.churn import customer_month, theme_churn
from vocpipe.outcomes.nps import theme_driver, theme_nps
from vocpipe.store.workspace import fetch

STEPS = (customer_month.STEP, theme_churn.STEP, theme_nps.STEP, theme_driver.STEP)


def count(worlds: Worlds) -> Tally:
    """How often planted effects are found and covered, and traps are fallen into."""
    tally, size = Tally(), worlds.size
    company = planted_company(size.themes, size.customers, size.months)
    gaps, impacts = true_gaps(company)
    kinds = [theme.kind.removeprefix("nps ") if theme.nps else "null" for theme in company.themes]
    with memory_database() as connection:
        for _, world in stored_worlds(connection, company, worlds):
            run_steps(connection, worlds.settings, STEPS)
            tally_churn(tally, company, judged_churn(connection))
            tally_scores(tally, connection, kinds, gaps)
            tally_drivers(tally, connection, kinds)
            impact = fetch(connection, "SELECT low, high FROM theme_nps ORDER BY theme_id").to_pylist()
            for kind, row, true in zip(kinds, impact, impacts.tolist(), strict=True):
                if kind != "null" and row["low"] is not None:
                    tally.add("impact.covered", [row["low"] <= true <= row["high"]])
            _naive(tally, company, ever_mentioned(company, world).tolist())
    return tally


def _naive(tally: Tally, company: Company, flags: list[bool]) -> None:
    for theme, flag in zip(company.themes, flags, strict=True):
        if theme.hazard_ratio == 1:
            tally.add(f"churn.naive.{part_of_name(theme.kind)}", [flag])


FAMILY = Family("planted", count, is_usual=True)
