"""The lock of a workspace, held once by a flow and by the flows inside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from vocpipe.store.lock import refresh_lock
from vocpipe.store.workspace import Workspace

_held: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())


@contextmanager
def workspace_lock(root: Path) -> Iterator[None]:
    """Hold the workspace at `root`, unless a flow around this one does; raises RefreshRunningError."""
    if root in _held.get():
        yield
        return
    with refresh_lock(Workspace(root)):
        token = _held.set(_held.get() | {root})
        try:
            yield
        finally:
            _held.reset(token)
