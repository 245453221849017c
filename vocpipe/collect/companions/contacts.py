"""Messages that were sent to customers, and lists of who may be written to and who may not, CSV or Excel."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from pydantic import Field

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.identity import names_of
from vocpipe.collect.companions.marketo import read_contacts, recognizes_contacts
from vocpipe.collect.companions.permission import consent, happened, opted_out
from vocpipe.collect.companions.rows import Contact
from vocpipe.collect.companions.signs import format_of
from vocpipe.collect.parsing.cells import Cells, each_row, sheet_of
from vocpipe.collect.parsing.columns import merged
from vocpipe.collect.parsing.grid import header_of, open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_columns, feedback_words
from vocpipe.collect.parsing.names import is_named
from vocpipe.collect.parsing.system_names import SystemVocabulary
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Outcome
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_OWN = companion_words("contacts")
VOCABULARY = SystemVocabulary(merged(feedback_words(), _OWN, companion_words("customers"), fields=list(_OWN)))
_PERMISSION = {"consent", "opted_out", "suspended", "blocked"}
_OUT = (
    *("unsubscrib", "opt-out", "optout", "opt_out", "suppress", "do_not", "do-not"),
    *("配信停止", "オプトアウト", "配信拒否"),
)
_SENT = ("contacts", "contact_", "mailing", "sends", "連絡履歴", "配信履歴", "送信履歴", "接触履歴")


class ContactsSettings(TableSettings):
    """`[[contacts]]`: a table of messages that were sent, or of who may and who may not be written to."""

    name: Name = "contacts"
    every_row: Literal["opted_out"] | None = Field(
        default=None, description="every row is somebody who opted out, whatever its columns say"
    )
    format: Literal["marketo"] | None = Field(
        default=None, description="marketo: Marketo's activities, of which sent mail and unsubscriptions are read"
    )


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with a `Contact` if it was accepted. Raises ReadError if no column says who, or what."""
    return _read(reading, everyone_out=False)


def read_opt_outs(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with a `Contact` who opted out. Raises ReadError if no column says who."""
    return _read(reading, everyone_out=True)


def recognizes(path: Path) -> bool:
    """Whether this is a table of contacts: who, when they were or whether they may be written to, no text."""
    fields = _fields(path)
    about_contacts = bool(fields & _PERMISSION) or ("contacted_at" in fields and is_named(path, _SENT))
    return about_contacts and bool(fields & {"customer_id", "email"})


def recognizes_opt_outs(path: Path) -> bool:
    """Whether the file's name says that it lists people who opted out, and its columns only say who they are."""
    fields = _fields(path)
    return is_named(path, _OUT) and bool(fields & {"customer_id", "email"}) and not fields & _PERMISSION


def _fields(path: Path) -> set[str]:
    """The fields in the file's header; none if it has columns of feedback."""
    header = header_of(path)
    feedback_fields = feedback_columns(header, {}).fields & {"text", "score"}
    return set() if feedback_fields else VOCABULARY.columns(header, {}).fields


def _read(reading: Reading, *, everyone_out: bool) -> Iterator[Outcome]:
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    names = ", ".join(grid.header)
    if not columns.fields & {"customer_id", "email"}:
        raise ReadError(say("collect.file.no_customer_column", columns=names))
    if not everyone_out and not columns.fields & {"contacted_at", *_PERMISSION}:
        raise ReadError(say("collect.file.no_contact_columns", columns=names))
    sheet = sheet_of(grid, columns, reading, times=("contacted_at",))
    yield from each_row(grid, sheet, partial(_outcome, everyone_out=everyone_out))


def _outcome(row: Cells, *, everyone_out: bool) -> Outcome:
    ref, email = row.ident("customer_id"), row.email()
    if ref is None and email is None:
        return row.reject("collect.row.no_customer")
    out = True if everyone_out else opted_out(row)
    read_by = [happened(row, name) for name in ("opened", "clicked")]
    return row.accept(Contact(ref, email, row.time("contacted_at"), consent(row), out, *names_of(row), *read_by))


READER = TableReader(
    "contacts",
    "contacts",
    read,
    recognizes,
    order=30,
    about=text("collect.init.contacts"),
    format=format_of("contacts", "contacts"),
)
OPT_OUTS = TableReader(
    "opt_outs",
    "contacts",
    read_opt_outs,
    recognizes_opt_outs,
    order=31,  # before invitations, whose names are vaguer
    about=text("collect.init.opt_outs"),
    format=format_of("contacts", "opt_outs"),
    options='every_row = "opted_out"',
)
MARKETO = TableReader(
    "marketo_contacts",
    "contacts",
    read_contacts,
    recognizes_contacts,
    order=9,
    about=text("matching.init.marketo_contacts"),
    format=format_of("contacts", "marketo"),
    options='format = "marketo"',
    beside=True,
)
COMPANION = Companion(
    name="contacts",
    section="contacts",
    settings=ContactsSettings,
    row=Contact,
    vocabulary=VOCABULARY,
    readers=(READER, OPT_OUTS, MARKETO),
    storage=Storage(frozenset({"contact"}), statement("vocpipe.collect.companions", "contacts.sql")),
    choose=lambda table: 2 if table.format else int(table.every_row is not None),
)
