"""Subscriptions, CSV or Excel: one row per contract, of which a customer may have several, in turn or at once.

They say when customers came, left and came back, which a table with one row per customer can't.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vocpipe.collect.companion import Companion, Storage, TableReader
from vocpipe.collect.companions import customer_columns
from vocpipe.collect.companions.customers import has_left, money, why_no_customer
from vocpipe.collect.companions.signs import format_of, words
from vocpipe.collect.parsing.cells import Cells, each_row, joined, sheet_of
from vocpipe.collect.parsing.columns import Columns, Wanted, fold, merged
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import companion_words, feedback_words
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.parsing.system_names import SystemVocabulary
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import LeftOut, Outcome
from vocpipe.settings import TableSettings
from vocpipe.settings.base import Name
from vocpipe.store.workspace import statement
from vocpipe.wording import say, text

_OWN = companion_words("subscriptions")
_TABLE = re.compile(r"subscriptions?[.:]", re.IGNORECASE)  # before the names of its columns
_STRONGER = 1_000_000  # than a table of people, where one of both has to be the customers file


@dataclass(slots=True)
class Subscription:
    """One contract; at least one of customer_ref and customer_email is set. ended: None: the file doesn't say."""

    customer_ref: str | None = None
    customer_email: str | None = None
    subscription_ref: str | None = None
    started_at: date | None = None
    ended_at: date | None = None
    ended: bool | None = None
    plan: str | None = None
    monthly_value: float | None = None


class SubscriptionsSettings(TableSettings):
    """`[[subscriptions]]`: a table of contracts, of which a customer may have several."""

    name: Name = "subscriptions"


@dataclass(frozen=True, slots=True)
class SubscriptionVocabulary(SystemVocabulary):
    """The names of its columns; a plain `id` is the subscription's where another column has the customer's."""

    def columns(self, header: Sequence[str], wanted: Wanted) -> Columns:
        """Where the fields are; raises ReadError if `wanted`, from the settings, names an unknown field or column."""
        columns = SystemVocabulary.columns(self, header, wanted)
        plain = [_TABLE.sub("", name) for name in header]
        for name, synonyms in self.words.items():
            columns.add(name, plain, {"exact": synonyms})
        if columns.fields & {"customer_id", "email"}:
            columns.add(
                "subscription_ref", header, {"exact": sorted(words("subscriptions", "own", "subscription_ref"))}
            )
        return columns


def _vocabulary() -> dict[str, list[str]]:
    """Field -> its names: those of a customers file, where a plain id is nobody's and an end is the contract's."""
    listed = companion_words("customers")
    own_ids = words("subscriptions", "own", "subscription_ref")
    shared = {name: [word for word in listed[name] if word not in own_ids] for name in listed}
    shared["ended_at"] = shared.pop("churned_at")
    shared["ended"] = shared.pop("churned")
    fields = [*_OWN, "started_at", "ended", "status", "plan", "monthly_value", "deleted", "current", "role"]
    everyone = {name: feedback_words()[name] for name in ("customer_id", "email")}
    return merged(_OWN, everyone, shared, fields=fields)


VOCABULARY = SubscriptionVocabulary(_vocabulary())


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row, with a `Subscription` if it was accepted. Raises ReadError if no column says whose it is."""
    grid = open_grid(reading)
    columns = VOCABULARY.columns(grid.header, reading.source.columns)
    if not columns.fields & {"customer_id", "email"}:
        raise ReadError(say("collect.file.no_customer_column", columns=", ".join(grid.header)))
    times = ("started_at", "ended_at")
    yield from each_row(grid, sheet_of(grid, columns, reading, times=times, numbers=("monthly_value",)), _outcome)


def recognizes(path: Path) -> bool:
    """Whether this is a table of subscriptions: an id of each, one of the customer, and when it began or ended."""
    look = look_at_table(path)
    columns = VOCABULARY.columns(look.header, {})
    at = columns.first("subscription_ref")
    if at is None or not columns.fields & {"customer_id", "email"} or not columns.fields & {"started_at", "ended_at"}:
        return False
    by_id = look.has_ids(at) or not look.rows
    priced, ends = (columns.fields & names for names in ({"plan", "monthly_value"}, {"ended_at", "ended", "status"}))
    is_named = fold(look.header[at]) not in words("subscriptions", "own", "subscription_ref")
    is_one = priced or ends if is_named else priced and ends and "started_at" in columns.fields
    return bool(is_one) and by_id and not look.has_opinions(except_for=customer_columns.REMARKS)


def _strength(path: Path) -> int:
    return customer_columns.strength(path) + _STRONGER


def _outcome(row: Cells) -> Outcome:
    ref, email = row.ident("customer_id"), row.email()
    if ref is None and email is None:
        return row.reject("collect.row.no_customer")
    reason = why_no_customer(row)
    if reason:
        return LeftOut(row.number, reason, joined(row.written))
    started, ended, flag = row.day("started_at"), row.day("ended_at"), has_left(row, "ended")
    if started and ended and ended < started:
        reason = say("collect.value.left_before_start", left=ended, started=started)
        row.refuse("ended_at", reason, row.as_written("ended_at") or "")
        ended = None
    contract = Subscription(
        ref,
        email,
        row.ident("subscription_ref"),
        started,
        ended,
        True if ended else flag,
        row.value("plan"),
        money(row),
    )
    return row.accept(contract)


READER = TableReader(
    "subscriptions",
    "subscriptions",
    read,
    recognizes,
    order=18,
    about=text("spells.init.subscriptions"),
    format=format_of("subscriptions", "subscriptions"),
)
COMPANION = Companion(
    name="subscriptions",
    section="subscriptions",
    settings=SubscriptionsSettings,
    outlives_contact=True,
    row=Subscription,
    vocabulary=VOCABULARY,
    readers=(READER,),
    storage=Storage(
        frozenset({"subscription"}),
        statement("vocpipe.collect.companions", "subscriptions.sql"),
        customers="SELECT found.customer_key FROM subscription JOIN customer_match AS found"
        " ON found.customer_ref IS NOT DISTINCT FROM subscription.customer_ref"
        " AND found.customer_email IS NOT DISTINCT FROM subscription.customer_email AND found.account_ref IS NULL",
    ),
    strength=_strength,
    stands_in="customers",
)
