"""One refreshed small company for all tests that only look at it."""

import shutil
from pathlib import Path

import pytest

from tests.flows import shop
from vocpipe.store.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def _own_prefect(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Prefect's records of the tests go nowhere near the user's."""
    patch = pytest.MonkeyPatch()
    patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
    patch.delenv("PREFECT_API_URL", raising=False)


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small company after its first refresh; only to be read."""
    workspace = shop.make(tmp_path_factory.mktemp("shop") / "w")
    shop.run(workspace)
    return workspace


@pytest.fixture
def copied(refreshed: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the refreshed company, to do things to."""
    shutil.copytree(refreshed.root, tmp_path / "w", symlinks=True)
    return Workspace(tmp_path / "w")
