"""People at customers, CSV or Excel: who belongs to which company, under which id, address and telephone number.

They are what CRMs and help desks call contacts, leads, users or requesters. What such a person says counts for the
customer that they belong to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.customer_columns import REMARKS
from vocpipe.collect.companions.customers import why_no_customer
from vocpipe.collect.companions.identity import names_of
from vocpipe.collect.companions.permission import consent, opted_out
from vocpipe.collect.companions.signs import count_signs, format_of, words
from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Columns, Wanted, merged
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_words
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.parsing.system_names import SystemVocabulary
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import LeftOut, Outcome
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_OWN = companion_words("people")
_MIN_SIGNS = 2
_STAFF = ("employee", "staff", "agents", "社員", "従業員", "スタッフ", "オペレーター")
_OBJECT_ID = re.compile(r'"(?:company_)?id": ?"?([^",}]+)')  # of the first in a list of objects


@dataclass(frozen=True, slots=True)
class PeopleVocabulary(SystemVocabulary):
    """The names of the columns about people; the customer's own id is the person's where there is no other."""

    def columns(self, header: Sequence[str], wanted: Wanted) -> Columns:
        """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column."""
        columns = SystemVocabulary.columns(self, header, wanted)
        if "person_ref" not in columns.of and "external_ref" in columns.of:
            columns.of["person_ref"] = columns.of.pop("external_ref")
        return columns


_SHARED = {
    name: found
    for name, found in merged(feedback_words(), companion_words("customers"), fields=list(_OWN)).items()
    if not name.endswith("_ref")
}
VOCABULARY = PeopleVocabulary(merged(_OWN, _SHARED, fields=list(_OWN)))


@dataclass(slots=True)
class Person:
    """One person; at least one of person_ref, email and phone is set. account_ref: the company they belong to."""

    person_ref: str | None = None
    email: str | None = None
    phone: str | None = None
    account_ref: str | None = None
    external_ref: str | None = None
    consent: bool | None = None
    opted_out: bool | None = None
    name: str | None = None
    company: str | None = None
    job: str | None = None


class PeopleSettings(TableSettings):
    """`[[people]]`: a table of the people at customers, and of what is known of writing to them."""

    name: Name = "people"


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with a `Person` if it was accepted. Raises ReadError if no column says who."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    if not columns.fields & {"person_ref", "email", "phone"}:
        raise ReadError(say("collect.file.no_customer_column", columns=", ".join(grid.header)))
    yield from each_row(grid, sheet_of(grid, columns, reading, times=()), _outcome)


def recognizes(path: Path) -> bool:
    """Whether this is a table of people: an id each, how to reach them or whose they are, and no opinions."""
    look = look_at_table(path)
    fields = VOCABULARY.columns(look.header, {})
    if "person_ref" not in fields.of or not fields.fields & {"email", "phone", "account_ref"}:
        return False
    signs = count_signs(look.header, words("people", "signs", "person"))
    if count_signs(look.header, words("people", "signs", "staff")) or is_named(path, _STAFF):
        return False
    by_id = look.has_ids(fields.first("person_ref")) or not look.rows
    return signs >= _MIN_SIGNS and by_id and not look.has_opinions(except_for=REMARKS)


def _strength(path: Path) -> int:
    """How much the table says about people: the more rows and names, the more it is a list of customers."""
    look = look_at_table(path)
    return len(look.rows) + count_signs(look.header, words("people", "signs", "person"))


def _outcome(row: Cells) -> Outcome:
    reason = why_no_customer(row)
    if reason:
        return LeftOut(row.number, reason, joined(row.written))
    person = Person(
        row.ident("person_ref"),
        row.email(),
        row.value("phone"),
        _first(row.ident("account_ref")),
        row.ident("external_ref"),
        consent(row),
        opted_out(row),
        *names_of(row),
        row.value("job"),
    )
    if person.person_ref is None and person.email is None and person.phone is None:
        return row.reject("collect.row.no_customer")
    return row.accept(person)


def _first(refs: str | None) -> str | None:
    """The first of several ids in one cell, which is the one that a CRM gives first place."""
    if refs and refs.startswith("["):
        found = _OBJECT_ID.search(refs)
        return found[1] if found else None
    return next((ref.strip() for ref in refs.split(";") if ref.strip()), None) if refs else None


READER = TableReader(
    "people",
    "people",
    read,
    recognizes,
    order=25,
    about=text("matching.init.people"),
    format=format_of("people", "people"),
)
COMPANION = Companion(
    name="people",
    section="people",
    settings=PeopleSettings,
    row=Person,
    vocabulary=VOCABULARY,
    readers=(READER,),
    storage=Storage(
        frozenset({"person"}),
        statement("vocpipe.collect.companions", "people.sql"),
    ),
    strength=_strength,
    stands_in="customers",
)
