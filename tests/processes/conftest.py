"""A small company for processes that are watched, starved or killed; none of them needs the tests' Prefect server."""

import shutil
from pathlib import Path

import pytest

from tests.processes import killing
from tests.shared import built_once
from vocpipe.store.workspace import Workspace


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small company before its first refresh; only to be copied."""
    return Workspace(built_once(tmp_path_factory, "fresh", killing.make))


@pytest.fixture
def copied(fresh: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the company before its first refresh, which tests may change."""
    shutil.copytree(fresh.root, tmp_path / "w", symlinks=True)
    return Workspace(tmp_path / "w")
