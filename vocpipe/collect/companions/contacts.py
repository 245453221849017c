"""Messages that were sent to customers, and lists of who may be written to and who may not, CSV or Excel."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vocpipe.collect.companions.permission import consent, opted_out
from vocpipe.collect.parsing.cells import Sheet, cells_of, days_first, joined
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import contact_columns, feedback_columns
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.table import header_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Contact, Outcome, Rejected

_OUT = (
    *("unsubscrib", "opt-out", "optout", "opt_out", "suppress", "do_not", "do-not"),
    *("配信停止", "オプトアウト", "配信拒否"),
)
_SENT = ("contacts", "contact_", "mailing", "sends", "連絡履歴", "配信履歴", "送信履歴", "接触履歴")


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row: a message or a wish, or why not. Raises ReadError where no column tells who, or anything."""
    return _read(reading, everyone_out=False)


def read_opt_outs(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, each of somebody who opted out."""
    return _read(reading, everyone_out=True)


def recognizes(path: Path) -> bool:
    """Whether this is a table of contacts: who, whether they may be written to or when they were, and no text."""
    found = _found(path)
    told = bool(found & {"consent", "opted_out"}) or ("contacted_at" in found and _named(path, _SENT))
    return told and bool(found & {"customer_id", "email"})


def recognizes_opt_outs(path: Path) -> bool:
    """Whether this is a list of people who opted out, by its name; its columns say no more than who."""
    found = _found(path)
    return _named(path, _OUT) and bool(found & {"customer_id", "email"}) and not found & {"consent", "opted_out"}


def _found(path: Path) -> set[str]:
    """The fields that the file's header has; none where something was said in it."""
    header = header_of(path)
    said = feedback_columns(header, {}).of.keys() & {"text", "score"}
    return set() if said else set(contact_columns(header, {}).of)


def _named(path: Path, words: tuple[str, ...]) -> bool:
    return any(word in unicodedata.normalize("NFKC", path.stem).lower() for word in words)


def _read(reading: Reading, *, everyone_out: bool) -> Iterator[Outcome]:
    grid = open_grid(reading)
    columns = contact_columns(grid.header, reading.source.columns)
    names = ", ".join(grid.header)
    if not columns.of.keys() & {"customer_id", "email"}:
        raise ReadError(
            f'no column tells the customer\'s id; name it: columns = {{ customer_id = "…" }}; it has: {names}'
        )
    if not everyone_out and not columns.of.keys() & {"contacted_at", "consent", "opted_out"}:
        raise ReadError(
            "no column tells when somebody was written to, or whether they may be; name it: "
            f'columns = {{ opted_out = "…" }}, or write every_row = "opted_out"; it has: {names}'
        )
    sheet = Sheet(
        grid.header, columns, reading.timezone, grid.decoded, day_first=days_first(grid, columns, ("contacted_at",))
    )
    for number, cells in grid.rows():
        yield _outcome(number, cells, sheet, everyone_out=everyone_out)


def _outcome(number: int, cells: list[Any], sheet: Sheet, *, everyone_out: bool) -> Outcome:
    row = cells_of(sheet, cells)
    if isinstance(row, str):
        return Rejected(number, row, joined(cells))
    ref, email = row.ident("customer_id"), row.email()
    if ref is None and email is None:
        why = f": {row.refused[-1].reason}" if row.refused else ""
        return Rejected(number, f"no customer in it{why}", joined(cells))
    out = opted_out(row)
    contact = Contact(ref, email, row.time("contacted_at"), consent(row), True if everyone_out else out)
    return Accepted(number, contact=contact, refused=row.refused)


READER = Reader("contacts", "contacts", read, recognizes)
OPT_OUTS = Reader("opt_outs", "contacts", read_opt_outs, recognizes_opt_outs)
