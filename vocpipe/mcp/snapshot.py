"""The newest snapshot as the tools ask it: read-only, and opened anew as soon as there is a newer one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import OldSnapshotError
from vocpipe.search.meaning import Meanings, meanings, with_vectors
from vocpipe.store import embeddings
from vocpipe.store.shown_groups import LEAST_PEOPLE
from vocpipe.store.snapshot import attach_snapshot, newest
from vocpipe.store.workspace import Workspace, fetch, statement
from vocpipe.wording import tell


@dataclass(slots=True)
class Asked:
    """One snapshot, open. Raises OldSnapshotError where an older vocpipe made it."""

    path: Path
    connection: duckdb.DuckDBPyConnection
    root: Path
    _meanings: Meanings | None = None

    def table(self, query: str, **parameters: Any) -> pa.Table:
        """The answer to queries/<query>.sql as columns."""
        return fetch(self.connection, statement("vocpipe.mcp", f"queries/{query}.sql"), parameters or None)

    def rows(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The answer to queries/<query>.sql as rows."""
        rows: list[dict[str, Any]] = self.table(query, **parameters).to_pylist()
        return rows

    def row(self, query: str, **parameters: Any) -> dict[str, Any]:
        """The first row of the answer to queries/<query>.sql, or an empty dictionary."""
        return next(iter(self.rows(query, **parameters)), {})

    @property
    def meanings(self) -> Meanings:
        """The sentences by what they mean, loaded when they are first needed; none if the snapshot has no vectors."""
        if self._meanings is None:
            said = self.table("meanings").drop_columns(["feedback_id"])
            self._meanings = meanings(with_vectors(said, embeddings.read(self.path)))
        return self._meanings


@dataclass(slots=True)
class Snapshots:
    """The way to the newest snapshot of a workspace: one question at a time."""

    workspace: Workspace
    _lock: Lock = field(default_factory=Lock)
    _open: Asked | None = None

    @contextmanager
    def newest(self) -> Iterator[Asked]:
        """The newest snapshot, for the block; raises WorkspaceError if nothing is published yet."""
        with self._lock:
            path = newest(self.workspace)
            if self._open is None or self._open.path != path:
                if self._open:
                    self._open.connection.close()
                self._open = _opened(path, self.workspace.root)
            try:
                yield self._open
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                raise OldSnapshotError(tell("notify.error.old_snapshot", root=self.workspace.root)) from error


def _opened(path: Path, root: Path) -> Asked:
    connection = attach_snapshot(path)
    connection.execute(LEAST_PEOPLE + statement("vocpipe.search", "macros.sql"))
    connection.execute(statement("vocpipe.mcp", "queries/told_themes.sql"))
    return Asked(path, connection, root)
