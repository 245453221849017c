import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.shop import make_workspace
from vocpipe.errors import RefreshRunningError
from vocpipe.store.lock import refresh_lock

HOLD = """
import sys
from pathlib import Path
from vocpipe.store.lock import refresh_lock
from vocpipe.store.workspace import Workspace
with refresh_lock(Workspace(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path)


@pytest.fixture
def holder(workspace):
    """Another process that holds the workspace until it is stopped."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(workspace.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout.readline() == "held\n"
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_a_second_refresh_is_refused_and_names_the_holder(workspace, holder):
    with pytest.raises(RefreshRunningError) as error, refresh_lock(workspace):
        pass
    message = str(error.value)
    assert message.startswith(f"a refresh is already running here: process {holder.pid} of ")
    assert f" on {socket.gethostname()}, since 20" in message
    assert message.endswith("; wait for it or stop it")
    assert "\n" not in message


def test_the_lock_is_free_when_its_holder_ends(workspace, holder):
    holder.communicate("")
    with refresh_lock(workspace):
        pass
    assert not (workspace.private / "refresh.json").exists()


def test_the_lock_is_free_when_its_holder_is_killed(workspace, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (workspace.private / "refresh.json").exists()
    with refresh_lock(workspace):
        assert f'"pid": {os.getpid()}' in (workspace.private / "refresh.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"pid": 1}'])
def test_a_holder_without_a_name_still_holds_the_workspace(workspace, holder, content):
    note = workspace.private / "refresh.json"
    note.unlink() if content is None else note.write_text(content)
    with pytest.raises(RefreshRunningError, match="another process, which has just started"), refresh_lock(workspace):
        pass


def test_the_lock_is_freed_when_the_refresh_fails(workspace):
    with pytest.raises(ZeroDivisionError), refresh_lock(workspace):
        _ = 1 / 0
    with refresh_lock(workspace):
        pass
    with refresh_lock(make_workspace(workspace.root / "other")), refresh_lock(workspace):
        pass  # two workspaces do not hinder each other
