"""Cursors on one snapshot that are ready to be asked: with their macros, and what most queries count by in memory."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb

from vocpipe.app.overlay.pending import Overlay
from vocpipe.mixed_themes import MIN_COHESION
from vocpipe.store.shown_groups import LEAST_PEOPLE
from vocpipe.store.snapshot import attach_snapshot
from vocpipe.store.workspace import statement

_MOST = 3  # states of pending edits whose cursors are kept: visitors may still look at the one before
# least_cohesion(): below it a theme may be mixed.
_LIMITS = f"{LEAST_PEOPLE}CREATE TEMP MACRO least_cohesion() AS {MIN_COHESION};"


@cache
def sql(name: str) -> str:
    """The text of queries/<name>.sql."""
    return statement("vocpipe.app", f"queries/{name}.sql")


class Cursors:
    """The cursors on the snapshot at `path`, each of which is used again: to make one takes as long as a query.

    Raises what `attach_snapshot` raises, and DuckDB's CatalogException or BinderException if the snapshot is older.
    """

    def __init__(self, path: Path) -> None:
        self._connection = attach_snapshot(path)
        self._connection.execute(sql("kept"))
        self._connection.execute(f"CREATE TABLE memory.kept_belongs AS {sql('kept_belongs')}")
        self._idle: OrderedDict[str, list[duckdb.DuckDBPyConnection]] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def one(self, overlay: Overlay) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that nobody else has, on the snapshot with the overlay's tables over its own."""
        cursor = self._taken(overlay.key) or self._prepared(overlay)
        try:
            yield cursor
        except BaseException:
            cursor.close()
            raise
        self._give_back(overlay.key, cursor)

    @contextmanager
    def fresh(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for what leaves tables behind; it is not used again."""
        with self._connection.cursor() as cursor:
            cursor.execute("SET search_path = 'snapshot.main,memory.main'")
            yield cursor

    def close(self) -> None:
        """Close the snapshot."""
        self._connection.close()

    def _prepared(self, overlay: Overlay) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        cursor.execute("SET search_path = 'snapshot.main,memory.main'")
        for table, content in overlay.tables.items():
            cursor.register(table, content)
        if overlay.tables:
            cursor.execute(f"CREATE TEMP TABLE kept_belongs AS {sql('kept_belongs')}")
        cursor.execute(_LIMITS + statement("vocpipe.search", "macros.sql") + sql("macros"))
        return cursor

    def _taken(self, key: str) -> duckdb.DuckDBPyConnection | None:
        with self._lock:
            idle = self._idle.get(key)
            return idle.pop() if idle else None

    def _give_back(self, key: str, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            self._idle.setdefault(key, []).append(cursor)
            self._idle.move_to_end(key)
            old = self._idle.popitem(last=False)[1] if len(self._idle) > _MOST else []
        for other in old:
            other.close()
