"""One refreshed small company for all tests that only read it."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from prefect.settings import temporary_settings

from tests.flows import shop
from tests.shared import built_once
from vocpipe.flows.client import client_settings
from vocpipe.flows.server import temporary_server, wait_for
from vocpipe.store.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def _one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One Prefect server for all tests, whose records go nowhere near the user's."""
    patch = pytest.MonkeyPatch()
    patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
    patch.setenv("PREFECT_LOGGING_LEVEL", "CRITICAL")
    with temporary_server() as server, ExitStack() as stack:
        wait_for(server)
        patch.setenv("PREFECT_API_URL", server.address)  # for the processes that tests start
        patch.setenv("PREFECT_API_AUTH_STRING", server.token)
        stack.enter_context(temporary_settings(client_settings(server)))
        yield
    patch.undo()


def _build_shop(root: Path) -> None:
    shop.refresh(shop.make(root))


def _build_grown(refreshed: Path, root: Path) -> None:
    shutil.copytree(refreshed, root, symlinks=True)
    shop.grow(Workspace(root))
    shop.refresh(Workspace(root))


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small company after its first refresh; only to be read."""
    return Workspace(built_once(tmp_path_factory, "shop", _build_shop))


@pytest.fixture
def copied(refreshed: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the refreshed company, which tests may change."""
    shutil.copytree(refreshed.root, tmp_path / "w", symlinks=True)
    return Workspace(tmp_path / "w")


@pytest.fixture(scope="session")
def grown(refreshed: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small company after a second file has come; only to be read."""
    return Workspace(built_once(tmp_path_factory, "grown", partial(_build_grown, refreshed.root)))
