"""Names that are known beforehand: what every text is searched for, and which texts a new or a former name is in.

A customer's own names, ids and addresses are a part of what the customer's cleaned texts depend on (their basis).
Firms, staff and words of the settings touch any text: when they change, the texts are searched for them alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import duckdb
import pyarrow as pa

from vocpipe.masking.characters import plain
from vocpipe.masking.forms import Form, company_forms, own_forms, person_forms, staff_forms, word_forms
from vocpipe.masking.known import KnownNames
from vocpipe.masking.writers import row_names
from vocpipe.settings import Settings
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch, statement, transaction

_NAME = pa.schema([("feedback_id", pa.string()), ("kind", pa.string()), ("name", pa.string())])
_KNOWN = pa.schema([("kind", pa.string()), ("name", pa.string())])
_FORMS = {
    "company": company_forms,
    "staff": staff_forms,
    "person": lambda name: (form for form in person_forms(name) if form.written is None),
    "mask": word_forms,
    "leave": word_forms,
}
_BATCH = 5_000


def note_row_names(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    """Keep the names in the columns of `rows`, which have the columns of structure_todo."""
    pairs = zip(rows["feedback_id"].to_pylist(), rows["raw"].to_pylist(), strict=True)
    names = _name_rows((key, kind, name) for key, raw in pairs for kind, name in row_names(raw))
    with registered(connection, name_batch=rows.select(["feedback_id"]), name_row=names), transaction(connection):
        connection.execute(statement("vocpipe.structure", "row_names.sql"))


def note_said_names(
    connection: duckdb.DuckDBPyConnection, texts: pa.Table, said: Iterable[tuple[str, str]], *, spread: bool
) -> None:
    """Keep the names that were found in `texts` (feedback_id), inside a transaction: (feedback_id, name) of each.

    spread: whether other texts of their threads come into name_todo if they have the names.
    """
    names = _name_rows((key, "said", name) for key, name in said)
    with registered(connection, name_batch=texts, name_row=names):
        connection.execute(statement("vocpipe.structure", "said_names.sql"))
        if spread and names.num_rows:
            connection.execute(statement("vocpipe.structure", "thread_todo.sql"))


def _name_rows(names: Iterable[tuple[str, str, str]]) -> pa.Table:
    columns = list(zip(*names, strict=True)) or [(), (), ()]
    return pa.table(dict(zip(_NAME.names, map(list, columns), strict=True)), schema=_NAME)


def wanted_names(connection: duckdb.DuckDBPyConnection, settings: Settings) -> list[tuple[str, str]]:
    """(kind, name) of all that every text is searched for, and of the words to leave."""
    table = fetch(connection, statement("vocpipe.structure", "wanted_name.sql"))
    found = list(zip(table["kind"].to_pylist(), table["name"].to_pylist(), strict=True))
    stated = [("mask", word) for word in settings.privacy.mask] + [("leave", word) for word in settings.privacy.leave]
    return [*found, *stated]


def known_in(names: Iterable[tuple[str, str]], leave: Sequence[str]) -> KnownNames:
    """What finds the names in texts, and leaves alone what `leave` says: own names, and the settings' words."""
    return KnownNames((form for kind, name in names if kind != "leave" for form in forms_of(kind, name)), leave)


@lru_cache(maxsize=200_000)
def forms_of(kind: str, name: str) -> tuple[Form, ...]:
    """The ways to write a name that is looked for in every text."""
    return tuple(_FORMS[kind](name))


@lru_cache(maxsize=50_000)
def identity_forms(known: tuple[str, ...]) -> tuple[Form, ...]:
    """The ways in which a customer's own texts may write what is known of the customer: kinds and values."""
    pairs = (value.split(":", 1) for value in known)
    return tuple(dict.fromkeys(form for kind, value in pairs for form in own_forms(kind, value)))


def note_names(connection: duckdb.DuckDBPyConnection, wanted: Sequence[tuple[str, str]]) -> int:
    """How many cleaned texts have a name that is wanted now and was not, or was and is not; name_todo gets them."""
    table = fetch(connection, "SELECT kind, name FROM known_name")
    known = set(zip(table["kind"].to_pylist(), table["name"].to_pylist(), strict=True))
    changed = sorted(known ^ set(wanted))
    if not changed:
        return 0
    touched = pa.table({"feedback_id": pa.array(_texts_with(connection, changed), pa.string())})
    columns = list(zip(*sorted(set(wanted)), strict=True)) or [(), ()]
    names = pa.table(dict(zip(_KNOWN.names, map(list, columns), strict=True)), schema=_KNOWN)
    with registered(connection, name_row=names, name_batch=touched), transaction(connection):
        connection.execute(statement("vocpipe.structure", "note_names.sql"))
    return int(touched.num_rows)


def _texts_with(connection: duckdb.DuckDBPyConnection, names: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The ids of cleaned texts that have one of the names, as they were written or as they are shown."""
    finder = KnownNames(form for kind, name in names for form in forms_of(kind, name))
    if not finder:
        return
    for batch in connection.sql(statement("vocpipe.structure", "text_to_search.sql")).to_arrow_reader(_BATCH):
        for key, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if next(finder.forms_in(plain(text).text), None):
                yield key
