"""A person's traces in a SQLite file of another program, such as Prefect's records, and in the files beside it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from vocpipe.errors import RightsError
from vocpipe.rights.others import masked_json
from vocpipe.wording import tell

Mask = Callable[[str], str]
_TIMEOUT_SECONDS = 30.0


def mask_database(path: Path, mask: Mask) -> int:
    """How many values were masked in all tables; the file is written anew, so that no byte is left of them.

    Raises RightsError if another program keeps the file locked.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_TIMEOUT_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            changed = sum(_mask_column(connection, table, column, mask) for table, column in _columns(connection))
            if changed:
                connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise RightsError(tell("forget.locked", path=path, problem=error)) from error
    return changed


def remove_files(folder: Path, mask: Mask) -> int:
    """How many files below the folder were removed, since they hold something of the person."""
    removed = [path for path in sorted(folder.rglob("*")) if path.is_file() and _holds(path, mask)]
    for path in removed:
        path.unlink()
    return len(removed)


def _holds(path: Path, mask: Mask) -> bool:
    text = path.read_bytes().decode("utf-8", "replace")
    return masked_json(text, mask) != text or mask(text) != text


def _columns(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [
        (table, row[1])
        for table in tables
        if not table.startswith("sqlite_")
        for row in connection.execute(f'PRAGMA table_info("{table}")')
        if not row[5]  # keys are ids
    ]


def _mask_column(connection: sqlite3.Connection, table: str, column: str, mask: Mask) -> int:
    query = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE typeof("{column}") IN (\'text\', \'blob\')'
    values: list[Any] = [row[0] for row in connection.execute(query).fetchall()]
    changed = 0
    for value in values:
        masked = _masked(value, mask)
        if masked != value:
            connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?', [masked, value])
            changed += 1
    return changed


def _masked(value: Any, mask: Mask) -> Any:
    if isinstance(value, bytes):
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            return value
        masked = masked_json(text, mask)
        return value if masked == text else masked.encode()
    return masked_json(value, mask)
