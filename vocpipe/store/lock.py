"""One refresh at a time: a second one fails with a message that says who holds the workspace."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from vocpipe.errors import RefreshRunningError
from vocpipe.store.files import FILE_MODE, write_private
from vocpipe.store.user import system_user
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


@contextmanager
def refresh_lock(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace for one refresh; the system releases it when the process ends, even if it is killed.

    Raises RefreshRunningError, naming the holder, if another refresh has it.
    """
    workspace.protect()
    holder = workspace.private / "refresh.json"
    lock = FileLock(workspace.private / "refresh.lock", mode=FILE_MODE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise RefreshRunningError(_describe(holder)) from error
    try:
        write_private(holder, json.dumps(_me()).encode())
        yield
    finally:
        with suppress(FileNotFoundError):
            holder.unlink()
        lock.release()


def _me() -> dict[str, str | int]:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "user": system_user(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _describe(holder: Path) -> str:
    try:
        who = json.loads(holder.read_text(encoding="utf-8"))
        return tell("error.refresh.running", **{name: who[name] for name in ("pid", "user", "host", "since")})
    except (OSError, ValueError, KeyError, TypeError):  # not written yet, or just removed
        return tell("error.refresh.running_unknown")
