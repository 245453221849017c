"""What a snapshot holds, and that nothing else can be reached through it."""

import json
import re
import struct
from datetime import datetime

import duckdb
import pytest

from tests.builders import add_feedback, add_file, add_run, add_sentence, add_theme
from tests.store.shop import make_workspace, publish_run
from vocpipe.outcomes.statistics.interval import adjusted_wald
from vocpipe.pipeline import PUBLISHED
from vocpipe.settings import Settings
from vocpipe.store.publish import public_settings, publish
from vocpipe.store.snapshot import open_snapshot
from vocpipe.store.tables import published_query
from vocpipe.store.workspace import Workspace, statement

# The published tables of the design that exist so far; names and columns people rely on.
CONTRACT = {
    "feedback": "feedback_id source kind customer_id created_at lang text score_type score nps_group url",
    "sentence": "sentence_id feedback_id position text lang sentiment sentiment_label intent",
    "sentence_theme": "sentence_id theme_id is_primary score method",
    "theme": "theme_id parent_id name name_ja name_en keywords n_sentences n_customers first_seen last_seen state "
    "sentiment",
    "theme_week": "theme_id week n_sentences n_customers active_customers sentiment",
    "theme_nps": "theme_id n_with n_without nps_with nps_without share gap impact low high q_value verdict",
    "theme_churn": "theme_id n_exposed n_churned_exposed hazard_ratio low high q_value verdict reason_en reason_ja",
    "customer_month": "customer_id month spell tenure_months plan monthly_value theme_mentions churned",
    "score_churn": "score_type score n_customers n_churned share low high verdict reason_en reason_ja",
    "theme_lineage": "run_id event from_theme to_theme overlap",
    "run": "run_id vocpipe_version settings models seconds changes",
    "ingest_file": "run_id file rows_read rows_accepted rows_rejected",
    "ingest_reject": "run_id file row field reason raw",
}


@pytest.fixture
def shop(tmp_path):
    """A workspace and the open connection to its private database."""
    workspace = make_workspace(tmp_path / "shop")
    with workspace.connect() as connection:
        yield workspace, connection


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """A published snapshot; only to be read."""
    workspace = make_workspace(tmp_path_factory.mktemp("snapshot"))
    with workspace.connect() as connection:
        return publish_run(connection, workspace, 1)


def ask(path, query):
    with open_snapshot(path) as connection:
        return connection.execute(query).fetchall()


def test_every_published_table_and_column_has_a_comment(snapshot):
    path = snapshot
    assert ask(path, "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL OR trim(comment) = ''") == []
    assert (
        ask(
            path,
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE NOT internal AND (comment IS NULL OR trim(comment) = '')",
        )
        == []
    )
    assert ask(path, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL") == []
    apart = sum(table.is_embeddings for table in PUBLISHED)
    count = "SELECT (SELECT count(*) FROM duckdb_tables()), (SELECT count(*) FROM duckdb_views() WHERE NOT internal)"
    views = sum(table.is_view for table in PUBLISHED)
    assert ask(path, count) == [(len(PUBLISHED) - views - apart, views)]


@pytest.mark.parametrize("table", CONTRACT)
def test_the_tables_and_columns_that_people_rely_on_are_there(snapshot, table):
    columns = [row[0] for row in ask(snapshot, f"DESCRIBE {table}")]
    assert set(CONTRACT[table].split()) <= set(columns)


def test_a_column_without_a_comment_is_not_published(shop):
    workspace, connection = shop
    bare = published_query("bare", "-- bare: one row.\nSELECT 1 AS nobody_says_what_this_is")
    with pytest.raises(KeyError, match="nobody_says_what_this_is"):
        publish(connection, workspace, workspace.settings, "run-001", [bare])
    assert not workspace.snapshot_link.exists()


def test_no_comment_is_left_over_for_a_column_that_is_not_there(snapshot):
    for view in (table for table in PUBLISHED if not table.is_embeddings):
        columns = {row[0] for row in ask(snapshot, f"DESCRIBE {view.name}")}
        assert set(view.comments) - {view.name} - columns == set(), view.name


def test_a_snapshot_is_of_the_format_that_duckdb_1_1_to_2_open(snapshot):
    [(tags,)] = ask(snapshot, "SELECT tags FROM duckdb_databases() WHERE NOT internal")
    assert tags["storage_version"].removesuffix("+") == "v1.0.0"
    magic, version = struct.unpack("<4sQ", snapshot.read_bytes()[8:20])
    assert (magic, version) == (b"DUCK", 64)  # 1.1 refuses a higher number


def test_times_are_the_workspaces_and_names_the_first_languages(tmp_path):
    workspace = make_workspace(tmp_path, '[workspace]\nlanguages = ["ja", "en"]\ntimezone = "Asia/Tokyo"\n')
    with workspace.connect() as connection:
        add_theme(connection, "t_1", "Slow", "遅い")
        add_theme(connection, "t_2", "Fast")
        path = publish_run(connection, workspace, 1)
    assert ask(path, "SELECT created_on::VARCHAR FROM feedback") == [("2026-03-02",)]
    assert ask(path, "SELECT name FROM theme ORDER BY theme_id") == [("遅い",), ("Fast",)]


def test_keywords_are_split_by_the_language_of_their_sentences(tmp_path):
    workspace = make_workspace(tmp_path)
    with workspace.connect() as connection:
        add_theme(connection, "t_1", "PDF", keywords=["pdf", "請求書", "bill"])
        for number, lang, tokens in ((1, "ja", ["pdf", "請求書"]), (2, "en", ["pdf", "bill"])):
            add_sentence(connection, number, position=number, lang=lang, tokens=tokens, theme="t_1")
        path = publish_run(connection, workspace, 1)
    assert ask(path, "SELECT keywords_ja, keywords_en FROM theme") == [(["pdf", "請求書"], ["pdf", "bill"])]
    assert ask(path, "SELECT cohesion, n_sentences FROM theme") == [(1.0, 2)]


def test_what_is_deleted_upstream_is_not_published(shop):
    workspace, connection = shop
    add_feedback(connection, 7, deleted_at=datetime(2026, 3, 2))
    assert ask(publish_run(connection, workspace, 8), "SELECT feedback_id FROM feedback") == [("f_8",)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM glob('/*')",
        "COPY feedback TO '{other}.out'",
        "COPY feedback FROM '{other}'",
        "ATTACH '{private}' AS private",
        "ATTACH '{other}.duckdb' AS fresh",
        "EXPORT DATABASE '{other}.folder'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET threads = 1",
        "CREATE TABLE t (a INTEGER)",
        "DELETE FROM feedback",
        "DROP TABLE feedback",
        "COMMENT ON TABLE feedback IS ''",
    ],
)
def test_a_snapshot_can_reach_and_change_nothing_else(tmp_path, snapshot, query):
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    private = snapshot.parents[1] / "private" / "voc.duckdb"
    assert private.exists()
    with pytest.raises(duckdb.Error):
        ask(snapshot, query.format(other=other, private=private))
    assert list(tmp_path.iterdir()) == [other]
    assert ask(snapshot, "SELECT count(*) FROM feedback") == [(1,)]


