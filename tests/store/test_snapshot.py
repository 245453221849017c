import duckdb
import pytest

from tests.store.shop import make_workspace, publish_run
from vocpipe.errors import WorkspaceError
from vocpipe.pipeline import PUBLISHED
from vocpipe.store.snapshot import is_older, newest, open_snapshot


def test_without_a_published_snapshot_the_next_command_is_named(tmp_path):
    with pytest.raises(
        WorkspaceError, match=r"nothing is published in .* yet; run: vocpipe refresh --workspace "
    ) as error:
        newest(make_workspace(tmp_path))
    assert str(tmp_path) in str(error.value)
    assert "\n" not in str(error.value)


def test_the_newest_is_the_real_file_not_the_link(tmp_path):
    workspace = make_workspace(tmp_path)
    with workspace.connect() as connection:
        path = publish_run(connection, workspace, 1)
    assert newest(workspace) == path.resolve()
    assert not newest(workspace).is_symlink()


@pytest.mark.parametrize(
    ("change", "older"),
    [
        ("SELECT 1", False),
        ("DROP TABLE response_rate", True),
        ("ALTER TABLE theme DROP COLUMN certainty", True),
        ("CREATE TABLE something_new (a INTEGER)", False),
        ("CREATE TABLE sentence_vector (sentence_id VARCHAR)", True),
        ("ALTER TABLE theme ADD COLUMN something_new INTEGER", False),
    ],
)
def test_a_snapshot_is_older_where_it_lacks_what_this_version_publishes(tmp_path, change, older):
    workspace = make_workspace(tmp_path)
    with workspace.connect() as connection:
        path = publish_run(connection, workspace, 1)
    with duckdb.connect(str(path)) as published:
        published.execute(change)
    with open_snapshot(path) as connection:
        assert is_older(connection, PUBLISHED) == older
