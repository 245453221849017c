"""Who is meant: everything by which the customer with an id, or the person with an address, is held."""

import json
import re
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.collect.forgotten import canonical, canonical_name
from vocpipe.collect.rows import customer_key
from vocpipe.errors import RightsError
from vocpipe.lexicon import alternatives, lexicon
from vocpipe.masking.writers import writer_names
from vocpipe.rights.person import FileRow, Person, Reference, Said, Sentence, Thread, Who
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch_one, statement
from vocpipe.wording import tell

_FIRM = re.compile(alternatives(lexicon("forget")["firms"]), re.IGNORECASE)
_CONTACT = re.compile(alternatives(lexicon("forget")["contacts"]), re.IGNORECASE)
_NOT = "not "  # before the id in the key of one whose match was taken back (match_customers.sql)
_MIN_NAME = 2  # characters


def find(connection: duckdb.DuckDBPyConnection, who: Who) -> Person:
    """Everything by which whoever is meant is held; see Person.is_known.

    Temporary tables (their_*) tell the same to SQL on this connection, which must be able to make pseudonyms. Raises
    RightsError if several could be meant.
    """
    return find_customer(connection, who.customer) if who.customer else find_address(connection, who.given)


def find_customer(connection: duckdb.DuckDBPyConnection, ident: str) -> Person:
    """The whole customer with this id: all who write for it, under all of its ids and addresses.

    The id may be written in other case or width, or without zeros in front. Nothing may be known of it: see
    Person.is_known. Raises RightsError if the customers file has several whom this could be.
    """
    wanted = _keys(connection, ident)
    with registered(connection, wanted_key=pa.table({"customer_key": pa.array(wanted, pa.string())})):
        connection.execute(_query("whole_customer"))
    return _gathered(connection)


def find_address(connection: duckdb.DuckDBPyConnection, address: str) -> Person:
    """The person with this e-mail address. A customer of several people stays, without the address."""
    connection.execute("SET VARIABLE forgotten_address = ?", [canonical(address)])
    connection.execute(_query("person_of_address"))
    return _gathered(connection)


def _keys(connection: duckdb.DuckDBPyConnection, ident: str) -> list[str]:
    """The keys that mean the customer: the listed one, and others in which only the spelling differs."""
    wanted = canonical(ident)
    rows = connection.execute(_query("every_key")).fetchall()
    alike = {key: is_listed for key, is_listed in rows if canonical(key.removeprefix(_NOT)) == wanted}
    listed = [key for key, is_listed in alike.items() if is_listed]
    if len(listed) > 1:
        if ident not in listed:
            raise RightsError(tell("forget.ambiguous", n=len(listed)))
        return [ident, _NOT + ident]
    return list(alike) or _withheld(connection, ident)


def _withheld(connection: duckdb.DuckDBPyConnection, ident: str) -> list[str]:
    """The key, if the customer's rows are withheld, so that only the pseudonym is known."""
    key = customer_key(ident) or ""
    return [key] if fetch_one(connection, _query("is_withheld"), {"customer_key": key}) else []


def _gathered(connection: duckdb.DuckDBPyConnection) -> Person:
    """The person whom their_key and their_reference describe."""
    connection.execute(_query("their_feedback"))
    values: dict[str, list[str]] = {"id": [], "email": [], "phone": []}
    for kind, value in _rows(connection, "own_values"):
        values["email" if "@" in value else kind].append(value)
    refs = connection.execute("SELECT customer_ref, customer_email, account_ref FROM their_reference ORDER BY ALL")
    return Person(
        references=tuple(Reference(*row) for row in refs.fetchall()),
        keys=_column(connection, "SELECT customer_key FROM their_key ORDER BY customer_key"),
        contact_of=_column(connection, "SELECT customer_key FROM their_contact ORDER BY customer_key"),
        customer_ids=_column(connection, _query("pseudonyms")),
        ids=tuple(dict.fromkeys(values["id"])),
        emails=tuple(dict.fromkeys(values["email"])),
        phones=tuple(values["phone"]),
        names=_names(connection),
        feedback=tuple(Said(*row) for row in _rows(connection, "feedback")),
        sentences=tuple(Sentence(*row) for row in _rows(connection, "sentences")),
        threads=tuple(Thread(*row) for row in _rows(connection, "threads")),
        rows=tuple(FileRow(*row) for row in _rows(connection, "rows")),
        texts=_column(connection, _query("said")),
        lang=str(_rows(connection, "language")[0][0]),
    )


def _names(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The names in the person's own rows; rows that they share with others count only if there are no others."""
    rows = _rows(connection, "named_in")
    own = [raw for raw, is_shared in rows if not is_shared] or [raw for raw, _ in rows]
    found = {name for raw in own for name in (*writer_names(raw), *_named(raw, _FIRM))}
    found |= {name for raw in _column(connection, _query("contact_of")) for name in _named(raw, _CONTACT)}
    others = {canonical_name(value) for raw in _column(connection, _query("others_named")) for value in _texts(raw)}
    return tuple(
        sorted((name for name in found if canonical_name(name) not in others), key=lambda name: (-len(name), name))
    )


def _named(raw: str, columns: re.Pattern[str]) -> list[str]:
    """The values of a row in columns of these names: a customer may be a firm, a firm has a person to write to."""
    row = json.loads(raw)
    if not isinstance(row, dict):
        return []
    named = [value for column, value in row.items() if isinstance(value, str) and columns.search(column)]
    return [value.strip() for value in named if len(value.strip()) >= _MIN_NAME]


def _texts(raw: str) -> list[str]:
    row = json.loads(raw)
    return [value for value in row.values() if isinstance(value, str)] if isinstance(row, dict) else []


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return connection.execute(_query(name)).fetchall()


def _column(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(query).fetchall())


def _query(name: str) -> str:
    return statement("vocpipe.rights", f"queries/{name}.sql")
