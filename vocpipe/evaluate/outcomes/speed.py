"""How long the outcomes take on this machine: on one simulated company, large, and with planted effects in it."""

import time
from dataclasses import dataclass, replace
from itertools import pairwise

from vocpipe.evaluate.outcomes.plan import Company, planted_company
from vocpipe.evaluate.outcomes.store import TIMEZONE, empty_database, run_step, store_world
from vocpipe.evaluate.outcomes.world import simulate
from vocpipe.outcomes.churn.stage import refresh_churn
from vocpipe.outcomes.nps import theme_nps
from vocpipe.outcomes.trends import theme_change
from vocpipe.settings import OutcomesSettings
from vocpipe.store.workspace import fetch_one

CUSTOMERS, THEMES, MONTHS = 20_000, 40, 12
_QUIETER = 0.3  # of what a small company's customer says: 100,000 sentences in a year


@dataclass(frozen=True, slots=True)
class SpeedScores:
    """What was in the company, and the seconds of each outcome and of all."""

    customers: int
    themes: int
    sentences: int
    customer_months: int
    seconds_nps: float
    seconds_churn: float
    seconds_change: float
    seconds: float


def evaluate_speed(settings: OutcomesSettings, *, customers: int = CUSTOMERS, seed: int = 0) -> SpeedScores:
    """Seconds that the outcomes take on so many customers and THEMES themes."""
    company = _large(customers)
    world = simulate(company, window_months=settings.exposure_months, gap_days=settings.exposure_gap_days, seed=seed)
    with empty_database() as connection:
        store_world(connection, company, world)
        times = [time.monotonic()]
        run_step(connection, theme_nps.STEP, settings)
        times.append(time.monotonic())
        refresh_churn(connection, settings, TIMEZONE)
        times.append(time.monotonic())
        run_step(connection, theme_change.STEP, settings)
        times.append(time.monotonic())
        counted = fetch_one(connection, "SELECT (SELECT count(*) FROM sentence), (SELECT count(*) FROM customer_month)")
    sentences, months = counted or (0, 0)
    nps, churn, change = (after - before for before, after in pairwise(times))
    return SpeedScores(customers, THEMES, int(sentences), int(months), nps, churn, change, times[-1] - times[0])


def _large(customers: int) -> Company:
    company = planted_company(THEMES, customers, MONTHS)
    themes = tuple(
        replace(theme, rate=theme.rate * _QUIETER, answered=theme.answered * _QUIETER) for theme in company.themes
    )
    return Company(themes, customers, MONTHS)
