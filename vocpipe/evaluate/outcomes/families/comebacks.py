"""Companies of whose customers half come back, leave twice as often then, and talk of other things than before.

Of every third company a table of subscriptions tells it; of another one a customers file of each month, which
overwrites the first time under contract; of the last that file keeps the first start, so that nobody knows when they
came back. One leaving in twenty has no day.
"""

from dataclasses import replace

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.evaluate.database import memory_database, refill
from vocpipe.evaluate.outcomes.company import Company, Integers, Theme
from vocpipe.evaluate.outcomes.family import Family, Tally, Worlds
from vocpipe.evaluate.outcomes.judged import judged_churn, tally_churn
from vocpipe.evaluate.outcomes.mentions import NEVER
from vocpipe.evaluate.outcomes.run import run_steps
from vocpipe.evaluate.outcomes.world import FIRST_MONTH, World, month_days, simulate
from vocpipe.evaluate.outcomes.world_tables import store_world
from vocpipe.outcomes.churn import customer_month, theme_churn

COMPANY = Company(
    (
        Theme("hazard 3", 0.06, hazard_ratio=3.0),
        Theme("hazard 2", 0.085, hazard_ratio=2.0),
        *(Theme("after return", rate, after_return=True) for rate in (0.05, 0.08, 0.12)),
        *(Theme("null", rate) for rate in (0.03, 0.05, 0.07, 0.09, 0.12)),
    ),
    customers=700,
    months=18,
    comebacks=0.5,
)
_UNDATED = 20  # one leaving in so many has no day
_WAYS = ("subscriptions", "files", "files that keep the start")


def count(worlds: Worlds) -> Tally:
    """Verdicts on themes said by those who came back, which do nothing, and on planted hazards beside them."""
    tally, settings = Tally(), worlds.settings
    with memory_database() as connection:
        for seed in worlds.seeds():
            world = simulate(COMPANY, settings, seed)
            store_world(connection, COMPANY, _as_customers(world))
            _tell(connection, world, _WAYS[seed % len(_WAYS)])
            run_steps(connection, settings, (customer_month.STEP, theme_churn.STEP))
            tally_churn(tally, COMPANY, judged_churn(connection))
    return tally


def _as_customers(world: World) -> World:
    """The world with one row per customer, as it is in the end."""
    n = COMPANY.customers
    is_back = world.starts[n:] < world.end
    last = np.where(is_back, n, 0) + np.arange(n)
    return replace(
        world,
        starts=world.starts[last],
        leaves=world.leaves[last],
        plans=world.plans[:n],
        chance=world.chance[last],
        values=world.values[:n],
        customer=world.customer % n,
        answer_customer=world.answer_customer % n,
    )


def _tell(connection: duckdb.DuckDBPyConnection, world: World, way: str) -> None:
    """Fill the tables of what files told of contracts."""
    empty = pa.table({"customer_key": pa.array([], pa.string())})
    refill(connection, {"subscription": empty.rename_columns(["customer_ref"]), "customer_told": empty})
    if way == "subscriptions":
        begun = np.flatnonzero(world.starts < world.end)
        rows = _rows(world, begun, world.starts[begun], world.end)
        names = {"churned_at": "ended_at", "churned": "ended", "customer_key": "customer_ref"}
        told = rows.rename_columns([names.get(name, name) for name in rows.column_names]).drop_columns(["told_until"])
        refill(connection, {"subscription": told.append_column("source", pa.array(["subscriptions"] * len(begun)))})
        refill(connection, {"customer_match": _matches()})
        return
    files = [_file(world, int(day), way) for day in month_days(COMPANY.months)[1:]]
    refill(connection, {"customer_told": pa.concat_tables(files)})


def _file(world: World, day: int, way: str) -> pa.Table:
    """The customers file of a day, one row each; of those who are back by then the second time under contract."""
    n = COMPANY.customers
    here = np.flatnonzero(world.starts[:n] < day)
    last = here + np.where(world.starts[here + n] < day, n, 0)
    return _rows(world, last, world.starts[here if way == _WAYS[2] else last], day)


def _rows(world: World, contracts: Integers, starts: Integers, day: int) -> pa.Table:
    """What a file of the day tells of the contracts, each with a start; some of those who left have no day of it."""
    first, n = FIRST_MONTH.astype("datetime64[D]"), len(contracts)
    leaves = world.leaves[contracts]
    gone = leaves < min(day, NEVER)
    undated = contracts % _UNDATED == 0
    known = pa.array(np.full(n, first + day))
    return pa.table(
        {
            "customer_key": [f"k{number:06d}" for number in contracts % COMPANY.customers],
            "known_on": known,
            "told_until": known,
            "file_id": [f"{day:06d}"] * n,
            "row_no": contracts,
            "started_at": pa.array(first + starts),
            "churned_at": pa.array(first + np.where(gone, leaves, 0), mask=~gone | undated),
            "churned": gone,
        }
    )


def _matches() -> pa.Table:
    keys = [f"k{number:06d}" for number in range(COMPANY.customers)]
    told = [False] * len(keys)
    return pa.table({"customer_ref": keys, "customer_key": keys, "through_person": told, "contradicts": told})


FAMILY = Family("comebacks", count)
