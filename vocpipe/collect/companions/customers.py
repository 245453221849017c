"""The customers file, CSV or Excel: who the customers are, since when, on what plan, and who has left.

It may also say who may be written to.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.permission import consent, opted_out
from vocpipe.collect.parsing.cells import Cells, attrs_of, each_row, sheet_of
from vocpipe.collect.parsing.columns import Vocabulary, merged
from vocpipe.collect.parsing.grid import header_of, open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_columns, feedback_words
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Outcome
from vocpipe.settings import TableFile
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_OWN = companion_words("customers")
VOCABULARY = Vocabulary(merged(feedback_words(), _OWN, fields=list(_OWN)))
_NAMES = ("customer", "account", "member", "顧客", "会員", "契約")
# What the company notes about the customer, which is not feedback.
_REMARKS = ("備考", "notes", "Notes", "remarks", "description", "Description")
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


class CustomersSettings(TableFile):
    """`[customers]`: who the customers are, since when, and who has left."""


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, a customer if accepted. Raises ReadError if no column holds the customer's id."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    if "customer_id" not in columns.fields:
        raise ReadError(say("collect.file.no_customer_column", columns=", ".join(grid.header)))
    times = ("started_at", "churned_at", "last_contacted_on")
    sheet = sheet_of(grid, columns, reading, times=times, numbers=("monthly_value",))
    seen: set[str] = set()
    repeated = 0
    for outcome in each_row(grid, sheet, _outcome):
        if isinstance(outcome, Accepted) and isinstance(outcome.record, Customer):
            repeated += outcome.record.customer_ref in seen
            seen.add(outcome.record.customer_ref)
        yield outcome
    if repeated:
        reading.warnings.append(say("collect.warning.repeated_customers", n=repeated))


def recognizes(path: Path) -> bool:
    """Whether this is a table of customers: an id, fields that only customers have, and little feedback."""
    header = header_of(path)
    fields = VOCABULARY.columns(header, {}).fields
    feedback = feedback_columns(header, {}).of
    n_feedback = sum(
        header[feedback[name][0]] not in _REMARKS for name in ("text", "score", "title") if name in feedback
    )
    n_own = len(fields & {"started_at", "churned_at", "churned", "plan", "monthly_value"})
    signs = n_own + any(word in path.stem.lower() for word in _NAMES)
    return "customer_id" in fields and n_own > 0 and signs >= 2 and signs > 2 * n_feedback


def _outcome(row: Cells) -> Outcome:
    ref = row.ident("customer_id")
    if ref is None:
        return row.reject("collect.row.no_customer_id", why=0)
    started, flag = row.day("started_at"), _has_left(row)
    cell = row.value("churned_at")
    # A column called "churned" may hold days, or yes and no.
    instead_of_day = _yes_or_no(cell) if cell else None
    churned = None if instead_of_day is not None else row.day("churned_at")
    if started and churned and churned < started:
        reason = say("collect.value.left_before_start", left=churned, started=started)
        row.refuse("churned_at", reason, row.as_written("churned_at") or "")
        churned = None
    customer = Customer(
        customer_ref=ref,
        email=row.email(),
        started_at=started,
        churned_at=churned,
        churned=True if churned else instead_of_day if flag is None else flag,
        plan=row.value("plan"),
        monthly_value=_money(row),
        attrs=attrs_of(row),
        consent=consent(row),
        opted_out=opted_out(row),
        last_contacted_on=row.day("last_contacted_on"),
    )
    return Accepted(row.number, record=customer, refused=row.refused, raw=dict(row.raw))


def _has_left(row: Cells) -> bool | None:
    """Whether the customer has left; None if the cell is empty or neither yes nor no."""
    cell = row.value("churned")
    if cell is None:
        return None
    answer = _yes_or_no(cell)
    if answer is None:
        row.refuse("churned", say("collect.value.this_neither_yes_nor_no"), cell)
    return answer


def _yes_or_no(cell: str) -> bool | None:
    plain = unicodedata.normalize("NFKC", cell).strip().lower()
    return plain in _LEFT if plain in _LEFT | _STAYED else None


def _money(row: Cells) -> float | None:
    amount = row.decimal("monthly_value")
    if amount is None or amount >= 0:
        return amount
    row.refuse("monthly_value", say("collect.value.no_money"), row.as_written("monthly_value") or "")
    return None


READER = TableReader("customers", "customers", read, recognizes, order=20, about=text("collect.init.customers"))
COMPANION = Companion(
    name="customers",
    section="customers",
    settings=CustomersSettings,
    many=False,
    absent=text("collect.init.no_customers"),
    row=Customer,
    vocabulary=VOCABULARY,
    readers=(READER,),
    storage=Storage(
        frozenset({"customer", "customer_version"}),
        statement("vocpipe.collect.companions", "customers.sql"),
        customers="SELECT customer_key FROM customer",
    ),
)
