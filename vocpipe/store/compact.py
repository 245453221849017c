"""Writing the private database anew, so that no byte is left of rows that were removed from it.

A deleted row stays in the file until its block is used again, and is compressed there, so that nobody finds it by hand.
"""

import os
import shutil
from pathlib import Path

import duckdb

from vocpipe.store.failures import Used, explaining
from vocpipe.store.files import private_umask
from vocpipe.store.workspace import Workspace

_PARTIAL = "voc.duckdb.compact.partial"


def compact(workspace: Workspace) -> None:
    """Replace the private database by a copy of what it holds, in one step; a kill leaves the old or the new one.

    Nobody may have it open. Raises WorkspaceError if another process has.
    """
    remove_leftovers(workspace)
    partial = workspace.private / _PARTIAL
    try:
        with private_umask(), explaining(Used(workspace.database, "private", workspace.root)):
            _copy(workspace.database, partial)
    except BaseException:
        partial.unlink(missing_ok=True)  # on a full disk, its space is what the next run needs
        raise
    _sync(partial)
    partial.replace(workspace.database)
    workspace.database.with_name("voc.duckdb.wal").unlink(missing_ok=True)


def remove_set_aside(workspace: Workspace) -> list[str]:
    """Remove damaged databases and snapshots that made way for new ones; returns the names of the files.

    They hold raw text and identities, of forgotten people too, and nobody can be erased from what can't be read.
    """
    found = [path for folder in (workspace.private, workspace.published) for path in folder.glob("*.set-aside-*")]
    for path in found:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return sorted(path.name for path in found)


def remove_leftovers(workspace: Workspace) -> int:
    """Remove what a killed process left in the private folder, and databases that were set aside; returns how many."""
    leftovers = [
        path
        for pattern in ("*.partial", "*.partial.wal", "*.duckdb.tmp/*", "voc.duckdb*.set-aside-*")
        for path in workspace.private.glob(pattern)
        if path.is_file()
    ]
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def _copy(old: Path, new: Path) -> None:
    with duckdb.connect(str(old)) as connection:
        connection.execute("CHECKPOINT")
        quoted = str(new).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS compacted")
        connection.execute(f'COPY FROM DATABASE "{old.stem}" TO compacted')
        connection.execute("CHECKPOINT compacted")
        connection.execute("DETACH compacted")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