def test_published_settings_have_no_paths(tmp_path):
    settings = Settings.model_validate(
        {
            "source": [{"name": "a", "path": "/home/someone/a.csv"}],
            "customers": {"path": "/home/someone/c.csv"},
            "naming": {"command": ["/home/someone/namer.py"]},
        }
    )
    text = public_settings(Workspace(tmp_path), settings)
    assert "someone" not in text
    assert json.loads(text)["source"][0]["name"] == "a"
    assert json.loads(public_settings(Workspace(tmp_path), Settings()))["customers"] is None


def test_readers_of_a_snapshot_find_every_setting_under_its_name(tmp_path):
    given = Settings.model_validate({"privacy": {"min_group": 20}, "outcomes": {"min_responses": 50}})
    told = json.loads(public_settings(Workspace(tmp_path), given))
    assert (told["privacy"]["min_group"], told["outcomes"]["min_responses"]) == (20, 50)
    sections = given.model_dump(mode="json")
    assert {
        name: set(values) for name, values in told.items() if isinstance(values, dict) and name in Settings.model_fields
    } == {name: set(values) - {"path", "command"} for name, values in sections.items() if isinstance(values, dict)}


def test_the_first_lines_of_a_view_say_the_grain_and_every_column():
    for view in PUBLISHED:
        assert view.comments[view.name].startswith("one row per "), view.name


def test_that_a_run_resumed_is_not_published(snapshot):
    assert "resumed" not in {row[0] for row in ask(snapshot, "DESCRIBE run")}


def test_runs_of_a_snapshot_add_up_what_was_read(shop):
    workspace, connection = shop
    add_run(connection, "run-000")
    for file in ("a", "b"):
        add_file(connection, file, run_id="run-000", rows_read=5, rows_rejected=1)
    path = publish_run(connection, workspace, 1)
    assert ask(path, "SELECT rows_read, rows_accepted, rows_rejected FROM run ORDER BY run_id") == [
        (10, 8, 2),
        (0, 0, 0),
    ]


def test_the_nps_of_any_cut_comes_with_its_interval(shop):
    workspace, connection = shop
    scores = [9] * 10 + [7] * 5 + [3] * 5
    for number, score in enumerate(scores):
        add_feedback(connection, number, score_type="nps", score=score)
    path = publish_run(connection, workspace, 99)
    [(nps, low, high)] = ask(
        path, "SELECT nps(score), nps_low(score), nps_high(score) FROM feedback WHERE score_type = 'nps'"
    )
    expected = adjusted_wald(20, 10 - 5, 10 + 5)
    assert nps == 25
    assert (low, high) == (pytest.approx(100 * expected.low), pytest.approx(100 * expected.high))
    assert ask(path, "SELECT nps(score), nps_low(score), nps_high(score) FROM feedback WHERE false") == [
        (None, None, None)
    ]
    commented = "SELECT function_name FROM duckdb_functions() WHERE NOT internal AND comment IS NOT NULL ORDER BY ALL"
    macros = re.findall(r"^CREATE MACRO (\w+)", statement("vocpipe.store", "macros.sql"), re.MULTILINE)
    assert ask(path, commented) == [(name,) for name in sorted(macros)]
