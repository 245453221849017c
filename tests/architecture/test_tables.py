"""Every table of the private database belongs to one package: only its steps write it, and who reads it says so."""

import duckdb
import pytest

from tests.architecture.source import ROOT, STAGES
from tests.architecture.statements import HOLE, tables, uses
from vocpipe.pipeline import STEPS
from vocpipe.store.workspace import migrate

# Written around the steps, by the refresh itself or when the database is opened.
OF_THE_STORE = dict.fromkeys(("run", "schema_version", "pseudonym_key", "former_id"), "store")
# Queries that no step runs: the report and the exports read what the steps of a refresh have written.
READ_OUTSIDE_STEPS = {"handoff"}


def private_database():
    """The tables of the private database, and view -> the tables that it reads."""
    with duckdb.connect() as connection:
        migrate(connection)
        names = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        views = connection.execute("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal").fetchall()
    declared = {table.name for step in STEPS for table in step.tables}
    return {*names, *declared}, {view: {table for table, _ in tables(sql)} - {view} for view, sql in views}


TABLES, VIEWS = private_database()
OWNER = OF_THE_STORE | {table: step.package.split(".")[1] for step in STEPS for table in step.owns}
PACKAGES = sorted({*STAGES, "store"})


def used(package):
    """What the SQL of a package names, without the published queries and the migrations."""
    root = ROOT / "vocpipe" / package
    files = [path for pattern in ("*.py", "*.sql") for path in sorted(root.rglob(pattern))]
    aside = {"published", "embeddings", "migrations"}
    return [use for path in files if not aside & set(path.parts) for use in uses(path)]


def real(use):
    """The tables that a name stands for: views are what they read; temporary and Arrow tables are nothing."""
    return (VIEWS.get(use.table, {use.table})) & TABLES


def test_every_private_table_has_one_owner():
    assert TABLES - OWNER.keys() == set()
    owners = {(table, step.package) for step in STEPS for table in step.owns}
    assert len(owners) == len({table for table, _ in owners})


def test_what_the_steps_name_exists():
    assert {table for step in STEPS for table in step.owns | step.reads} <= TABLES


def test_the_views_are_read_through():
    assert VIEWS["feedback_customer"] == {"customer_match", "feedback_raw", "customer_number"}
    assert {"behaviour_event", "known_plan", "invitation_customer"} <= VIEWS.keys()


@pytest.mark.parametrize("package", PACKAGES)
def test_only_the_owner_writes_a_table(package):
    foreign = {
        (package, table) for use in used(package) if use.written for table in real(use) if OWNER.get(table) != package
    }
    assert foreign == set()


@pytest.mark.parametrize("package", STAGES)
def test_what_a_package_reads_its_steps_say(package):
    steps = [step for step in STEPS if step.package == f"vocpipe.{package}"]
    declared = {table for step in steps for table in step.reads | step.owns}
    read = {(package, table) for use in used(package) if not use.written for table in real(use) - declared}
    assert package in READ_OUTSIDE_STEPS or read == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT a FROM x JOIN y USING (a)", {("x", False), ("y", False)}),
        ("WITH z AS (SELECT * FROM x) SELECT * FROM z", {("x", False)}),
        ("WITH x AS (SELECT * FROM x) SELECT * FROM x", {("x", False)}),
        ("WITH a AS (SELECT 1), b AS (SELECT * FROM a) INSERT INTO t BY NAME SELECT * FROM b", {("t", True)}),
        ("INSERT OR REPLACE INTO t VALUES (?, ?)", {("t", True)}),
        (
            "INSERT INTO t (a) SELECT a FROM t WHERE a NOT IN (SELECT b FROM u)",
            {("t", True), ("t", False), ("u", False)},
        ),
        ("UPDATE t SET a = u.a FROM u WHERE t.b = u.b", {("t", True), ("u", False)}),
        ("DELETE FROM t WHERE a IN (SELECT a FROM u)", {("t", True), ("u", False)}),
        ("CREATE OR REPLACE TABLE t AS SELECT * FROM u; DROP TABLE v", {("t", True), ("u", False), ("v", True)}),
        ("TRUNCATE t", {("t", True)}),
        ("INSERT INTO t SELECT unnest(?::VARCHAR[]) FROM u", {("t", True), ("u", False)}),
        ("SELECT * FROM published.t", set()),
        (f"DELETE FROM t WHERE {HOLE} IN (", {("t", True)}),
        (f"INSERT INTO {HOLE} SELECT * FROM u", {(HOLE, True), ("u", False)}),
    ],
)
def test_what_a_statement_reads_and_writes_is_seen(text, expected):
    assert tables(text) == expected


def test_the_sql_of_a_module_is_found(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        '"""SELECT nothing FROM docstring"""\n'
        'def f(c, n):\n    """DELETE FROM docstring"""\n    c.execute(f"UPDATE t SET a = {n} WHERE b")\n'
        '    c.execute("SELECT a "\n              "FROM u")\n',
        encoding="utf-8",
    )
    assert {(use.table, use.written) for use in uses(module)} == {("t", True), ("u", False)}
