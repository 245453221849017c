"""A workspace: a folder with one vocpipe.toml, its inputs and its databases."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import NewerVersionError, SettingsError, WorkspaceError
from vocpipe.settings import Settings, load_settings
from vocpipe.store.failures import Used, explaining
from vocpipe.store.files import private_umask
from vocpipe.store.protect import protect
from vocpipe.wording import tell

# A file that is no DuckDB database, such as one of SQLite, never makes DuckDB ask the internet for an extension.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}


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
        """The private database, opened for writing and brought to the newest schema, its ids keyed with the secret.

        Raises WorkspaceError if another process has it open, DamageError if it is damaged, NewerVersionError if a
        newer vocpipe wrote it, StorageError if the system refuses it.
        """
        from vocpipe.store.pseudonyms import key_ids  # which needs a workspace itself

        with self._opened() as connection:
            self._refuse_newer(connection)
            migrate(connection)
            key_ids(connection, self)
            yield connection

    @contextmanager
    def connect_read_only(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The private database, opened read-only, for what needs identities outside a refresh.

        Raises WorkspaceError if there is none yet, a refresh is writing it, or an older vocpipe wrote it.
        """
        if not self.database.exists():
            raise WorkspaceError(tell("error.workspace.no_database", path=self.database, root=self.root))
        with self._opened(read_only=True) as connection:
            self._refuse_newer(connection)
            if _versions(connection) < _migrations().keys():
                raise WorkspaceError(tell("error.workspace.old_database", path=self.database, root=self.root))
            yield connection

    @contextmanager
    def _opened(self, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the private database whose time zone is UTC; what fails is explained."""
        with explaining(Used(self.database, "private", self.root)):
            self.protect()
            with (
                private_umask(),  # the log of writes and what does not fit into memory become files of their own
                closing(duckdb.connect(str(self.database), read_only=read_only, config=_CONFIG)) as connection,
            ):
                connection.execute("SET TimeZone = 'UTC'")
                connection.execute("SET enable_progress_bar = false")
                yield connection

    def _refuse_newer(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Raise NewerVersionError if the schema is newer than this vocpipe, WorkspaceError if it is not vocpipe's."""
        known, found = _migrations().keys(), _versions(connection)
        if found - known:
            places = {"path": self.database, "found": max(found), "known": max(known)}
            raise NewerVersionError(tell("damage.private.newer_schema", **places))
        if not found and fetch_one(connection, "SELECT 1 FROM duckdb_tables() WHERE NOT internal LIMIT 1"):
            raise WorkspaceError(tell("damage.private.foreign", path=self.database))


def _versions(connection: duckdb.DuckDBPyConnection) -> set[int]:
    """The numbers of the migrations that the database has had."""
    if not fetch_one(connection, "SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_version'"):
        return set()
    return {row[0] for row in connection.execute("SELECT version FROM schema_version").fetchall()}


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
    done = _versions(connection)
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
