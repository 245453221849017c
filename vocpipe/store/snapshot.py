"""The newest published snapshot, opened so that nothing can be changed and no other file can be read."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from vocpipe.errors import WorkspaceError
from vocpipe.store.tables import PublishedTable
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell


def newest(workspace: Workspace) -> Path:
    """The real path of the newest snapshot, which stays valid while newer ones appear.

    Raises WorkspaceError if nothing has been published yet.
    """
    if not workspace.snapshot_link.exists():
        raise WorkspaceError(tell("error.workspace.nothing_published", root=workspace.root))
    return workspace.snapshot_link.resolve()


def is_older(connection: duckdb.DuckDBPyConnection, tables: Iterable[PublishedTable]) -> bool:
    """Whether the snapshot lacks one of the tables, or a column of one."""
    rows = connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    return any(table.columns - set(rows) for table in tables)


def open_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the snapshot at `path` that can reach no other file, whatever SQL it is given."""
    return duckdb.connect(
        str(path),
        read_only=True,
        config={
            "enable_external_access": "false",
            "lock_configuration": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",  # a table that is not there is no variable of Python either
        },
    )
