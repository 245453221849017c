"""A full disk and folders that can't be written: one line each, the snapshot stays, and the next run completes.

The processes run under a limit on the size of files, or without the rights that let root ignore permissions, so that
the tests need no disk of their own and work for every user.
"""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.shop import make_workspace, publish_run
from vocpipe.store.snapshot import ask_newest, read_through
from vocpipe.store.workspace import Workspace
from vocpipe.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2  # of linux/prctl.h and linux/capability.h
# Publishes what the private database holds, as the last stage of a refresh does, in a process of the command line.
PUBLISH = """
import sys
from pathlib import Path
from vocpipe import pipeline
from vocpipe.cli import main as cli, options

def run():
    root = Path(sys.argv[1])
    options._remember(root)
    pipeline.finish(root, pipeline.begin(root))
    return 0

cli.command_line = lambda: lambda standalone_mode: run()
cli.main()
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Workspace:
    """A workspace with a snapshot; only to be copied."""
    workspace = make_workspace(tmp_path_factory.mktemp("published"))
    with workspace.connect() as connection:
        publish_run(connection, workspace, 1)
    return workspace


@pytest.fixture
def workspace(published, tmp_path) -> Workspace:
    shutil.copytree(published.root, tmp_path / "w", symlinks=True)
    return Workspace(tmp_path / "w")


def publish(workspace, *, prepare=None, **environment):
    """What a publication in a process of its own prints; `prepare` runs in it first."""
    return subprocess.run(
        [sys.executable, "-c", PUBLISH, str(workspace.root)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=prepare,
        env=os.environ | {"VOCPIPE_ALLOW_OPEN_FOLDER": "1"} | environment,
    )


def smaller_than(size):
    """No file may grow beyond `size` bytes, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def without_privileges():
    """Permissions hold for root too, from the next program on; nobody else had these privileges."""
    if os.getuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for privilege in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            if libc.prctl(_PR_CAPBSET_DROP, privilege, 0, 0, 0):
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


@pytest.mark.parametrize("language", [LANGUAGES[0], pytest.param(LANGUAGES[1], marks=pytest.mark.long)])
def test_a_full_disk_is_one_line_and_the_next_run_completes(workspace, language):
    before = ask_newest(workspace, read_through)[1]
    done = publish(workspace, prepare=smaller_than(300_000), VOCPIPE_LANG=language)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert str(workspace.root) in done.stderr
    assert ask_newest(workspace, read_through)[1] == before
    assert list(workspace.published.glob("*.partial*")) == []
    assert publish(workspace).returncode == 0
    assert ask_newest(workspace, read_through)[1] != before


@pytest.mark.parametrize("folder", ["private", pytest.param("published", marks=pytest.mark.long)])
@pytest.mark.parametrize("mode", [0o500, pytest.param(0o000, marks=pytest.mark.long)])
def test_a_folder_that_cannot_be_written_is_one_line_and_the_next_run_completes(workspace, folder, mode):
    before = ask_newest(workspace, read_through)[1]
    place = workspace.root / folder
    place.chmod(mode)
    try:
        done = publish(workspace, prepare=without_privileges)
    finally:
        place.chmod(0o700)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert str(place) in done.stderr
    assert "ermission" in done.stderr
    assert ask_newest(workspace, read_through)[1] == before
    assert publish(workspace).returncode == 0


@pytest.mark.parametrize("name", ["private/voc.duckdb", "published/voc.duckdb"])
def test_a_file_that_cannot_be_read_is_one_line(workspace, name):
    path = (workspace.root / name).resolve()
    path.chmod(0o000)
    command = ["sql", "SELECT 1"] if "published" in name else ["audience", "export", "--who", "t_1"]
    words = [*command, *(["--for", "csv", "--out", "/dev/null"] if "private" in name else [])]
    done = subprocess.run(
        [sys.executable, "-c", "from vocpipe.cli.main import main; main()", *words, "-w", str(workspace.root)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=without_privileges,
        env=os.environ | {"VOCPIPE_ALLOW_OPEN_FOLDER": "1"},
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
