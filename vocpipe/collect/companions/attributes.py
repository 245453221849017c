"""What a customers file says that customers have in common, such as their country."""

from pathlib import Path

from vocpipe.collect.companions.customer_columns import VOCABULARY
from vocpipe.collect.companions.signs import words
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.parsing.system_names import plain_name

_NAMES = ("country", "region", "industry", "company_size", "seats", "employees")


def attributes_in(path: Path) -> dict[str, str]:
    """Name of an attribute -> its column, of the columns that hold no field."""
    header = look_at_table(path).header
    taken = {at for places in VOCABULARY.columns(header, {}).of.values() for at in places}
    free = [name for at, name in enumerate(header) if at not in taken]
    columns = ((name, _column(free, words("customers", "attributes", name))) for name in _NAMES)
    return {name: column for name, column in columns if column}


def _column(header: list[str], known: frozenset[str]) -> str | None:
    return next((name for name in header if {fold(name), fold(plain_name(name))} & known), None)
