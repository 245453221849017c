"""The published tables as Parquet, partitioned by month as Hive does, for Spark, a warehouse, or many DuckDB readers.

    feedback/in_month=2026-03/data.parquet     a row with a day, or with feedback or a sentence that has one
    theme/data.parquet                         all other tables

It is made of the newest snapshot, so it holds what that holds: masked texts, pseudonyms, no small groups. Only files
whose rows changed are written; a file whose rows are all gone is removed. So whatever leaves the snapshot, by a request
to forget, retention or a source, leaves here too. `private/parquet.json` says what was written where.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import duckdb

from vocpipe.errors import StorageError
from vocpipe.settings import Settings
from vocpipe.store.files import private_umask, set_mode, write_private
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace, fetch, statement
from vocpipe.wording import tell

KEY = "in_month"  # of the partitions; some tables have a column `month`
UNDATED = "__HIVE_DEFAULT_PARTITION__"  # what Hive, Spark and DuckDB read as null
_STATE = "parquet.json"
_PERIODS = ("month", "week")  # columns that say when, if they are days


@dataclass(frozen=True, slots=True)
class _Part:
    """A file to be: its path under the target, what its rows are known by, and the query for them."""

    path: str
    fingerprint: str
    query: str


@dataclass(slots=True)
class _Written:
    """What was written: to which target, of which snapshot, and the fingerprint of each file ("": not finished)."""

    target: str = ""
    snapshot: str = ""
    files: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, workspace: Workspace) -> Self:
        try:
            return cls(**json.loads((workspace.private / _STATE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def save(self, workspace: Workspace) -> None:
        content = {"target": self.target, "snapshot": self.snapshot, "files": self.files}
        write_private(workspace.private / _STATE, json.dumps(content).encode())


def write_parquet(workspace: Workspace, settings: Settings) -> int:
    """Bring the Parquet files up to the newest snapshot; returns how many were written or removed.

    Where the settings name another target, or none any more, the files at the former one are removed. Raises
    StorageError if the target can't be reached.
    """
    target, written = settings.publish.parquet, _Written.load(workspace)
    changed = 0
    if written.target and written.target != target:
        changed += _remove_all(workspace, written)
        written = _Written()
    if not target:
        return changed
    snapshot = newest(workspace)
    if (written.target, written.snapshot) == (target, snapshot.name):
        return changed
    place = _Place.of(workspace, target, settings)
    with open_snapshot(snapshot) as connection:
        parts = list(_parts(connection))
        new = [part for part in parts if written.files.get(part.path) != part.fingerprint]
        gone = sorted(written.files.keys() - {part.path for part in parts})
        written.target, written.snapshot = target, ""
        written.files |= dict.fromkeys((part.path for part in new), "")
        written.save(workspace)  # after a kill, the next run knows every file that may be there
        for part in new:
            place.write(part.path, fetch(connection, part.query))
    for path in gone:
        place.remove(path)
    written.files = {part.path: part.fingerprint for part in parts}
    written.snapshot = snapshot.name
    written.save(workspace)
    return changed + len(new) + len(gone)


def _remove_all(workspace: Workspace, written: _Written) -> int:
    place = _Place.of(workspace, written.target, workspace.settings)
    for path in sorted(written.files):
        place.remove(path)
    (workspace.private / _STATE).unlink()
    return len(written.files)


def _parts(connection: duckdb.DuckDBPyConnection) -> Iterator[_Part]:
    """Every file that the snapshot asks for."""
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(statement("vocpipe.store", "parquet_columns.sql")).fetchall():
        columns.setdefault(table, {})[column] = kind
    for table, kinds in columns.items():
        month = _month(kinds)
        source = f"(SELECT t.*, {month} AS {KEY} FROM {_quoted(table)} AS t)" if month else _quoted(table)
        key = f"coalesce({KEY}, '{UNDATED}')" if month else "NULL"
        query = f"SELECT {key}, count(*), sum(CAST(hash(r) AS HUGEINT)) FROM {source} AS r GROUP BY ALL ORDER BY ALL"
        # An empty table has an empty file, from which its columns can be read.
        for found, count, total in connection.execute(query).fetchall() or [(UNDATED, 0, 0)]:
            folder = f"{table}/{KEY}={found}" if month else table
            condition = f" WHERE {key} = '{found}'" if month else ""
            rows = f"SELECT * {f'EXCLUDE ({KEY})' if month else ''} FROM {source}{condition} ORDER BY ALL"
            yield _Part(f"{folder}/data.parquet", f"{json.dumps(kinds)} {count} {total}", rows)


def _month(kinds: dict[str, str]) -> str | None:
    """The SQL of the month of a row of `t`, as text like 2026-03; None for a table without one."""
    if "created_on" in kinds:
        day = "t.created_on"
    elif "feedback_id" in kinds:
        day = "(SELECT f.created_on FROM feedback AS f WHERE f.feedback_id = t.feedback_id)"
    elif "sentence_id" in kinds:
        day = (
            "(SELECT f.created_on FROM sentence AS s JOIN feedback AS f USING (feedback_id)"
            " WHERE s.sentence_id = t.sentence_id)"
        )
    else:
        period = next((name for name in _PERIODS if kinds.get(name) == "DATE"), None)
        day = f"t.{period}" if period else ""
    return f"strftime({day}, '%Y-%m')" if day else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder of this machine or of an object store, as Arrow reaches it. mode: of new files, on this machine."""

    target: str
    system: Any
    base: str
    mode: tuple[int, int] | None

    @classmethod
    def of(cls, workspace: Workspace, target: str, settings: Settings) -> Self:
        from pyarrow import fs

        privacy = settings.privacy
        if "://" in target:
            try:
                system, base = fs.FileSystem.from_uri(target)
            except (OSError, ValueError) as error:
                raise _unreachable(target, error) from error
            return cls(target, system, base.rstrip("/"), None)
        base = str(workspace.root / Path(target).expanduser())
        return cls(target, fs.LocalFileSystem(), base, (privacy.published_file_mode, privacy.published_folder_mode))

    def write(self, path: str, rows: Any) -> None:
        """Replace a file by one with these rows. A reader sees the old or the new one, never a part."""
        from pyarrow import parquet

        whole = f"{self.base}/{path}"
        new = f"{whole}.partial" if self.mode else whole  # an object store shows an object once it is whole
        try:
            with private_umask():
                if self.mode:
                    self.system.create_dir(whole.rsplit("/", 1)[0], recursive=True)
                with self.system.open_output_stream(new) as stream:
                    parquet.write_table(rows, stream, compression="zstd")
            if self.mode:
                self._open_to_readers(Path(new))
                self.system.move(new, whole)
        except OSError as error:
            raise _unreachable(self.target, error) from error

    def remove(self, path: str) -> None:
        """Remove a file, if it is there, and on this machine the folders that this leaves empty."""
        try:
            self.system.delete_file(f"{self.base}/{path}")
        except FileNotFoundError:
            pass
        except OSError as error:
            raise _unreachable(self.target, error) from error
        for folder in (Path(self.base, path).parents)[: path.count("/")] if self.mode else ():
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _open_to_readers(self, file: Path) -> None:
        """Let those read the file who may read the snapshots."""
        if self.mode:
            set_mode(file, self.mode[0])
            for folder in [file.parent, *file.parent.parents]:
                if not folder.is_relative_to(self.base):
                    break
                set_mode(folder, self.mode[1])


def _unreachable(target: str, error: Exception) -> StorageError:
    reason = next(iter(str(error).splitlines()), type(error).__name__)
    return StorageError(tell("damage.parquet.unreachable", target=target, reason=reason))
