"""The snapshot as of a moment: the newest that had been published by then, or a plain error."""

from datetime import UTC, date, datetime

import pytest

from tests.builders import add_run
from tests.store.shop import SETTINGS, make_workspace
from vocpipe.errors import DamageError, QueryError, WorkspaceError
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.past import snapshot_as_of, which
from vocpipe.store.publish import publish

# In UTC; in Tokyo the second one is of the next day, 2026-09-02 00:30.
DONE = {"run-1": datetime(2026, 8, 31, 3), "run-2": datetime(2026, 9, 1, 15, 30), "run-3": datetime(2026, 9, 3)}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    root = tmp_path_factory.mktemp("past")
    workspace = make_workspace(root, f'{SETTINGS}timezone = "Asia/Tokyo"\n')
    with workspace.connect() as connection:
        for run_id, done in DONE.items():
            add_run(connection, run_id, finished_at=done)
            publish(connection, workspace, workspace.settings, run_id, PUBLISHED)
    return workspace


@pytest.mark.parametrize(
    ("moment", "run_id"),
    [
        ("2026-09-01", "run-1"),
        ("2026-09-02", "run-2"),
        (date(2026, 9, 2), "run-2"),
        ("2026-09-02T00:29", "run-1"),
        ("2026-09-02 00:30", "run-2"),
        ("2026-09-01T15:30Z", "run-2"),
        (datetime(2026, 9, 2, 23, 59, tzinfo=UTC), "run-2"),
        ("2030-01-01", "run-3"),
    ],
)
def test_the_newest_that_had_been_published_is_taken(workspace, moment, run_id):
    found = snapshot_as_of(workspace, moment)
    assert found.path.name == f"voc-{run_id}.duckdb"
    assert found.published_at == DONE[run_id].replace(tzinfo=UTC)


def test_it_is_plain_which_one_was_taken(workspace):
    assert "voc-run-2.duckdb, published 2026-09-02 00:30:00 JST" in which(snapshot_as_of(workspace, "2026-09-02"))


def test_if_none_is_as_old_the_oldest_is_named(workspace):
    with pytest.raises(WorkspaceError, match=r"the oldest, voc-run-1\.duckdb, is of 2026-08-31 12:00:00 JST"):
        snapshot_as_of(workspace, "2026-08-30")


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-13-01", "9/1/2026"])
def test_what_is_no_moment_is_refused(workspace, moment):
    with pytest.raises(QueryError, match="neither a day"):
        snapshot_as_of(workspace, moment)


def test_an_older_one_never_stands_in_for_a_damaged_one(workspace):
    damaged = workspace.published / "voc-run-2.duckdb"
    bytes_before = damaged.read_bytes()
    damaged.write_bytes(b"no database" * 999)
    try:
        assert snapshot_as_of(workspace, "2030-01-01").path.name == "voc-run-3.duckdb"
        with pytest.raises(DamageError):
            snapshot_as_of(workspace, "2026-09-01")
    finally:
        damaged.write_bytes(bytes_before)
