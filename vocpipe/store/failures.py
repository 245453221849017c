"""What the system, DuckDB or SQLite report, as one clear line: a full disk, a missing permission, a damaged file.

`explained` is the one place that turns such an exception into an error that people can fix. None of the messages holds
a value from the workspace's data.
"""

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from vocpipe.errors import DamageError, NewerVersionError, StorageError, VocpipeError, WorkspaceError
from vocpipe.wording import tell

# errno -> key of the message under `damage.system`.
_SYSTEM = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "quota",
    errno.EFBIG: "too_big",
    errno.EROFS: "read_only",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EMFILE: "too_many_files",
    errno.ENFILE: "too_many_files",
    errno.ENAMETOOLONG: "long_name",
    errno.ENOMEM: "no_memory",
    errno.EIO: "disk_error",
    errno.ENOENT: "gone",
    errno.ESTALE: "gone",
    errno.ELOOP: "link_ring",
    errno.EISDIR: "a_folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.ENOTEMPTY: "a_folder",
}
# DuckDB writes what the system says as text, in English, whatever the machine speaks.
_SAID = {os.strerror(number): number for number in _SYSTEM}
_PATH = re.compile(r'"(/[^"]+|[A-Za-z]:[^"]+|[^"]*\.duckdb[^"]*)"')
_DUCKDB = {
    "in_use": re.compile(r"Could not set lock|Conflicting lock|being used by another process"),
    "encrypted": re.compile(r"without a key|[Ww]rong encryption key|encrypted database"),
    "newer_storage": re.compile(r"database file with version number|newer version of DuckDB"),
    "no_database": re.compile(r"not a valid DuckDB database|Failed to download extension|sqlite_scanner"),
    "no_memory": re.compile(r"Out of Memory|could not allocate|failed to allocate", re.IGNORECASE),
    "damaged": re.compile(
        r"[Cc]orrupt|Could not read enough bytes|replaying WAL|[Cc]hecksum|deserialize|has been invalidated"
    ),
}
# What fails because of the file and not because of a query, whose words may be any.
_OF_FILES = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.SerializationException,
    duckdb.TransactionException,
    duckdb.OutOfMemoryException,
)
_ERRORS: dict[str, type[WorkspaceError]] = {
    "in_use": WorkspaceError,
    "encrypted": DamageError,
    "newer_storage": NewerVersionError,
    "no_database": DamageError,
    "damaged": DamageError,
}
_ENCRYPTED = "Catalog Error: Cannot open encrypted database"
_SQLITE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
}


@dataclass(frozen=True, slots=True)
class Used:
    """The file that was in use when something failed, for the exceptions that name none.

    what: "private", "snapshot", "inbox", or "database" for any other: a group of messages under `damage`.
    """

    path: Path | None = None
    what: Literal["private", "snapshot", "inbox", "database"] = "database"
    root: Path = Path()


def explained(error: BaseException, used: Used = Used()) -> VocpipeError | None:
    """The error to show for `error`, or for what caused it; None if it is none of the known failures."""
    for cause in _causes(error):
        if isinstance(cause, VocpipeError):
            return cause
        if found := _explain(cause, used):
            return found
    return None


@contextmanager
def explaining(used: Used = Used()) -> Iterator[None]:
    """Inside the block, known failures are raised as the errors that explain them; all others pass."""
    try:
        yield
    except VocpipeError:
        raise
    except Exception as error:
        found = explained(error, used)
        if found is None:
            raise
        raise found from error


def database_error(kind: str, used: Used, *, holder: str = "") -> WorkspaceError:
    """The error for what is the matter with a database: in_use, encrypted, newer_storage, no_database or damaged."""
    path = used.path or tell("damage.database.unnamed")
    line = tell(f"damage.{used.what}.{kind}", path=path, root=used.root, holder=holder)
    error = _ERRORS[kind]
    return DamageError(line, str(path)) if error is DamageError else error(line)


def _explain(error: BaseException, used: Used) -> VocpipeError | None:
    if isinstance(error, MemoryError):
        return StorageError(tell("damage.system.no_memory"))
    if isinstance(error, duckdb.Error):
        of_file = isinstance(error, _OF_FILES) or type(error) is duckdb.Error
        return _of_duckdb(str(error), used) if of_file or str(error).startswith(_ENCRYPTED) else None
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, used)
    if isinstance(error, FileNotFoundError) and "temporary directory" in str(error):
        return StorageError(tell("damage.system.no_temporary"))
    if isinstance(error, OSError) and error.errno is not None:
        named = error.filename if isinstance(error.filename, str | os.PathLike) else None
        return _of_system(error.errno, Path(named) if named else used.path)
    return None


def _of_system(number: int, path: Path | None) -> StorageError | None:
    kind = _SYSTEM.get(number)
    if kind is None:
        return None
    where = path or Path.cwd()
    folder = where if os.path.isdir(where) else where.parent  # noqa: PTH112 - Path.is_dir raises without permission
    error = StorageError(tell(f"damage.system.{kind}", path=where, folder=folder, free=_free(folder) / 1e6))
    error.may_pass = number in (errno.ENOENT, errno.ESTALE, errno.EIO)  # a network share that is gone for a moment
    return error


def _of_duckdb(message: str, used: Used) -> VocpipeError | None:
    quoted = _PATH.search(message)
    named = Path(quoted[1]) if quoted else used.path
    for said, number in _SAID.items():
        if message.rstrip().endswith(f": {said}"):
            return _of_system(number, named)
    kind = next((kind for kind, pattern in _DUCKDB.items() if pattern.search(message)), None)
    if kind is None:
        return None
    if kind == "no_memory":
        return StorageError(tell("damage.system.no_memory"))
    return database_error(kind, used, holder=_holder(message))


def _of_sqlite(error: sqlite3.Error, used: Used) -> VocpipeError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF  # the rest says more about it
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return database_error("damaged", used)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return database_error("in_use", used)
    return _of_system(_SQLITE[primary], used.path) if primary in _SQLITE else None


def _holder(message: str) -> str:
    """The process that holds a locked database, as DuckDB names it, or nothing."""
    found = re.search(r"PID (\d+)", message)
    return f" (PID {found[1]})" if found else ""


def _free(folder: Path) -> int:
    """The bytes that are free on the disk of a folder, as far as the system tells."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return 0


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, then what caused it, then what caused that."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
