"""The files of snapshots: which are kept, and that readers never notice how they are replaced."""

import threading
import time
from pathlib import Path

import pytest

import vocpipe.store.publish as module
from tests.store.shop import make_workspace, publish_run
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.publish import publish
from vocpipe.store.snapshot import newest, open_snapshot


@pytest.fixture
def shop(tmp_path):
    """A workspace and the open connection to its private database."""
    workspace = make_workspace(tmp_path / "shop")
    with workspace.connect() as connection:
        yield workspace, connection


def ask(path, query):
    with open_snapshot(path) as connection:
        return connection.execute(query).fetchall()


def test_the_newest_snapshots_are_kept(tmp_path):
    workspace = make_workspace(tmp_path, "[workspace]\nkeep_snapshots = 3\n")
    with workspace.connect() as connection:
        for number in range(1, 6):
            publish_run(connection, workspace, number)
    assert sorted(path.name for path in workspace.published.iterdir()) == [
        "voc-run-003.duckdb",
        "voc-run-004.duckdb",
        "voc-run-005.duckdb",
        "voc.duckdb",
    ]
    assert newest(workspace).name == "voc-run-005.duckdb"


@pytest.mark.parametrize("keep", [1, 2])
def test_what_was_just_published_is_never_removed_even_when_the_clock_went_back(tmp_path, keep):
    workspace = make_workspace(tmp_path, f"[workspace]\nkeep_snapshots = {keep}\n")
    with workspace.connect() as connection:
        for number in (5, 4, 3):
            path = publish_run(connection, workspace, number)
            assert newest(workspace) == path
    assert len(list(workspace.published.glob("voc-*.duckdb"))) == keep


def test_the_leftovers_of_a_publish_that_was_killed_are_removed(shop):
    workspace, connection = shop
    workspace.published.mkdir()
    for name in (
        "voc-run-000.duckdb.partial",
        "voc-run-000.duckdb.partial.wal",
        "voc.duckdb.partial",
        "voc-run-001.duckdb.partial",
    ):
        (workspace.published / name).write_bytes(b"half a file")
    publish_run(connection, workspace, 1)
    assert sorted(path.name for path in workspace.published.iterdir()) == ["voc-run-001.duckdb", "voc.duckdb"]
    assert ask(newest(workspace), "SELECT count(*) FROM feedback") == [(1,)]


def test_a_dangling_link_from_a_killed_publish_does_no_harm(shop):
    workspace, connection = shop
    workspace.published.mkdir()
    (workspace.published / "voc.duckdb.partial").symlink_to("voc-nowhere.duckdb")
    workspace.snapshot_link.symlink_to("voc-nowhere.duckdb")
    path = publish_run(connection, workspace, 1)
    assert newest(workspace) == path


def test_a_publish_that_fails_leaves_the_old_snapshot_the_newest(shop, monkeypatch):
    workspace, connection = shop
    first = publish_run(connection, workspace, 1)
    monkeypatch.setattr(module, "_add_macros", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish_run(connection, workspace, 2)
    assert newest(workspace) == first
    monkeypatch.undo()
    assert publish(connection, workspace, workspace.settings, "run-002", PUBLISHED) == newest(workspace)
    assert len(ask(newest(workspace), "SELECT * FROM feedback")) == 2


def test_the_link_is_relative_so_that_a_workspace_can_be_moved(shop, tmp_path):
    workspace, connection = shop
    publish_run(connection, workspace, 1)
    moved = make_workspace(tmp_path / "moved")
    workspace.published.rename(moved.published)
    assert newest(moved).name == "voc-run-001.duckdb"


def test_without_links_a_copy_is_made(shop, monkeypatch):
    workspace, connection = shop

    def refuse(*_):
        raise OSError("no links here")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    for number in (1, 2):
        publish_run(connection, workspace, number)
        assert not workspace.snapshot_link.is_symlink()
        assert ask(newest(workspace), "SELECT count(*) FROM feedback") == [(number,)]


def test_an_open_connection_keeps_reading_its_old_file(tmp_path):
    workspace = make_workspace(tmp_path, "[workspace]\nkeep_snapshots = 1\n")
    with workspace.connect() as connection:
        publish_run(connection, workspace, 1)
        with open_snapshot(newest(workspace)) as reader:
            for number in (2, 3):
                publish_run(connection, workspace, number)
            assert reader.execute("SELECT count(*) FROM feedback").fetchall() == [(1,)]
        assert ask(newest(workspace), "SELECT count(*) FROM feedback") == [(3,)]


def test_a_reader_never_fails_and_never_sees_half_a_run_while_runs_are_published(shop):
    workspace, connection = shop
    publish_run(connection, workspace, 0)
    seen, failures, done = [], [], threading.Event()

    def read():
        while not done.is_set():
            try:
                [(runs, n_feedback, last)] = ask(
                    newest(workspace),
                    "SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM feedback), (SELECT max(run_id) FROM run)",
                )
                seen.append((runs, n_feedback, last))
            except Exception as error:
                failures.append(error)
            time.sleep(0.005)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 11):
            publish_run(connection, workspace, number)
    finally:
        done.set()
        reader.join()
    assert failures == []
    assert len(set(seen)) > 3
    assert all(runs == n_feedback == int(last[-3:]) + 1 for runs, n_feedback, last in seen)
    assert [row[0] for row in seen] == sorted(row[0] for row in seen)
