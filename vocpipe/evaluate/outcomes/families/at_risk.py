"""Companies whose list of customers at risk is held against each customer's true chance of leaving.

Of every second company everybody leaves with the same chance: no list is better than a random one. In the others plans,
young contracts, heavy writers and themes differ. The last month is simulated, but hidden from the list.
"""

from dataclasses import replace

import duckdb
import numpy as np

from vocpipe.evaluate.database import memory_database
from vocpipe.evaluate.outcomes.company import Company, Floats, null_company, planted_company
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world import World, month_days, simulate
from vocpipe.evaluate.outcomes.world_tables import know_customers, store_world
from vocpipe.outcomes.risk import customer_risk
from vocpipe.store.workspace import fetch, fetch_one

_CUSTOMERS, _MONTHS, _THEMES = 800, 14, 20
_EVEN = replace(null_company(_THEMES, _CUSTOMERS, _MONTHS), even=True)
_UNEVEN = planted_company(_THEMES, _CUSTOMERS, _MONTHS)
_NEAR = 1.33  # times, between the mean risk told and the truth
_KNOWN_ON = "2020-01-01"  # the plan never changes, so that it may have been known all along


def count(worlds: Worlds) -> Tally:
    """How often a list is shown, and whether its lift and its risks are those that it has."""
    tally, settings = Tally(), worlds.settings
    with memory_database() as connection:
        for seed in worlds.seeds():
            company = _EVEN if seed % 2 else _UNEVEN
            world = simulate(company, settings, seed)
            today = int(month_days(_MONTHS)[-2])
            store_world(connection, company, world.known_on(today))
            know_customers(connection, _KNOWN_ON)
            run_steps(connection, settings, (customer_risk.STEP,))
            _count(tally, connection, company, world, today)
    return tally


def _count(tally: Tally, connection: duckdb.DuckDBPyConnection, company: Company, world: World, today: int) -> None:
    row = fetch_one(connection, "SELECT beats_base, lift_low, lift_high FROM risk_backtest WHERE listed_on IS NULL")
    shown, low, high = row or (None, None, None)
    tally.add("list.false" if company.even else "list.found", [bool(shown)])
    if shown and not company.even:
        listed = fetch(connection, "SELECT customer_id, risk FROM customer_risk")
        who = np.array([int(name[1:]) for name in listed["customer_id"].to_pylist()])
        lift, chance = _true_lift(world, who, today)
        told = float(np.mean(listed["risk"].to_numpy()))
        tally.add("list.covered", [low <= lift <= high])
        tally.add("list.near", [chance / _NEAR <= told <= chance * _NEAR])


def _true_lift(world: World, listed: Floats, today: int) -> tuple[float, float]:
    """How many times as likely those listed leave as all do who are there today, and how likely that is."""
    here = (world.starts < today) & (world.leaves >= today)
    chance = float(world.chance[listed].mean())
    return chance / float(world.chance[here].mean()), chance


FAMILY = Family("at_risk", count)
