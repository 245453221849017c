from pathlib import Path

import duckdb
import pytest

from tests.builders import add
from tests.store.shop import make_workspace
from vocpipe.errors import WorkspaceError
from vocpipe.store import workspace as module
from vocpipe.store.workspace import fetch, migrate, statement, transaction

MIGRATIONS = Path(module.__file__).with_name("migrations")


def versions(connection):
    return connection.execute("SELECT version FROM schema_version ORDER BY rowid").fetchall()


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def scripts(tmp_path, monkeypatch):
    """An empty folder of migrations, used instead of the real one."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (tmp_path / "macros.sql").write_text("CREATE MACRO one() AS 1;")

    class Resources:
        @staticmethod
        def files(_):
            return tmp_path

    monkeypatch.setattr(module, "resources", Resources)
    return folder


def test_the_real_migrations_apply_and_a_second_time_change_nothing(connection):
    migrate(connection)
    first = versions(connection)
    tables = connection.execute("SHOW TABLES").fetchall()
    migrate(connection)
    numbers = sorted(int(script.name[:4]) for script in MIGRATIONS.glob("*.sql"))
    assert versions(connection) == first == [(number,) for number in numbers]
    assert len(set(numbers)) == len(numbers)
    assert connection.execute("SHOW TABLES").fetchall() == tables


def test_migrations_apply_once_and_in_the_order_of_their_numbers(connection, scripts):
    (scripts / "0002_two.sql").write_text("ALTER TABLE t ADD COLUMN b INTEGER; INSERT INTO t VALUES (2, 2);")
    (scripts / "0001_one.sql").write_text("CREATE TABLE t (a INTEGER);")
    (scripts / "README.md").write_text("no migration")
    migrate(connection)
    migrate(connection)
    assert versions(connection) == [(1,), (2,)]
    (scripts / "0003_three.sql").write_text("INSERT INTO t VALUES (3, 3)")
    migrate(connection)
    assert connection.execute("SELECT * FROM t").fetchall() == [(2, 2), (3, 3)]


def test_a_migration_that_fails_leaves_nothing_of_itself(connection, scripts):
    (scripts / "0001_one.sql").write_text("CREATE TABLE t (a INTEGER)")
    (scripts / "0002_two.sql").write_text("INSERT INTO t VALUES (1); SELECT no_such_column FROM t;")
    with pytest.raises(duckdb.Error):
        migrate(connection)
    assert versions(connection) == [(1,)]
    assert connection.execute("SELECT count(*) FROM t").fetchall() == [(0,)]
    (scripts / "0002_two.sql").write_text("INSERT INTO t VALUES (2)")
    migrate(connection)
    assert connection.execute("SELECT * FROM t").fetchall() == [(2,)]


def test_a_workspace_brings_its_database_to_the_newest_schema(tmp_path):
    workspace = make_workspace(tmp_path)
    assert not workspace.private.exists()
    with workspace.connect() as connection:
        newest = versions(connection)
        assert connection.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)
    with workspace.connect() as connection:
        assert versions(connection) == newest


def test_a_database_that_cannot_be_opened_is_reported_in_the_users_language(tmp_path, monkeypatch):
    def refuse(path, **options):
        raise duckdb.IOException(
            f"IO Error: Could not set lock on file {path}: Conflicting lock is held in python (PID 7)"
        )

    monkeypatch.setattr(duckdb, "connect", refuse)
    with (
        pytest.raises(WorkspaceError, match=r"is open in another program; close it there first.*\(PID 7\)"),
        make_workspace(tmp_path).connect(),
    ):
        pass


def test_a_transaction_keeps_all_or_nothing(connection):
    connection.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.execute("INSERT INTO t VALUES (1)")
        _ = 1 / 0
    with transaction(connection):
        connection.execute("INSERT INTO t VALUES (2)")
    assert connection.execute("SELECT * FROM t").fetchall() == [(2,)]


def test_fetch_takes_parameters_by_place_and_by_name(connection):
    assert fetch(connection, "SELECT ? AS a", [1]).to_pylist() == [{"a": 1}]
    assert fetch(connection, "SELECT $x AS a", {"x": "y"}).to_pylist() == [{"a": "y"}]
    assert fetch(connection, "SELECT 1 AS a WHERE false").to_pylist() == []


def test_a_statement_is_the_text_of_its_file():
    assert statement("vocpipe.store", "published/run.sql").startswith("-- run: ")


def test_a_run_that_resumed_before_the_column_was_there_keeps_its_mark(connection, scripts):
    for script in sorted(MIGRATIONS.glob("*.sql")):
        if script.name < "0016":
            (scripts / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    migrate(connection)
    for run_id in ("run-1", "run-2"):
        add(connection, "run", run_id=run_id)
    add(connection, "stage_state", stage="resumed", fingerprint="run-2")
    (scripts / "0016_run_resumed.sql").write_text((MIGRATIONS / "0016_run_resumed.sql").read_text(encoding="utf-8"))
    migrate(connection)
    assert connection.execute("SELECT run_id, resumed FROM run ORDER BY run_id").fetchall() == [
        ("run-1", False),
        ("run-2", True),
    ]
    assert connection.execute("SELECT count(*) FROM stage_state").fetchall() == [(0,)]


def test_a_migration_that_was_numbered_before_the_newest_is_still_applied(connection, scripts):
    (scripts / "0003_three.sql").write_text("CREATE TABLE c (a INTEGER)")
    migrate(connection)
    (scripts / "0002_two.sql").write_text("CREATE TABLE b (a INTEGER)")
    migrate(connection)
    assert {row[0] for row in connection.execute("SHOW TABLES").fetchall()} == {"b", "c", "schema_version"}
