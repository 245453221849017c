"""How long the outcomes take on this machine, on one large simulated company with planted effects."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

import duckdb

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import Company, planted_company
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world import simulate
from vocpipe.evaluate.outcomes.world_tables import store_world
from vocpipe.outcomes.churn import customer_month, score_churn, theme_churn
from vocpipe.outcomes.nps import theme_nps
from vocpipe.outcomes.trends import theme_change
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Step
from vocpipe.store.workspace import fetch_one

CUSTOMERS, THEMES, MONTHS = 20_000, 40, 12
_QUIETER = 0.3  # of the feedback of a small company's customer: 100,000 sentences in a year


@dataclass(frozen=True, slots=True)
class SpeedScores:
    """The size of the company, and the seconds of each outcome and of all."""

    customers: int
    themes: int
    sentences: int
    customer_months: int
    seconds_nps: float
    seconds_churn: float
    seconds_change: float
    seconds: float


def evaluate_speed(settings: OutcomesSettings, *, customers: int = CUSTOMERS, seed: int = 0) -> SpeedScores:
    """Seconds that the outcomes take on `customers` customers and THEMES themes."""
    company = _large(customers)
    world = simulate(company, settings, seed)
    with memory_database() as connection:
        store_world(connection, company, world)
        nps = _seconds(connection, settings, [theme_nps.STEP])
        churn = _seconds(connection, settings, [customer_month.STEP, theme_churn.STEP, score_churn.STEP])
        change = _seconds(connection, settings, [theme_change.STEP])
        counts = fetch_one(connection, "SELECT (SELECT count(*) FROM sentence), (SELECT count(*) FROM customer_month)")
    sentences, months = counts or (0, 0)
    return SpeedScores(customers, THEMES, int(sentences), int(months), nps, churn, change, nps + churn + change)


def _seconds(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, steps: Iterable[Step]) -> float:
    start = time.monotonic()
    run_steps(connection, settings, steps)
    return time.monotonic() - start


def _large(customers: int) -> Company:
    company = planted_company(THEMES, customers, MONTHS)
    themes = tuple(
        replace(theme, rate=theme.rate * _QUIETER, answered=theme.answered * _QUIETER) for theme in company.themes
    )
    return Company(themes, customers, MONTHS)
