"""One refreshed company, with people's decisions about it, for all tests of requests."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.rights import company
from tests.shared import built_once
from vocpipe.rights.forget import forget, look_up
from vocpipe.rights.person import Person, Who
from vocpipe.rights.receipt import Receipt
from vocpipe.store.workspace import Workspace


def _build(root: Path) -> None:
    workspace = company.make(root)
    company.refresh(workspace)
    company.decide(workspace)
    company.refresh(workspace)


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The company after its refreshes; only to be read."""
    return Workspace(built_once(tmp_path_factory, "rights", _build))


@dataclass(frozen=True)
class Forgetting:
    """What was published before a person was forgotten, who they are, the workspace after it, and the receipt."""

    before: dict[str, list[dict[str, Any]]]
    person: Person
    workspace: Workspace
    receipt: Receipt


@pytest.fixture(scope="session")
def forgotten(refreshed: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Forgetting]:
    """A function that gives the company after it has forgotten somebody; each once, and only to be read."""

    @cache
    def after(given: str) -> Forgetting:
        root = tmp_path_factory.mktemp("forgotten") / "w"
        shutil.copytree(refreshed.root, root, symlinks=True)
        workspace, who = Workspace(root), Who(email=given) if "@" in given else Who(customer=given)
        before, person = company.published(workspace), look_up(workspace, who)
        return Forgetting(before, person, workspace, forget(workspace, who))

    return after


@pytest.fixture
def workspace(refreshed: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the refreshed company, which tests may change."""
    shutil.copytree(refreshed.root, tmp_path / "w", symlinks=True)
    return Workspace(tmp_path / "w")
