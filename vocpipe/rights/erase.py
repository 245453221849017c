"""A person is erased from the private database: their own rows go, and their traces in others' rows are masked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import duckdb
import pyarrow as pa

from vocpipe.collect.forgotten import canonical_name
from vocpipe.collect.registry import companions
from vocpipe.inbox.erasure import Rewritten
from vocpipe.rights.others import mask_beside, mask_everywhere, said_by_others
from vocpipe.rights.person import Person
from vocpipe.rights.places import mask_paths
from vocpipe.rights.traces import Traces
from vocpipe.settings import Settings
from vocpipe.store.erasure import erasures
from vocpipe.store.pseudonyms import drop_former_ids, former_ids, with_ids
from vocpipe.store.tables import registered
from vocpipe.store.tombstones import Tombstones
from vocpipe.store.workspace import fetch_one, transaction
from vocpipe.structure.stage import remove_deleted
from vocpipe.themes.renaming import rename
from vocpipe.wording import say

# After structure has removed what it made of their feedback, whose raw rows are gone by then.
_PACKAGES = ("vocpipe.structure", "vocpipe.themes", "vocpipe.sentiment", "vocpipe.store")
_REWRITTEN = pa.schema([("edit_id", pa.string()), ("detail", pa.string())])

Edits = Callable[[Traces, frozenset[str]], list[Rewritten]]


def erase(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    run_id: str,
    person: Person,
    *,
    edits: Edits,
    tombstones: Tombstones,
) -> dict[str, int]:
    """Erase the person; returns for each table how many of its rows were removed or changed.

    `edits` gives the edits of themes that quote the person or concern them, as they are without it; it is given the
    person's traces, and the ids of the edits that still hold texts. Repeating it, also after a kill, completes it.
    """
    before, person = _sizes(connection), _as_named_now(connection, person)
    with _about(connection, person):
        with transaction(connection):
            _run(connection, _of_collect())
            drop_former_ids(connection)
            mask_paths(connection, tombstones)
        remove_deleted(connection, run_id)
        traces = Traces(person, said_by_others(connection))
        with transaction(connection):
            for package in _PACKAGES:
                _run(connection, {table: sql for table, sql in erasures(package).items() if table != "theme_edit"})
            _rewrite_edits(connection, edits(traces, _holding(connection)))
            masked = mask_beside(connection, traces)
            rename(connection, settings, traces.is_from_them_alone)
        for table, count in mask_everywhere(connection, traces).items():
            masked[table] = masked.get(table, 0) + count
    after = _sizes(connection)
    removed = {table: count - after.get(table, 0) for table, count in before.items()}
    counts = {table: max(removed.get(table, 0), 0) + masked.get(table, 0) for table in removed.keys() | masked.keys()}
    return {table: count for table, count in sorted(counts.items()) if count}


def _as_named_now(connection: duckdb.DuckDBPyConnection, person: Person) -> Person:
    """The person under the ids that the database has now, should the secret have been replaced meanwhile."""
    text = person.to_json()
    return Person.from_json(with_ids(text, former_ids(connection, [text])))


def _of_collect() -> dict[str, str]:
    brought = {name: companion.storage.erasure for name, companion in companions().items() if companion.storage.erasure}
    return {**erasures("vocpipe.collect"), **brought}


def _run(connection: duckdb.DuckDBPyConnection, statements: dict[str, str]) -> None:
    for sql in statements.values():
        connection.execute(sql)


@contextmanager
def _about(connection: duckdb.DuckDBPyConnection, person: Person) -> Iterator[None]:
    """Inside the block, SQL can read what `vocpipe.store.erasure` names about the person."""
    connection.execute("SET VARIABLE forgotten_reason = ?", [say("forget.left_out")])
    tables = {
        "forgotten_customer": _texts(customer_key=person.keys),
        "forgotten_contact": _texts(customer_key=person.contact_of),
        "forgotten_value": _texts(value=(*person.ids, *person.emails, *person.phones)),
        "forgotten_reference": _rows(person.references, "customer_ref", "customer_email", "account_ref"),
        "forgotten_feedback": _rows(person.feedback, "feedback_id"),
        "forgotten_sentence": _rows(person.sentences, "sentence_id", "text_hash"),
        "forgotten_thread": _rows(person.threads, "source", "thread_id", is_shared=pa.bool_()),
        "forgotten_name": _texts(name=_called(person)),
        "forgotten_id": _texts(id=_published_ids(person)),
        "forgotten_row": _rows(person.rows, "file_id", row_no=pa.int64()),
    }
    with registered(connection, **tables):
        yield


def _called(person: Person) -> tuple[str, ...]:
    """The names of the person and their parts, without blanks and case."""
    return tuple(canonical_name(part) for name in person.names for part in (name, *name.split()))


def _published_ids(person: Person) -> tuple[str, ...]:
    """What stands for the person, and for what they said, in everything published."""
    said = [item.feedback_id for item in person.feedback]
    return (*person.customer_ids, *said, *(item.sentence_id for item in person.sentences))


def _texts(**columns: tuple[str, ...]) -> pa.Table:
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _rows(items: tuple[object, ...], *texts: str, **others: pa.DataType) -> pa.Table:
    types = {**dict.fromkeys(texts, pa.string()), **others}
    rows = [asdict(item) for item in items]  # type: ignore[call-overload]
    return pa.table({name: pa.array([row[name] for row in rows], type_) for name, type_ in types.items()})


def _holding(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute("SELECT DISTINCT edit_id FROM edit_member").fetchall())


def _rewrite_edits(connection: duckdb.DuckDBPyConnection, edits: list[Rewritten]) -> None:
    rows = pa.Table.from_pylist([{"edit_id": edit.edit_id, "detail": edit.detail} for edit in edits], _REWRITTEN)
    with registered(connection, rewritten_edit=rows):
        connection.execute(erasures("vocpipe.themes")["theme_edit"])


def _sizes(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Table -> its rows, of every table that is not temporary."""
    query = "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND NOT internal ORDER BY table_name"
    names = [row[0] for row in connection.execute(query).fetchall()]
    sizes = {name: fetch_one(connection, f'SELECT count(*) FROM "{name}"') for name in names}
    return {name: int(row[0]) for name, row in sizes.items() if row}
