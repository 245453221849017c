"""A workspace: a folder with one vocpipe.toml, its inputs and its databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import WorkspaceError
from vocpipe.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where the files of a workspace are; makes no folder and opens nothing by itself."""

    root: Path

    @property
    def settings(self) -> Settings:
        """The settings as they stand in vocpipe.toml now; raises SettingsError."""
        return load_settings(self.root)

    def checked(self) -> "Workspace":
        """The workspace itself, after a check that its settings can be read: no other folder gets an inbox.

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

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The private database, opened for writing and brought to the newest schema.

        Raises WorkspaceError where another process has it open.
        """
        self.private.mkdir(parents=True, exist_ok=True)
        try:
            connection = duckdb.connect(str(self.database))
        except duckdb.IOException as error:
            raise WorkspaceError(
                f"{self.database} is open in another program; close it there first ({error})"
            ) from error
        try:
            connection.execute("SET TimeZone = 'UTC'")
            migrate(connection)
            yield connection
        finally:
            connection.close()

    @contextmanager
    def look(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The private database, opened for reading alone: for what identities are needed for.

        Raises WorkspaceError where there is none yet, a refresh is writing it, or it is of an older version.
        """
        again = f"run: vocpipe refresh --workspace {self.root}"
        if not self.database.exists():
            raise WorkspaceError(f"there is no {self.database} yet; {again}")
        try:
            connection = duckdb.connect(str(self.database), read_only=True)
        except duckdb.IOException as error:
            raise WorkspaceError(f"{self.database} is being written; try again after the refresh ({error})") from error
        try:
            connection.execute("SET TimeZone = 'UTC'")
            row = fetch_one(connection, "SELECT max(version) FROM schema_version")
            if not row or row[0] < max(_migrations()):
                raise WorkspaceError(f"{self.database} is of an older version; {again}")
            yield connection
        finally:
            connection.close()


def _migrations() -> list[int]:
    """The numbers of the migrations there are."""
    folder = resources.files("vocpipe.store") / "migrations"
    return [int(script.name[:4]) for script in folder.iterdir() if script.name.endswith(".sql")]


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply the numbered SQL migrations that the database has not had yet, each in a transaction of its own."""
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)")
    row = fetch_one(connection, "SELECT coalesce(max(version), 0) FROM schema_version")
    done = int(row[0]) if row else 0
    folder = resources.files("vocpipe.store") / "migrations"
    for script in sorted(folder.iterdir(), key=lambda item: item.name):
        version = int(script.name[:4]) if script.name.endswith(".sql") else 0
        if version > done:
            with transaction(connection):
                connection.execute(script.read_text(encoding="utf-8"))
                connection.execute("INSERT INTO schema_version VALUES (?)", [version])


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
    """The first row of `query`, or None; fetched to its end, as DuckDB 2 wants it before it does other work."""
    rows = connection.execute(query, parameters).fetchall()
    return rows[0] if rows else None


def statement(package: str, name: str) -> str:
    """The text of the SQL file `name` in `package`."""
    return (resources.files(package) / name).read_text(encoding="utf-8")
