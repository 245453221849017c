"""The customers file, CSV or Excel: who the customers are, since when, on what plan, and who has left.

It may also say who may be written to. CRMs export such files as companies, accounts, subscriptions or leads.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import Field

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.attributes import attributes_in
from vocpipe.collect.companions.contract_term import months_of
from vocpipe.collect.companions.customer_columns import VOCABULARY, is_made_day, recognizes, strength
from vocpipe.collect.companions.identity import names_of
from vocpipe.collect.companions.permission import consent, is_true, opted_out
from vocpipe.collect.companions.signs import format_of, plain_word, words
from vocpipe.collect.companions.unread import note_words
from vocpipe.collect.parsing.cells import Cells, attrs_of, each_row, joined, sheet_of
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, LeftOut, Outcome
from vocpipe.settings import TableFile
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_LEFT = frozenset({"yes", "y", "true", "t", "1", "1.0", "churned", "はい", "有", "あり", "○", "解約", "退会"})
_STAYED = frozenset({"no", "n", "false", "f", "0", "0.0", "stayed", "いいえ", "無", "なし", "×", "継続", "契約中"})


@dataclass(slots=True)
class Customer:
    """One customer as the customers file has them."""

    customer_ref: str
    email: str | None = None
    started_at: date | None = None
    churned_at: date | None = None
    plan: str | None = None
    monthly_value: float | None = None
    attrs: dict[str, Any] = field(default_factory=dict)
    churned: bool | None = None  # None: the file says neither yes or no nor a day
    consent: bool | None = None  # None: the file doesn't say
    opted_out: bool | None = None
    last_contacted_on: date | None = None
    renews_on: date | None = None
    term_months: int | None = None  # for how long the contract is made each time
    phone: str | None = None
    analysis: bool | None = None  # whether what they do and write may be read and counted; None: the file doesn't say
    quotes: bool | None = None  # whether their words may be shown
    marketing: bool | None = None  # whether they may be written to, by the purposes
    external_ref: str | None = None  # the id that another system has for the customer
    name: str | None = None
    company: str | None = None
    known_on: date | None = None  # since when it is so, in a table of versions; None: on the day of the file


class CustomersSettings(TableFile):
    """`[customers]`: who the customers are, since when, and who has left."""

    attributes: dict[str, str] = Field(
        default_factory=dict,
        description="name of each attribute to publish, such as country -> its column; values that may tell who "
        "somebody is are left out",
    )


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, a customer if accepted. Raises ReadError if no column holds the customer's id."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    if "customer_id" not in columns.fields:
        raise ReadError(say("collect.file.no_customer_column", columns=", ".join(grid.header)))
    start = columns.first("started_at")
    if start is not None and "started_at" not in columns.explicit and is_made_day(grid.header[start]):
        reading.warnings.append(say("matching.warning.start_is_made", column=grid.header[start]))
    times = ("started_at", "churned_at", "last_contacted_on", "renews_on", "known_on")
    sheet = sheet_of(grid, columns, reading, times=times, numbers=("monthly_value",))
    note_words(grid, columns, reading)
    seen: set[str] = set()
    repeated = 0
    for outcome in each_row(grid, sheet, _outcome):
        if isinstance(outcome, Accepted) and isinstance(outcome.record, Customer):
            repeated += outcome.record.customer_ref in seen and outcome.record.known_on is None
            seen.add(outcome.record.customer_ref)
        yield outcome
    if repeated:
        reading.warnings.append(say("collect.warning.repeated_customers", n=repeated))


def _outcome(row: Cells) -> Outcome:
    ref, other = row.ident("customer_id"), row.ident("external_ref")
    if ref is None and other is None:
        return row.reject("collect.row.no_customer_id", why=0)
    known = row.day("known_on")
    reason = why_no_customer(row, has_versions=known is not None)
    if reason:
        return LeftOut(row.number, reason, joined(row.written))
    name, company = names_of(row, may_be_firm=True)
    started, flag = row.day("started_at"), has_left(row, "churned")
    cell = row.value("churned_at")
    # A column called "churned" may hold days, or yes and no.
    instead_of_day = _yes_or_no(cell) if cell else None
    churned = None if instead_of_day is not None else row.day("churned_at")
    if started and churned and churned < started:
        reason = say("collect.value.left_before_start", left=churned, started=started)
        row.refuse("churned_at", reason, row.as_written("churned_at") or "")
        churned = None
    customer = Customer(
        customer_ref=ref or other or "",
        email=row.email(),
        started_at=started,
        churned_at=churned,
        churned=True if churned else instead_of_day if flag is None else flag,
        plan=row.value("plan"),
        monthly_value=money(row),
        attrs=attrs_of(row),
        consent=consent(row),
        opted_out=opted_out(row),
        last_contacted_on=row.day("last_contacted_on"),
        renews_on=row.day("renews_on"),
        term_months=months_of(row.value("term")),
        phone=row.value("phone"),
        external_ref=other if ref else None,
        name=name,
        company=company,
        known_on=known,
    )
    return Accepted(row.number, record=customer, refused=row.refused, raw=dict(row.raw))


def why_no_customer(row: Cells, *, has_versions: bool = False) -> str | None:
    """Why the record is no customer: deleted, an earlier version, or one of the staff; None if it is a customer.

    has_versions: whether earlier versions are read too, with the day since when each held.
    """
    if is_true(row, "deleted"):
        return say("matching.row.deleted")
    if not has_versions and is_true(row, "current") is False:
        return say("matching.row.earlier_version")
    role = row.value("role")
    if role and plain_word(role) in words("people", "roles", "own"):
        return say("matching.row.own_staff", role=role)
    return None


def has_left(row: Cells, flag: str) -> bool | None:
    """Whether the customer has left, by the column `flag`, else by the contract's state; None if neither says so."""
    cell = row.value(flag)
    if cell is None:
        return _left_by_status(row.value("status"))
    answer = _yes_or_no(cell)
    if answer is None:
        row.refuse(flag, say("collect.value.this_neither_yes_nor_no"), cell)
    return answer


def _left_by_status(cell: str | None) -> bool | None:
    status = plain_word(cell) if cell else ""
    if status in words("customers", "status", "left"):
        return True
    return False if status in words("customers", "status", "stayed") else None


def _yes_or_no(cell: str) -> bool | None:
    plain = unicodedata.normalize("NFKC", cell).strip().lower()
    return plain in _LEFT if plain in _LEFT | _STAYED else None


def money(row: Cells) -> float | None:
    """What is paid a month; None if the row does not say, or says less than nothing."""
    amount = row.decimal("monthly_value")
    if amount is None or amount >= 0:
        return amount
    row.refuse("monthly_value", say("collect.value.no_money"), row.as_written("monthly_value") or "")
    return None


READER = TableReader(
    "customers",
    "customers",
    read,
    recognizes,
    order=20,
    about=text("collect.init.customers"),
    format=format_of("customers", "customers"),
)
COMPANION = Companion(
    name="customers",
    section="customers",
    settings=CustomersSettings,
    outlives_contact=True,
    many=False,
    strength=strength,
    attributes=attributes_in,
    absent=text("collect.init.no_customers"),
    row=Customer,
    vocabulary=VOCABULARY,
    readers=(READER,),
    storage=Storage(
        frozenset({"customer", "customer_told", "customer_version"}),
        statement("vocpipe.collect.companions", "customers.sql"),
        customers="SELECT customer_key FROM customer",
    ),
)
