"""A simulated company in a private database in memory, as the stages before the outcomes would have left it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.evaluate.outcomes.plan import Company
from vocpipe.evaluate.outcomes.world import FIRST_MONTH, World, customers_table
from vocpipe.settings import OutcomesSettings, Settings, WorkspaceSettings
from vocpipe.step import Context, Step
from vocpipe.store.workspace import Workspace, migrate, statement, transaction

TIMEZONE = "UTC"
_NOON = np.timedelta64(12, "h")


@contextmanager
def empty_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A private database without a row; one serves for all worlds, one after the other."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        yield connection


def run_step(connection: duckdb.DuckDBPyConnection, step: Step, settings: OutcomesSettings) -> None:
    """Run one step of the outcomes on the database, in the time zone TIMEZONE."""
    whole = Settings(workspace=WorkspaceSettings(timezone=TIMEZONE), outcomes=settings)
    step.run(Context(connection, Workspace(Path()), whole, "world"))


def store_world(connection: duckdb.DuckDBPyConnection, company: Company, world: World) -> None:
    """Makes `world` all that the database holds."""
    tables = {
        "world_theme": pa.table({"theme_id": company.theme_ids}),
        "world_customer": customers_table(world),
        "world_feedback": _feedback(world),
        "world_mention": _mentions(company, world),
    }
    for name, rows in tables.items():
        connection.register(name, rows)
    try:
        with transaction(connection):
            connection.execute(statement("vocpipe.evaluate.outcomes", "store_world.sql"))
    finally:
        for name in tables:
            connection.unregister(name)


def _feedback(world: World) -> pa.Table:
    """One row per thing said: the messages, then the NPS answers."""
    alone = np.flatnonzero(world.answer < 0)
    customer = np.concatenate([world.customer[alone], world.answer_customer])
    day = np.concatenate([world.day[alone], world.answer_day])
    score = np.concatenate([np.zeros(len(alone)), world.scores.astype(np.float64)])
    answered = np.arange(len(customer)) >= len(alone)
    return pa.table(
        {
            "number": np.arange(len(customer)),
            "customer_ref": [f"k{number:06d}" for number in customer],
            "created_at": pa.array((FIRST_MONTH.astype("datetime64[D]") + day).astype("datetime64[us]") + _NOON),
            "score": pa.array(score, mask=~answered),
        }
    )


def _mentions(company: Company, world: World) -> pa.Table:
    """One row per thing said and theme: a sentence each."""
    alone = world.answer < 0
    number = np.where(alone, np.cumsum(alone) - 1, world.answer + int(alone.sum()))
    return pa.table({"number": number, "theme_id": np.array(company.theme_ids)[world.theme].tolist()})
