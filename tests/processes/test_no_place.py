"""Prefect's folder, the home and the folder for temporary files may be out of reach: one line, or no matter at all."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_no_room import smaller_than, without_privileges
from tests.flows.shop import START
from vocpipe.store.snapshot import newest
from vocpipe.store.workspace import Workspace

pytestmark = pytest.mark.long


def refresh(workspace: Workspace, prepare: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    """What a refresh in a process of its own prints, on a Prefect server of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    return subprocess.run(
        [*START, "refresh", "--workspace", str(workspace.root)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=prepare,  # type: ignore[call-overload]
        env=inherited | environment,
    )


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A folder that nobody may write."""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    return folder


def test_a_home_that_cannot_be_written_costs_time_at_most_which_one_line_says(copied: Workspace, locked: Path) -> None:
    done = refresh(copied, without_privileges, HOME=str(locked))
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "runs in torch" not in line] == []
    assert done.stderr.count("\n") <= 1
    assert newest(copied).is_file()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_prefects_folder_that_cannot_be_written_is_one_line_and_the_next_run_completes(
    copied: Workspace, locked: Path, language: str
) -> None:
    done = refresh(copied, without_privileges, PREFECT_HOME=str(locked), VOCPIPE_LANG=language)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert str(locked) in done.stderr
    assert refresh(copied, without_privileges).returncode == 0


def test_a_disk_that_is_full_for_prefect_too_is_one_line(copied: Workspace, tmp_path: Path) -> None:
    done = refresh(copied, smaller_than(50_000), PREFECT_HOME=str(tmp_path / "prefect"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert refresh(copied, None).returncode == 0
