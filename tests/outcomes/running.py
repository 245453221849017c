"""Runs one step of the outcomes on a database in memory."""

from pathlib import Path
from typing import Any

import duckdb

from vocpipe.outcomes.lapse import customer_order
from vocpipe.outcomes.spells import customer_spell
from vocpipe.settings import Settings, WorkspaceSettings
from vocpipe.step import Context, Step
from vocpipe.store.workspace import Workspace


def run_step(connection: duckdb.DuckDBPyConnection, step: Step, *, timezone: str = "Asia/Tokyo", **sections: Any):
    """The rows of the step's table after it; `sections` are those of the settings."""
    settings = Settings(workspace=WorkspaceSettings(timezone=timezone), **sections)
    context = Context(connection, Workspace(Path("nowhere")), settings, "run-1")
    if "customer_spell" in step.reads:
        customer_spell.STEP.run(context)
    if step.reads & customer_order.STEP.owns:
        customer_order.STEP.run(context)
    step.run(context)
    return rows_of(connection, step.tables[0].name) if step.tables else []


def rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    """Every row of a table, in the order of its columns."""
    return connection.sql(f"SELECT * FROM {table} ORDER BY ALL").to_arrow_table().to_pylist()
