"""What `import vocpipe` offers to notebooks and programs: open a workspace, refresh it, and ask questions."""

from datetime import date, datetime
from pathlib import Path

from vocpipe.face.result import Result
from vocpipe.face.snapshot import Snapshot
from vocpipe.flows import local
from vocpipe.store.workspace import Workspace

__all__ = ["Report", "Result", "Snapshot", "as_of", "open", "refresh"]


class Report(str):
    """The report on a refresh, in Markdown; a notebook shows it formatted."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)


def open(path: str | Path = ".") -> Snapshot:
    """The newest published snapshot of the workspace at `path`.

    It stays as it is while newer ones are published; open again to see those. Raises WorkspaceError if nothing has
    been published yet.
    """
    return Snapshot.newest(Workspace(Path(path)))


def as_of(path: str | Path, moment: str | date | datetime) -> Snapshot:
    """The published snapshot of the workspace at `path` that was the newest at `moment`; its `path` says which it is.

    A day means its end, and a time without a zone is in the workspace's. Raises WorkspaceError, with the date of the
    oldest, if no snapshot that is kept is as old.
    """
    return Snapshot.as_of(Workspace(Path(path)), moment)


def refresh(path: str | Path = ".", *, rediscover: bool = False) -> Report:
    """The report on one refresh of the workspace at `path`, with a progress bar in a terminal.

    rediscover: discover the themes anew; they keep their ids and names. Raises SettingsError if the folder is not
    a workspace, and RefreshRunningError if another refresh is running in it.
    """
    workspace = Workspace(Path(path)).checked()
    return Report(local.run_locally(workspace.root, rediscover=rediscover))
