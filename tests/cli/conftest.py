"""The command line in the test's process, and a small published workspace."""

import pytest

from tests.cli.command import runner
from tests.store.shop import make_workspace, publish_run


@pytest.fixture
def run(monkeypatch, capfd):
    """run("sql", "SELECT 1") is what the command line does with these words."""
    monkeypatch.delenv("VOCPIPE_WORKSPACE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return runner(monkeypatch, capfd)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    workspace = make_workspace(tmp_path_factory.mktemp("shop"))
    with workspace.connect() as connection:
        publish_run(connection, workspace, 1)
    return workspace.root
