"""What `import vocpipe` offers to notebooks and programs: open a workspace, refresh it, and ask questions."""

from pathlib import Path

from vocpipe.face.result import Result
from vocpipe.face.snapshot import Snapshot
from vocpipe.flows import local
from vocpipe.store.workspace import Workspace

__all__ = ["Report", "Result", "Snapshot", "open", "refresh"]


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
    return Snapshot(Workspace(Path(path)))


def refresh(path: str | Path = ".", *, rediscover: bool = False) -> Report:
    """The report on one refresh of the workspace at `path`, with a progress bar in a terminal.

    rediscover: discover the themes anew; they keep their ids and names. Raises SettingsError if the folder is not
    a workspace, and RefreshRunningError if another refresh is running in it.
    """
    workspace = Workspace(Path(path)).checked()
    return Report(local.run_locally(workspace.root, rediscover=rediscover))
