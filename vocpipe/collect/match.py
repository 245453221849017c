"""Which customer a reference means: an id, an e-mail address or a telephone number, across systems."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

import duckdb
import pyarrow as pa

from vocpipe.inbox.matches import WrongMatch
from vocpipe.store.tables import registered
from vocpipe.store.workspace import statement, transaction

_REGION = "JP"  # of telephone numbers without a country, as everywhere else in vocpipe
_SALESFORCE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_SHORT, _LONG = 15, 18  # characters of a Salesforce id
_WRONG = pa.schema([("feedback_id", pa.string()), ("customer_id", pa.string())])
_FORM = pa.schema([("value", pa.string()), ("form", pa.string())])


def match_customers(connection: duckdb.DuckDBPyConnection, wrong: Sequence[WrongMatch] = ()) -> None:
    """Store in customer_match whom each pair of id and address means that anything in the database has.

    `wrong`: matches that people have taken back.
    """
    taken_back = pa.Table.from_pylist([asdict(match) for match in wrong], schema=_WRONG)
    with registered(connection, wrong_match=taken_back), transaction(connection):
        connection.execute(statement("vocpipe.collect", "match_undone.sql"))
    connection.execute(statement("vocpipe.collect", "reference.sql"))
    rows = connection.execute("SELECT value, is_phone FROM odd_reference ORDER BY ALL").fetchall()
    forms = [{"value": value, "form": form} for value, is_phone in rows for form in _forms(value, is_phone=is_phone)]
    table = pa.Table.from_pylist(forms, schema=_FORM)
    with registered(connection, odd_form=table), transaction(connection):
        connection.execute(statement("vocpipe.collect", "match_customers.sql"))


def salesforce_id(ref: str) -> str | None:
    """The id in its long form of 18 characters; None if it is not a Salesforce id.

    The last three characters say which of the others are capitals, so that ids differ even where case is lost.
    Source: Salesforce Help, "What's the difference between the 15-digit and 18-digit IDs".
    """
    short = ref[:_SHORT]
    if len(ref) not in (_SHORT, _LONG) or not ref.isascii() or not ref.isalnum() or not any(map(str.isdigit, short)):
        return None
    ends = "".join(_SALESFORCE[_capitals(short[at : at + 5])] for at in (0, 5, 10))
    return short + ends if ref[_SHORT:].upper() in ("", ends) else None


def _capitals(five: str) -> int:
    return sum(1 << place for place, char in enumerate(five) if "A" <= char <= "Z")


def phone_number(text: str) -> str | None:
    """The telephone number in E.164, such as +81312345678; None if it is not a possible one."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, _REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _forms(value: str, *, is_phone: bool) -> Iterator[str]:
    number = phone_number(value) if is_phone else None
    if number:
        yield f"phone:{number}"
    ident = salesforce_id(value)
    if ident:
        yield f"salesforce:{ident}"
