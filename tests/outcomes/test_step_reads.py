"""Every step of the outcomes reads only the tables that it declares."""

import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.builders import add, add_all
from tests.outcomes.risk_world import FIRST, Truth, fill, simulate
from vocpipe.outcomes.steps import STEPS
from vocpipe.settings import OutcomesSettings, Settings
from vocpipe.step import Context
from vocpipe.store.pseudonyms import use_key
from vocpipe.store.workspace import Workspace, fetch, migrate

SETTINGS = Settings(outcomes=OutcomesSettings(bootstrap=200))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database that holds a company with enough departures for every query to run, and what the steps made of it."""
    path = tmp_path_factory.mktemp("reads") / "voc.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        use_key(connection, bytes(32))
        fill(connection, simulate(Truth(themes={1: 3.5, 2: 3.0}), 1, customers=800))
        add_all(
            connection, "feedback_clean", fetch(connection, "SELECT feedback_id, text FROM feedback_raw").to_pylist()
        )
        connection.execute("UPDATE feedback_raw SET score_type = 'nps', score = row_no % 11 WHERE row_no % 5 = 0")
        for step in STEPS:
            if step.stage == "outcomes":
                run(step, connection)
        action = {"action_id": "d_1", "theme_id": "t_01", "done_on": FIRST + timedelta(days=200), "status": "open"}
        add(connection, "action", **action)
    return path


def run(step, connection):
    step.run(Context(connection, Workspace(Path("nowhere")), SETTINGS, "run-1"))


def test_the_company_is_one_that_every_query_runs_on(filled):
    with duckdb.connect(filled, read_only=True) as connection:
        assert connection.execute("SELECT count(*) > 0 FROM customer_risk").fetchall() == [(True,)]
        assert connection.execute("SELECT count(hazard_ratio) > 0 FROM theme_churn").fetchall() == [(True,)]
        assert connection.execute("SELECT count(gap) > 0 FROM theme_nps").fetchall() == [(True,)]


@pytest.mark.parametrize("step", [step for step in STEPS if step.stage == "outcomes"], ids=lambda step: step.name)
def test_a_step_reads_only_the_tables_it_declares(filled, tmp_path, step):
    shutil.copy(filled, tmp_path / "voc.duckdb")
    with duckdb.connect(tmp_path / "voc.duckdb") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)  # for the macros
        use_key(connection, bytes(32))
        tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        for other in tables - step.reads - step.owns:
            connection.execute(f"DROP TABLE {other}")
        run(step, connection)
        for table in step.tables:
            columns = [name for name, *_ in connection.execute(f"DESCRIBE {table.name}").fetchall()]
            assert columns == [column.name for column in table.columns]
