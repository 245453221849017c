import json

import duckdb
import pytest

from tests.store.shop import make_workspace
from vocpipe.pipeline import PUBLISHED
from vocpipe.settings import Settings
from vocpipe.store import runs, snapshot
from vocpipe.store.publish import publish
from vocpipe.store.runs import begin_run, drop_run, finish_run, is_current, note_stage

NOTHING = {"collect": {"rows_read": 0, "files": 0}, "structure": {"feedback": 0}, "outcomes": {}}


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path)


@pytest.fixture
def connection(workspace):
    with workspace.connect() as connection:
        yield connection


def refresh(connection, workspace, changes=None, settings=None):
    """One refresh as the flow does it; its id, or None if there was nothing new."""
    settings = settings or workspace.settings
    run_id = begin_run(connection, workspace, settings)
    for stage, counts in (changes or NOTHING).items():
        note_stage(connection, run_id, stage, 0.1, counts)
    if is_current(connection, workspace, run_id, PUBLISHED):
        drop_run(connection, run_id)
        return None
    finish_run(connection, run_id, {"all languages": "m"})
    publish(connection, workspace, settings, run_id, PUBLISHED)
    return run_id


def run_ids(connection):
    return [row[0] for row in connection.execute("SELECT run_id FROM run ORDER BY run_id").fetchall()]


def test_the_first_run_is_published_even_when_empty(connection, workspace):
    assert refresh(connection, workspace) is not None


def test_a_run_with_nothing_new_is_dropped(connection, workspace):
    first = refresh(connection, workspace)
    assert refresh(connection, workspace) is None
    assert run_ids(connection) == [first]


@pytest.mark.parametrize(
    "changes", [{"collect": {"feedback_new": 1}}, {"structure": {"deleted": 2}}, {"themes": {"placed": 0, "born": 1}}]
)
def test_a_run_that_changed_anything_is_published(connection, workspace, changes):
    first = refresh(connection, workspace)
    second = refresh(connection, workspace, NOTHING | changes)
    assert run_ids(connection) == [first, second]


def test_other_settings_are_published_though_nothing_came_in(connection, workspace):
    refresh(connection, workspace)
    other = Settings.model_validate({"outcomes": {"min_responses": 10}})
    assert refresh(connection, workspace, settings=other) is not None
    assert refresh(connection, workspace, settings=other) is None


def test_another_version_is_published_though_nothing_came_in(connection, workspace, monkeypatch):
    refresh(connection, workspace)
    monkeypatch.setattr(runs, "__version__", "99.0")
    monkeypatch.setattr(snapshot, "__version__", "99.0")
    assert refresh(connection, workspace) is not None
    assert refresh(connection, workspace) is None


def test_a_snapshot_that_an_older_vocpipe_made_is_published_again_though_nothing_came_in(connection, workspace):
    refresh(connection, workspace)
    with duckdb.connect(str(workspace.snapshot_link.resolve())) as published:
        published.execute("ALTER TABLE theme DROP COLUMN certainty")
    assert refresh(connection, workspace) is not None
    assert refresh(connection, workspace) is None


def test_a_snapshot_that_was_removed_is_published_again(connection, workspace):
    refresh(connection, workspace)
    workspace.snapshot_link.unlink()
    assert refresh(connection, workspace) is not None


def test_a_killed_run_resumes_under_its_id(connection, workspace):
    refresh(connection, workspace)
    killed = begin_run(connection, workspace, workspace.settings)
    note_stage(connection, killed, "collect", 2.0, {"feedback_new": 3})
    assert refresh(connection, workspace) == killed
    [(seconds, changes)] = connection.execute("SELECT seconds, changes FROM run WHERE run_id = ?", [killed]).fetchall()
    assert json.loads(seconds)["collect"] == pytest.approx(2.1)
    assert json.loads(changes) == NOTHING | {"collect": {"feedback_new": 3, "rows_read": 0, "files": 0}}


def test_a_killed_run_is_published_though_its_work_was_not_noted(connection, workspace):
    # killed between a stage's commit and its note: the next refresh finds nothing left to do
    refresh(connection, workspace)
    killed = begin_run(connection, workspace, workspace.settings)
    assert refresh(connection, workspace) == killed
    assert refresh(connection, workspace) is None


def test_a_run_killed_while_it_was_published_is_published_by_the_next(connection, workspace):
    refresh(connection, workspace)
    killed = begin_run(connection, workspace, workspace.settings)
    note_stage(connection, killed, "collect", 2.0, {"feedback_new": 3})
    finish_run(connection, killed, {})  # and here it is killed
    assert refresh(connection, workspace) == killed
    assert refresh(connection, workspace) is None


def test_a_first_run_killed_while_it_was_published_is_published_by_the_next(connection, workspace):
    killed = begin_run(connection, workspace, workspace.settings)
    note_stage(connection, killed, "collect", 2.0, {"feedback_new": 3})
    finish_run(connection, killed, {})  # and here it is killed, before there is a link
    assert refresh(connection, workspace) == killed
    assert refresh(connection, workspace) is None
    assert run_ids(connection) == [killed]


def test_a_run_whose_snapshot_is_lost_or_damaged_publishes_it_again(connection, workspace):
    first = refresh(connection, workspace)
    for damage in (lambda path: path.unlink(), lambda path: path.write_bytes(b"")):
        damage(workspace.snapshot_link.resolve())
        assert refresh(connection, workspace) == first
        assert refresh(connection, workspace) is None
    assert run_ids(connection) == [first]


def test_a_run_says_what_it_ran_with(connection, workspace):
    run_id = refresh(connection, workspace)
    [(version, settings, models, ordered)] = connection.execute(
        "SELECT vocpipe_version, settings, models, started_at <= finished_at FROM run WHERE run_id = ?", [run_id]
    ).fetchall()
    assert version == runs.__version__
    assert json.loads(settings)["workspace"]["languages"] == ["en", "ja"]
    assert json.loads(models) == {"all languages": "m"}
    assert ordered


def test_ids_of_runs_follow_time(connection, workspace):
    ids = [refresh(connection, workspace, {"collect": {"feedback_new": 1}}) for _ in range(3)]
    assert ids == sorted(set(ids))


def test_a_stage_that_ran_twice_adds_up(connection, workspace):
    run_id = begin_run(connection, workspace, workspace.settings)
    note_stage(connection, run_id, "embed", 1.5, {"embedded": 2048})
    note_stage(connection, run_id, "embed", 0.5, {"embedded": 10, "more": 1})
    note_stage(connection, run_id, "embed", 0.0, {})
    row = connection.execute("SELECT seconds, changes FROM run").fetchone()
    assert [json.loads(value) for value in row] == [{"embed": 2.0}, {"embed": {"embedded": 2058, "more": 1}}]
