"""`vocpipe sql`: what it prints, and what it refuses."""

import json

import pytest

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
