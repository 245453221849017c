"""A new private database in place of one that is damaged: the old one is set aside, never deleted."""

import os
from pathlib import Path

from vocpipe.store.audit import note_act
from vocpipe.store.failures import Used, explaining
from vocpipe.store.files import set_aside
from vocpipe.store.lock import refresh_lock
from vocpipe.store.workspace import Workspace


def set_database_aside(workspace: Workspace) -> Path | None:
    """The new path of the private database, after it made way for a new one; None if there was none.

    Its log of writes goes with it. The next refresh reads all inputs again, takes the themes back from the newest
    snapshot, and applies what people decided. Raises RefreshRunningError, and StorageError.
    """
    with refresh_lock(workspace), explaining(Used(workspace.database, "private", workspace.root)):
        log = workspace.database.with_name(f"{workspace.database.name}.wal")
        if log.exists():
            set_aside(log)
        if not os.path.lexists(workspace.database):
            return None
        note_act(workspace, "database.rebuild")
        return set_aside(workspace.database)


def databases_set_aside(workspace: Workspace) -> list[Path]:
    """What was set aside of the private database; it still holds raw text and identities."""
    return sorted(workspace.private.glob("voc.duckdb*.set-aside-*"))
