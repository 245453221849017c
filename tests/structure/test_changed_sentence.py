"""Stages that derived something from a changed sentence drop it exactly once, even after a kill."""

import json

import pytest

from tests import builders
from tests.structure.database import RUN, add, delete, new_database, structure
from vocpipe.settings import Settings
from vocpipe.structure import stage

OWN = Settings.model_validate({"workspace": {"own_names": ["ツムギ"]}})
OTHER = Settings.model_validate({"workspace": {"own_names": ["ツムギ", "高い"]}})


@pytest.fixture
def connection():
    connection = new_database()
    builders.add_run(connection, RUN, finished_at=None)
    add(connection, "a", "ツムギが高い。")
    structure(connection)
    return connection


def rows(connection, query):
    return connection.execute(query).fetchall()


def derive(connection):
    """A theme and a score for every sentence, and an edit that holds its text."""
    for sentence_id, key in rows(connection, "SELECT sentence_id, text_hash FROM sentence"):
        builders.add(connection, "sentence_theme", sentence_id=sentence_id, theme_id="t")
        builders.add(connection, "sentence_sentiment", sentence_id=sentence_id)
        builders.add(connection, "edit_member", text_hash=key)


def derived(connection):
    return [
        count
        for table in ("sentence_theme", "sentence_sentiment")
        for (count,) in rows(connection, f"SELECT count(*) FROM {table}")
    ]


def structure_killed(connection, settings):
    """The structure stage, killed before the others have forgotten anything."""
    stage.structure(connection, settings, RUN)


def test_a_changed_sentence_has_both_hashes_and_a_deleted_one_only_the_old_hash(connection):
    add(connection, "b", "表示が遅い。")
    structure(connection)
    before = dict(rows(connection, "SELECT feedback_id, text_hash FROM sentence"))
    structure(connection, OWN)
    [(after,)] = rows(connection, "SELECT text_hash FROM sentence WHERE feedback_id = 'a'")
    changed = "SELECT run_id, old_text_hash, new_text_hash FROM changed_sentence ORDER BY new_text_hash NULLS LAST"
    assert rows(connection, changed) == [(RUN, before["a"], after)]
    delete(connection, "b")
    structure(connection, OWN)
    assert rows(connection, changed) == [(RUN, before["a"], after), (RUN, before["b"], None)]


def test_after_a_kill_the_resumed_run_forgets_what_the_first_try_changed(connection):
    derive(connection)
    structure_killed(connection, OWN)
    assert derived(connection) == [1, 1]
    structure(connection, OWN)
    assert derived(connection) == [0, 0]


def test_edits_follow_a_text_that_changed_again_after_a_kill(connection):
    derive(connection)
    hashes = [rows(connection, "SELECT text_hash FROM sentence")[0]]
    for settings in (OWN, OTHER):
        structure_killed(connection, settings)
        hashes += rows(connection, "SELECT text_hash FROM sentence")
    structure(connection, OTHER)
    assert len(set(hashes)) == 3
    held = rows(connection, "SELECT text_hash FROM edit_member")
    assert set(held) == {hashes[0], hashes[2]}


def test_a_sentence_that_a_killed_try_took_out_is_forgotten_though_it_is_back(connection):
    derive(connection)
    add(connection, "a", "表示が遅い。")
    structure_killed(connection, Settings())
    add(connection, "a", "ツムギが高い。")
    structure(connection)
    assert rows(connection, "SELECT text FROM sentence") == [("ツムギが高い。",)]
    assert derived(connection) == [0, 0]


def test_what_was_forgotten_once_is_kept_when_a_later_stage_is_killed(connection):
    derive(connection)
    structure(connection, OWN)
    connection.execute("UPDATE run SET seconds = ?", [json.dumps({"structure": 0.1})])
    derive(connection)
    structure(connection, OWN)
    assert derived(connection) == [1, 1]
    assert rows(connection, "FROM changed_sentence") == []
