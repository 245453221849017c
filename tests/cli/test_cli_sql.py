"""`vocpipe sql`: what it prints, and what it refuses."""

import json

import pytest

from tests.store.damages import UNREADABLE, flip_in
from tests.store.shop import make_workspace, publish_run

QUERY = """
SELECT feedback_id, 'a "b", 日本' AS text, NULL AS nothing, DATE '2026-01-02' AS day, [1, 2] AS list FROM feedback
"""


def test_sql_prints_csv(run, shop):
    assert run("sql", QUERY, "-w", shop, "--format", "csv").out == (
        'feedback_id,text,nothing,day,list\nf_1,"a ""b"", 日本",,2026-01-02,"[1, 2]"\n'
    )


def test_sql_prints_json(run, shop):
    result = run("sql", QUERY, "-w", shop, "--format", "json")
    assert "日本" in result.out
    assert json.loads(result.out) == [
        {"feedback_id": "f_1", "text": 'a "b", 日本', "nothing": None, "day": "2026-01-02", "list": [1, 2]}
    ]
    assert json.loads(run("sql", f"{QUERY} WHERE false", "-w", shop, "--format", "json").out) == []


def test_sql_prints_a_table(run, shop):
    result = run("sql", QUERY, "-w", shop)
    assert "feedback_id" in result.out
    assert "日本" in result.out


@pytest.mark.parametrize(
    ("query", "shows"),
    [("SHOW TABLES", "theme_week"), ("DESCRIBE feedback", "nps_group"), ("SUMMARIZE feedback", "null_percentage")],
)
def test_sql_takes_more_than_select(run, shop, query, shows):
    assert shows in run("sql", query, "-w", shop, "--format", "csv").out
    assert run("sql", query, "-w", shop).code == 0


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELEC 1", "Parser Error"),
        ("SELECT nope FROM feedback", "nope"),
        ("SELECT * FROM nope", "nope"),
        ("SELECT text::INTEGER FROM feedback", "Conversion Error"),
        ("SELECT * FROM read_csv('/etc/hostname')", "Permission Error"),
        ("CREATE TABLE t (a INTEGER)", "read-only"),
        ("COPY feedback TO '/tmp/never.csv'", "Permission Error"),
    ],
)
@pytest.mark.parametrize("output", ["table", "csv", "json"])
def test_a_query_that_cannot_be_answered_is_one_line(run, shop, query, says, output):
    result = run("sql", query, "-w", shop, "--format", output)
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert says in result.err


@pytest.mark.parametrize(("language", "says"), [("en", "can't be read"), ("ja", "を読めないため")])
@pytest.mark.parametrize("damage", [UNREADABLE["cut in half"], lambda path: flip_in(path, "feedback")])
def test_sql_on_a_damaged_snapshot_asks_the_one_before_and_says_so(run, tmp_path, monkeypatch, damage, language, says):
    monkeypatch.setenv("VOCPIPE_LANG", language)
    workspace = make_workspace(tmp_path / "w")
    with workspace.connect() as connection:
        publish_run(connection, workspace, 1)
        damage(publish_run(connection, workspace, 2))
    query = "SELECT count(*) AS n, max(hash(COLUMNS(*))) IS NULL AS none FROM feedback"
    result = run("sql", query, "-w", workspace.root, "--format", "csv")
    assert result.code == 0
    assert result.out.splitlines()[1].startswith("1,")
    assert result.err.count("\n") == 1
    assert says in result.err


@pytest.mark.parametrize(
    "words", [["theme", "list"], ["theme", "pin", "t_1"], ["audience", "list"], ["sql", "SELECT 1"]]
)
@pytest.mark.parametrize("kind", ["empty", "cut in half", "of SQLite"])
def test_without_a_readable_snapshot_every_reader_says_so_in_one_line(run, tmp_path, words, kind):
    workspace = make_workspace(tmp_path / "w")
    with workspace.connect() as connection:
        UNREADABLE[kind](publish_run(connection, workspace, 1))
    complaint = run(*words, "-w", workspace.root).complaint
    assert "voc-run-001.duckdb" in complaint
    assert "vocpipe refresh" in complaint


def test_sql_as_of_a_moment_says_which_snapshot_it_asked(run, shop):
    result = run("sql", QUERY, "-w", shop, "--format", "csv", "--as-of", "2027-01-01")
    assert result.code == 0
    assert "f_1" in result.out
    assert "as of then: voc-run-001.duckdb, published 2026-03-01" in result.err
    early = run("sql", QUERY, "-w", shop, "--as-of", "2020-01-01")
    assert (early.code, early.out) == (1, "")
    assert "the oldest, voc-run-001.duckdb, is of 2026-03-01" in early.err
