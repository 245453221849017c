"""Published snapshots, opened so that nothing can be changed and no other file can be read.

A snapshot that is damaged hides none that can be read: readers go on to the next older one, and say so.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

from vocpipe import __version__
from vocpipe.errors import DamageError, NewerVersionError, StorageError, VocpipeError, WorkspaceError
from vocpipe.store.attached import literal
from vocpipe.store.failures import Used, database_error, explaining
from vocpipe.store.tables import PublishedTable
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import tell

_Answer = TypeVar("_Answer")
_Config = dict[str, str | bool | int | float | list[str]]
_LOCKED: _Config = {"enable_external_access": "false", "lock_configuration": "true"}
_CONFIG: _Config = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # a table that is not there is no variable of Python either
}


def newest(workspace: Workspace) -> Path:
    """The real path of the newest snapshot, which stays valid while newer ones appear.

    Raises WorkspaceError if nothing has been published yet.
    """
    return snapshots(workspace)[0]


def snapshots(workspace: Workspace) -> list[Path]:
    """The real paths of all snapshots, the newest one first. Raises WorkspaceError if nothing has been published yet.

    The newest one is what the link names; if the link is broken, the last one by its name.
    """
    link = workspace.snapshot_link
    with explaining(Used(workspace.published)):
        linked = [expected_newest(workspace)] if link.is_file() else []
        others = sorted(workspace.published.glob("voc-*.duckdb"), reverse=True)
    found = [*linked, *(path.resolve() for path in others if path.is_file() and path.resolve() not in linked)]
    if not found:
        raise WorkspaceError(tell("error.workspace.nothing_published", root=workspace.root))
    return found


def expected_newest(workspace: Workspace) -> Path:
    """The real path that the link to the newest snapshot leads to, whether a snapshot is there or not."""
    return Path(os.path.realpath(workspace.snapshot_link))


def ask_newest(
    workspace: Workspace, work: Callable[[duckdb.DuckDBPyConnection], _Answer]
) -> tuple[_Answer, Path, str | None]:
    """What `work` gives for the newest snapshot that can be read, its path, and the notice if a newer one can't be.

    Raises WorkspaceError if nothing has been published yet, and the error of the newest one if none can be read.
    """
    first: VocpipeError | None = None
    for path in snapshots(workspace):
        try:
            connection = open_snapshot(path)
        except (DamageError, StorageError) as error:
            first = first or error
            continue
        try:
            with connection, explaining(_used(path)):
                return work(connection), path, _notice(workspace, path)
        except DamageError as error:
            first = first or error
    raise first or WorkspaceError(tell("error.workspace.nothing_published", root=workspace.root))


def broken_newest(workspace: Workspace) -> str | None:
    """The name of the newest snapshot if it is there and can't be read to its last byte, else None."""
    if not os.path.lexists(workspace.snapshot_link):
        return None
    try:
        if workspace.snapshot_link.is_file():
            with open_newest(workspace) as connection:
                read_through(connection)
            return None
    except (DamageError, StorageError):
        pass
    return expected_newest(workspace).name


def read_through(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every value of every table, so that a damaged block shows."""
    tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
    for (table,) in tables:
        connection.execute(f'SELECT max(hash(COLUMNS(*))) FROM "{table}"').fetchall()


def is_older(connection: duckdb.DuckDBPyConnection, tables: Iterable[PublishedTable]) -> bool:
    """Whether the snapshot lacks one of the tables, or a column of one, or has embeddings inside, as it once had."""
    rows = set(connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall())
    return any(table.columns & rows if table.is_embeddings else table.columns - rows for table in tables)


def open_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the snapshot at `path` that can reach no other file, whatever SQL it is given.

    Raises DamageError if it can't be read, and NewerVersionError if a newer vocpipe or DuckDB made it.
    """
    with explaining(_used(path)):
        try:
            connection = duckdb.connect(str(path), read_only=True, config=_CONFIG | _LOCKED)
        except duckdb.PermissionException as error:  # the file is of another kind, which an extension could read
            raise database_error("no_database", _used(path)) from error
        return _refusing_newer(connection, path)


def attach_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection as `open_snapshot` gives it, but with room for tables of the reader's own.

    It is a database in memory, `memory`, to which the snapshot is attached as `snapshot`, read-only.
    """
    with explaining(_used(path)):
        connection = duckdb.connect(config=_CONFIG)
        connection.execute(f"ATTACH {literal(str(path))} AS snapshot (READ_ONLY)")
        connection.execute("".join(f"SET {name} = {value};" for name, value in _LOCKED.items()))
        connection.execute("SET search_path = 'snapshot.main,memory.main'")
        return _refusing_newer(connection, path)


@contextmanager
def open_newest(workspace: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    """The newest snapshot, open for the block; what fails in the block is explained.

    Raises WorkspaceError if nothing has been published yet, DamageError if the newest snapshot is damaged: what people
    decide is checked against no older one.
    """
    with opened(newest(workspace)) as connection:
        yield connection


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The snapshot at `path`, open for the block; what fails in the block is explained."""
    with open_snapshot(path) as connection, explaining(_used(path)):
        yield connection


def _used(path: Path) -> Used:
    return Used(path, "snapshot", path.parent.parent)


def _refusing_newer(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyConnection:
    """The connection; closed, if a newer vocpipe published the snapshot."""
    try:
        _refuse_newer(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_newer(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    if not fetch_one(connection, "SELECT 1 FROM duckdb_tables() WHERE table_name = 'run'"):
        return  # not published by vocpipe
    row = fetch_one(connection, "SELECT vocpipe_version FROM run ORDER BY run_id DESC LIMIT 1")
    if row and _numbers(row[0]) > _numbers(__version__):
        raise NewerVersionError(tell("damage.snapshot.newer", path=path, found=row[0], known=__version__))


def _numbers(version: str | None) -> list[int]:
    """The numbers of a version, to compare it with another one."""
    return [int(number) for number in re.findall(r"\d+", version or "")]


def _notice(workspace: Workspace, used: Path) -> str | None:
    """That an older snapshot is used, and what to do; None if the newest one is used."""
    expected = expected_newest(workspace)
    if expected == used:
        return None
    return tell("damage.snapshot.older_used", damaged=expected.name, used=used.name, root=workspace.root)
