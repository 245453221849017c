"""One refresh at a time: a second one is told who holds the workspace."""

import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from vocpipe.errors import RefreshRunningError
from vocpipe.store.workspace import Workspace


@contextmanager
def refresh_lock(workspace: Workspace) -> Iterator[None]:
    """Holds the workspace for one refresh; the system frees it when the process ends, however it ends.

    Raises RefreshRunningError, naming the holder, where another refresh has it.
    """
    workspace.private.mkdir(parents=True, exist_ok=True)
    holder = workspace.private / "refresh.json"
    lock = FileLock(workspace.private / "refresh.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise RefreshRunningError(
            f"a refresh is already running here: {_describe(holder)}; wait for it or stop it"
        ) from error
    try:
        holder.write_text(json.dumps(_me()), encoding="utf-8")
        yield
    finally:
        with suppress(FileNotFoundError):
            holder.unlink()
        lock.release()


def _me() -> dict[str, str | int]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        user = str(os.getuid()) if hasattr(os, "getuid") else "unknown"
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "user": user,
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _describe(holder: Path) -> str:
    try:
        who = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {who['pid']} of {who['user']} on {who['host']}, since {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):  # not written yet, or just removed
        return "another process, which has just started"
