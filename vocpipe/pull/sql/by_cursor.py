"""Rows in the order of a column that grows, also those that were written late."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from vocpipe.pull.sql.database import Database
from vocpipe.pull.sql.values import VERSION, as_json, at_least, before, kept, mark, now, restored, version
from vocpipe.pull.vendor import Batch
from vocpipe.store.raw import Json


def by_cursor(
    database: Database,
    columns: tuple[str, str],
    cursor: dict[str, Json],
    since: datetime | None,
    overlap: int,
    limit: int,
) -> Iterator[Batch]:
    """The rows after the cursor. columns: the one that grows, and the key, which orders rows that are equal in it.

    The cursor of a batch has `at`, the highest value so far, and `recent`: the rows within `overlap` of it that are
    safe, mark -> value. A pull begins `overlap` earlier and passes over these. So a row is found that was committed
    after another one with a higher value.
    """
    grows, key = columns
    at = restored(cursor["at"]) if cursor.get("at") is not None else None
    recent: dict[str, Json] = dict(cursor.get("recent") or {})
    place: tuple[Any, Any] | None = None
    start = before(at, overlap) if at is not None else _start(database, columns, since)
    while True:
        rows = _next(database, columns, place, start, limit)
        if not rows:
            return
        place, read_at = (rows[-1][grows], rows[-1][key]), now()
        new = [row for row in rows if _mark(row, columns) not in recent]
        if not new:
            continue
        highest = max(row[grows] for row in new)
        at = highest if at is None else max(at, highest)
        recent |= {_mark(row, columns): kept(row[grows]) for row in new}
        first = before(at, overlap)
        recent = {name: value for name, value in recent.items() if restored(value) >= first}
        records = [_record(row, row[grows], read_at) for row in new]
        yield Batch(records, {"at": kept(at), "recent": dict(recent)})


def _next(
    database: Database, columns: tuple[str, str], place: tuple[Any, Any] | None, start: Any, limit: int
) -> list[dict[str, Any]]:
    """The rows after a place, or the first ones."""
    if place is not None:
        return database.page(columns, place, limit=limit)
    return database.page(columns, (start,) if start is not None else None, limit=limit, equal=True)


def _start(database: Database, columns: tuple[str, str], since: datetime | None) -> Any:
    """The value of the cursor with which the first pull begins; None for the lowest."""
    if since is None:
        return None
    first = database.page(columns, limit=1)
    return at_least(since, first[0][columns[0]]) if first else None


def _mark(row: dict[str, Any], columns: tuple[str, str]) -> str:
    return mark(*(as_json(row[name]) for name in columns))


def _record(row: dict[str, Any], cursor: Any, read_at: str) -> dict[str, Json]:
    return {**{name: as_json(value) for name, value in row.items()}, VERSION: version(cursor, read_at)}
