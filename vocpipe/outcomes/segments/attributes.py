"""Which attributes of customers may be published, and which of their values: never what tells who somebody is.

An attribute is a country, an industry, a number of seats. A text is shown where enough customers share it; one that
hardly any two share is refused as a whole, as are names, addresses and numbers that stand for a customer.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from vocpipe.masking.redact import redact
from vocpipe.masking.writers import row_names
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN
from vocpipe.wording import Text, text

_MOST_RARE = 0.5  # of the customers with a value, those whose value hardly anybody shares
_MOST_MASKED = 0.1  # of the values, those that look like an identity
_NUMERIC = 0.95
_ID_DIGITS = 5  # numbers of that many digits, each of another customer, are ids rather than amounts
_ALL_APART = 0.9


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: kind is text or number, None if it is refused; `values` are those that may be shown, by customer.

    withheld: customers whose value may not be shown.
    """

    name: str
    kind: str | None
    reason: Text | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    withheld: int = 0

    def number(self, customer: str) -> float | None:
        """The customer's value as a number; None if the attribute is no number."""
        return _number(self.values[customer]) if self.kind == "number" else None


def judged(name: str, column: str, cells: Mapping[str, str]) -> Attribute:
    """The attribute called `name` from the `column` of the customers file; cells: customer -> the filled cell."""
    if not cells:
        return Attribute(name, None, text("attributes.empty", attribute=name))
    identities = {cell for cell in set(cells.values()) if _is_identity(column, cell)}
    if len(identities) > _MOST_MASKED * len(set(cells.values())):
        return _refused(name, "attributes.identities", cells)
    safe = {customer: cell for customer, cell in cells.items() if cell not in identities}
    numbers = {customer: cell for customer, cell in safe.items() if _number(cell) is not None}
    if len(numbers) >= _NUMERIC * len(safe):
        if _are_ids(list(numbers.values())):
            return _refused(name, "attributes.ids", cells)
        return _shown(name, "number", numbers, cells)
    count = Counter(safe.values())
    shared = {customer: cell for customer, cell in safe.items() if count[cell] >= MIN_CUSTOMERS_SHOWN}
    if len(shared) < (1 - _MOST_RARE) * len(cells):
        return _refused(name, "attributes.too_many", cells, min=MIN_CUSTOMERS_SHOWN)
    return _shown(name, "text", shared, cells)


def _shown(name: str, kind: str, values: Mapping[str, str], cells: Mapping[str, str]) -> Attribute:
    withheld = len(cells) - len(values)
    reason = text("attributes.withheld", attribute=name, n=withheld, min=MIN_CUSTOMERS_SHOWN) if withheld else None
    return Attribute(name, kind, reason, values, withheld)


def _refused(name: str, key: str, cells: Mapping[str, str], **places: object) -> Attribute:
    return Attribute(name, None, text(key, attribute=name, **places), withheld=len(cells))


def _is_identity(column: str, cell: str) -> bool:
    """Whether the column is one for names of people or firms, or the cell looks like what identifies somebody."""
    return bool(row_names(json.dumps({column: cell}))) or redact(cell).text != cell


def _number(cell: str) -> float | None:
    try:
        value = float(cell.replace(",", ""))
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def _are_ids(cells: list[str]) -> bool:
    digits = [sum(char.isdigit() for char in cell) for cell in cells]
    return len(set(cells)) > _ALL_APART * len(cells) and median(digits) >= _ID_DIGITS
