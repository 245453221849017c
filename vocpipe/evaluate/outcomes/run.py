"""The refresh's own steps of the outcomes, run on a simulated company."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from vocpipe.outcomes.spells import customer_spell
from vocpipe.settings import OutcomesSettings, Settings, WorkspaceSettings
from vocpipe.step import Context, Step
from vocpipe.store.workspace import Workspace

_TIMEZONE = "UTC"


def run_steps(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, steps: Iterable[Step]) -> None:
    """Run the steps one after the other on the database, after the spells; they read no file of a workspace."""
    whole = Settings(workspace=WorkspaceSettings(timezone=_TIMEZONE), outcomes=settings)
    context = Context(connection, Workspace(Path()), whole, run_id="evaluate")
    for step in (customer_spell.STEP, *steps):
        step.run(context)
