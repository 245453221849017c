"""All rows of a table, compared with those that were pulled before: what is new, changed or gone."""

from collections.abc import Iterator

from vocpipe.pull.alive import alive
from vocpipe.pull.sql.database import Database
from vocpipe.pull.sql.values import VERSION, as_json, mark, now
from vocpipe.pull.vendor import Batch
from vocpipe.store.raw import Json, Page

_MARKS = "marks"  # the list of a page with [key, mark] of each of its rows


def by_key(database: Database, key: str, limit: int, stored: Iterator[Page]) -> Iterator[Batch]:
    """The rows that differ from the pages, then the keys that are in these and no longer in the table.

    No cursor is kept: what is safe is known from the pages themselves.
    """
    known, seen, place = _known(stored), set[str](), None
    while rows := database.page((key,), place, limit=limit):
        place = (rows[-1][key],)
        plain = [{name: as_json(value) for name, value in row.items()} for row in rows]
        marks = [(str(row[key]), mark(row)) for row in plain]
        seen.update(ident for ident, _ in marks)
        new = [at for at, (ident, of) in enumerate(marks) if known.get(ident) != of]
        if new:
            read_at = now()
            records: list[Json] = [{**plain[at], VERSION: read_at} for at in new]
            yield Batch(records, {}, {_MARKS: [list(marks[at]) for at in new]})
    gone = sorted(known.keys() - seen)
    if gone:
        yield Batch([], {}, gone=gone)


def _known(stored: Iterator[Page]) -> dict[str, str]:
    """Key -> mark of every row that is in the pages and not gone again."""
    return alive(stored, _MARKS, lambda pair: pair[0], lambda pair: pair[1])
