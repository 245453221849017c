"""The refresh's own steps of the outcomes, run on a simulated company."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from vocpipe.outcomes.spells import customer_spell
from vocpipe.settings import LapseSettings, OutcomesSettings, Settings, WorkspaceSettings
from vocpipe.step import Context, Step
from vocpipe.store.workspace import Workspace

_TIMEZONE = "UTC"
LAPSE_DAYS = 90  # without an order, in companies with orders


def run_steps(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, steps: Iterable[Step]) -> None:
    """Run the steps one after the other on the database, after the spells; they read no file of a workspace."""
    lapse = LapseSettings(days=LAPSE_DAYS)
    whole = Settings(workspace=WorkspaceSettings(timezone=_TIMEZONE), outcomes=settings, lapse=lapse)
    context = Context(connection, Workspace(Path()), whole, run_id="evaluate")
    for step in (customer_spell.STEP, *steps):
        step.run(context)
