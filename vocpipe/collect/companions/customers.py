"""The customers file, CSV or Excel: who the customers are, since when, on what plan, who has left,
and who may be written to."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vocpipe.collect.companions.permission import consent, opted_out
from vocpipe.collect.parsing.cells import Cells, Sheet, attrs_of, cells_of, days_first, joined
from vocpipe.collect.parsing.grid import open_grid
from vocpipe.collect.parsing.headers import customer_columns, feedback_columns
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.readers.table import header_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Customer, Outcome, Rejected

_NAMES = ("customer", "account", "member", "顧客", "会員", "契約")
_REMARKS = ("備考", "notes", "Notes", "remarks", "description", "Description")  # of the company about the customer
_YES_NO = dict.fromkeys(
    ("yes", "y", "true", "t", "1", "1.0", "churned", "はい", "有", "あり", "○", "解約", "退会"), True
)
_YES_NO |= dict.fromkeys(
    ("no", "n", "false", "f", "0", "0.0", "stayed", "いいえ", "無", "なし", "×", "継続", "契約中"), False
)
_MONEY = re.compile(r"[¥￥$€£]?\s?(-?[\d,]+(?:\.\d+)?)\s?(?:円|jpy|usd|eur)?(?:\s?/\s?(?:月|month))?", re.IGNORECASE)


def read(reading: Reading) -> Iterator[Outcome]:
    """One outcome per row: a customer, or why not. Raises ReadError where no column tells who the customer is."""
    grid = open_grid(reading)
    columns = customer_columns(grid.header, reading.source.columns)
    if "customer_id" not in columns.of:
        names = ", ".join(grid.header)
        raise ReadError(
            f'no column tells the customer\'s id; name it: columns = {{ customer_id = "…" }}; it has: {names}'
        )
    days = days_first(grid, columns, ("started_at", "churned_at", "last_contacted_on"))
    sheet = Sheet(grid.header, columns, reading.timezone, grid.decoded, day_first=days)
    seen: set[str] = set()
    repeated = 0
    for number, cells in grid.rows():
        outcome = _outcome(number, cells, sheet)
        if isinstance(outcome, Accepted) and outcome.customer:
            repeated += outcome.customer.customer_ref in seen
            seen.add(outcome.customer.customer_ref)
        yield outcome
    if repeated:
        reading.warnings.append(f"{repeated} rows are of a customer who was there before; each one's last row counts")


def recognizes(path: Path) -> bool:
    """Whether this is a table of customers: an id, what only customers have, and little that somebody said."""
    header = header_of(path)
    found = customer_columns(header, {}).of.keys()
    feedback = feedback_columns(header, {}).of
    said = [
        name for name in ("text", "score", "title") if name in feedback and header[feedback[name][0]] not in _REMARKS
    ]
    told = len(found & {"started_at", "churned_at", "churned", "plan", "monthly_value"})
    named = any(word in path.stem.lower() for word in _NAMES)
    return "customer_id" in found and told > 0 and told + named >= 2 and told + named > 2 * len(said)


def _outcome(number: int, cells: list[Any], sheet: Sheet) -> Outcome:
    row = cells_of(sheet, cells)
    if isinstance(row, str):
        return Rejected(number, row, joined(cells))
    ref = row.ident("customer_id")
    if ref is None:
        why = f": {row.refused[0].reason}" if row.refused else ""
        return Rejected(number, f"no customer id in it{why}", joined(cells))
    started, left = row.day("started_at"), _left(row, "churned")
    said = row.value("churned_at")
    # A column called "churned" may hold days, or yes and no.
    told = _YES_NO.get(_plain(said)) if said else None
    churned = None if told is not None else row.day("churned_at")
    left = told if left is None else left
    if started and churned and churned < started:
        row.refuse(
            "churned_at", f"left on {churned}, before the start on {started}", row.as_written("churned_at") or ""
        )
        churned = None
    customer = Customer(
        customer_ref=ref,
        email=row.email(),
        started_at=started,
        churned_at=churned,
        churned=True if churned else left,
        plan=row.value("plan"),
        monthly_value=_money(row),
        attrs=attrs_of(row),
        consent=consent(row),
        opted_out=opted_out(row),
        last_contacted_on=row.day("last_contacted_on"),
    )
    return Accepted(number, customer=customer, refused=row.refused, raw=dict(row.raw))


def _left(row: Cells, name: str) -> bool | None:
    """Whether the customer has left, where the file says yes or no."""
    text = row.value(name)
    if text is None:
        return None
    told = _YES_NO.get(_plain(text))
    if told is None:
        row.refuse(name, "this is neither yes nor no", text)
    return told


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _money(row: Cells) -> float | None:
    text = row.value("monthly_value")
    if text is None:
        return None
    match = _MONEY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match and match[1].strip(",-"):
        amount = float(match[1].replace(",", ""))
        if amount >= 0:
            return amount
    row.refuse("monthly_value", "this is no amount of money", text)
    return None


READER = Reader("customers", "customers", read, recognizes)
