"""A workspace: a folder with one vocpipe.toml, its inputs and its databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import SettingsError, WorkspaceError
from vocpipe.settings import Settings, load_settings
from vocpipe.store.files import private_umask
from vocpipe.store.protect import protect
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where the files of a workspace are. Creating one touches no file."""

    root: Path

    @property
    def settings(self) -> Settings:
        """The settings that vocpipe.toml holds now; raises SettingsError."""
        return load_settings(self.root)

    def checked(self) -> "Workspace":
        """The workspace itself, after a check that its settings can be read, so that no other folder gets an inbox.

        Raises SettingsError.
        """
        load_settings(self.root)
        return self

    @property
    def private(self) -> Path:
        """The folder with raw text and identities."""
        return self.root / "private"

    @property
    def published(self) -> Path:
        """The folder with the read-only snapshots."""
        return self.root / "published"

    @property
    def database(self) -> Path:
        """The only file that a refresh writes."""
        return self.private / "voc.duckdb"

    @property
    def snapshot_link(self) -> Path:
        """The newest published snapshot."""
        return self.published / "voc.duckdb"

    def protect(self) -> None:
        """Make the private folder, if it is missing, and close it to others.

        Raises OpenFolderError if others can reach it all the same, unless the settings allow that.
        """
        with private_umask():
            protect(self.private, allowed=self._allows_open_folder())

    def _allows_open_folder(self) -> bool:
        try:
            return self.settings.privacy.allow_open_folder
        except SettingsError:  # whoever needs the settings says so
            return False

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The private database, opened for writing and brought to the newest schema.

        Raises WorkspaceError if another process has it open.
        """
        self.protect()
        with _opened(self.database, "error.workspace.in_use") as connection:
            migrate(connection)
            yield connection

    @contextmanager
    def connect_read_only(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The private database, opened read-only, for what needs identities outside a refresh.

        Raises WorkspaceError if there is none yet, a refresh is writing it, or an older vocpipe wrote it.
        """
        if not self.database.exists():
            raise WorkspaceError(tell("error.workspace.no_database", path=self.database, root=self.root))
        self.protect()
        with _opened(self.database, "error.workspace.being_written", read_only=True) as connection:
            row = fetch_one(connection, "SELECT max(version) FROM schema_version")
            if not row or row[0] < max(_migrations()):
                raise WorkspaceError(tell("error.workspace.old_database", path=self.database, root=self.root))
            yield connection


@contextmanager
def _opened(path: Path, refused: str, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose time zone is UTC; WorkspaceError with the message `refused` if it can't be had."""
    with private_umask():  # the log of writes and what does not fit into memory become files of their own
        try:
            connection = duckdb.connect(str(path), read_only=read_only)
        except duckdb.IOException as error:
            raise WorkspaceError(tell(refused, path=path, problem=error)) from error
        try:
            connection.execute("SET TimeZone = 'UTC'")
            yield connection
        finally:
            connection.close()


def _migrations() -> dict[int, Traversable]:
    """Number -> file of every migration, in the order of the numbers."""
    folder = resources.files("vocpipe.store") / "migrations"
    scripts = {script.name: script for script in folder.iterdir() if script.name.endswith(".sql")}
    return {int(name[:4]): scripts[name] for name in sorted(scripts)}


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply the numbered SQL migrations that the database has not had yet, each in its own transaction.

    Also creates the macros that snapshots have, for as long as the connection is open.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)")
    done = {row[0] for row in connection.execute("SELECT version FROM schema_version").fetchall()}
    for version, script in _migrations().items():
        if version not in done:
            with transaction(connection):
                connection.execute(script.read_text(encoding="utf-8"))
                connection.execute("INSERT INTO schema_version VALUES (?)", [version])
    macros = statement("vocpipe.store", "macros.sql")
    connection.execute(macros.replace("CREATE MACRO", "CREATE OR REPLACE TEMP MACRO"))


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of the block's changes, or none of them."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def fetch(connection: duckdb.DuckDBPyConnection, query: str, parameters: Any = None) -> pa.Table:
    """The rows of `query` as one Arrow table; `parameters` as DuckDB takes them: a list for ?, a dict for $name."""
    table: pa.Table = connection.sql(query, params=parameters).to_arrow_table()
    return table.combine_chunks()


def fetch_one(connection: duckdb.DuckDBPyConnection, query: str, parameters: Any = None) -> tuple[Any, ...] | None:
    """The first row of `query`, or None.

    All rows are fetched: DuckDB 2 does no other work on a connection while a result is open.
    """
    rows = connection.execute(query, parameters).fetchall()
    return rows[0] if rows else None


def statement(package: str, name: str) -> str:
    """The text of the SQL file `name` in `package`."""
    return (resources.files(package) / name).read_text(encoding="utf-8")
