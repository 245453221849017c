"""Orders, CSV or Excel: one row per order, or per line of one; who ordered, when, and for how much.

Where customers have no contracts, orders tell who came back and who has not come for long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions.permission import is_true
from vocpipe.collect.companions.signs import format_of, plain_word, words
from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Columns, Wanted, fold, merged
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_columns, feedback_words
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.parsing.numbers import currency_of
from vocpipe.collect.parsing.system_names import SystemVocabulary
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import LeftOut, Outcome
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_OWN = companion_words("purchases")


@dataclass(slots=True)
class Purchase:
    """One order or line of one; at least one of customer_ref and customer_email is set. amount: below 0, paid back."""

    ordered_at: datetime
    customer_ref: str | None = None
    customer_email: str | None = None
    order_ref: str | None = None
    amount: float | None = None
    currency: str | None = None
    is_cancelled: bool = False


class PurchasesSettings(TableSettings):
    """`[[purchases]]`: a table of orders: who ordered, when, and for how much."""

    name: Name = "purchases"


@dataclass(frozen=True, slots=True)
class PurchaseVocabulary(SystemVocabulary):
    """The names of its columns; a plain `id` is the order's where another column has the customer's."""

    def columns(self, header: Sequence[str], wanted: Wanted) -> Columns:
        """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column."""
        columns = SystemVocabulary.columns(self, header, wanted)
        if columns.fields & {"customer_id", "email"}:
            columns.add("order_ref", header, {"exact": sorted(words("purchases", "own", "order_ref"))})
        return columns


def _vocabulary() -> dict[str, list[str]]:
    own_ids = words("purchases", "own", "order_ref")
    everyone = {
        name: [word for word in feedback_words()[name] if fold(word) not in own_ids]
        for name in ("customer_id", "email")
    }
    return merged(_OWN, everyone, fields=list(_OWN))


VOCABULARY = PurchaseVocabulary(_vocabulary())


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with a `Purchase` if it was accepted. Raises ReadError if no column says who or when."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    if not columns.fields & {"customer_id", "email"} or "ordered_at" not in columns.fields:
        raise ReadError(say("purchases.file.no_columns", columns=", ".join(grid.header)))
    sheet = sheet_of(grid, columns, reading, times=("ordered_at",), numbers=("amount",))
    yield from each_row(grid, sheet, _outcome)


def recognizes(path: Path) -> bool:
    """Whether this is a table of orders: who, when, an amount, and an order's id or a file's name that says so."""
    look = look_at_table(path)
    columns = VOCABULARY.columns(look.header, {})
    if not columns.fields & {"customer_id", "email"} or not {"ordered_at", "amount"} <= columns.fields:
        return False
    at = columns.first("order_ref")
    is_named = at is not None and fold(look.header[at]) not in words("purchases", "own", "order_ref")
    if not is_named and not any(word in fold(path.stem) for word in words("purchases", "files", "name")):
        return False
    return not feedback_columns(look.header, {}).fields & {"text", "score"} and not look.has_opinions()


def _outcome(row: Cells) -> Outcome:
    ref, email, ordered_at = row.ident("customer_id"), row.email(), row.time("ordered_at")
    if ref is None and email is None:
        return row.reject("collect.row.no_customer")
    if ordered_at is None:
        return row.reject("collect.row.no_time")
    order, amount, written = row.ident("order_ref"), row.decimal("amount"), row.as_written("amount")
    if order is None and amount is not None and amount < 0:
        return LeftOut(row.number, say("purchases.row.paid_back"), joined(row.written))
    currency = row.value("currency") or currency_of(written or "")
    return row.accept(Purchase(ordered_at, ref, email, order, amount, currency and currency.upper(), _cancelled(row)))


def _cancelled(row: Cells) -> bool:
    status = row.value("status")
    by_state = status is not None and plain_word(status) in words("purchases", "states", "cancelled")
    return by_state or bool(is_true(row, "cancelled"))


READER = TableReader(
    "purchases",
    "purchases",
    read,
    recognizes,
    order=9,  # before behavior, which takes orders too
    about=text("purchases.init"),
    format=format_of("purchases", "purchases"),
)
COMPANION = Companion(
    name="purchases",
    section="purchases",
    settings=PurchasesSettings,
    row=Purchase,
    vocabulary=VOCABULARY,
    readers=(READER,),
    storage=Storage(
        frozenset({"purchase"}),
        statement("vocpipe.collect.companions", "purchases.sql"),
        customers="SELECT customer_key FROM purchase_order",
    ),
)
