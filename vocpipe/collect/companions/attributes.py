"""What a customers file says that customers have in common, such as their country: the line for a new vocpipe.toml."""

from pathlib import Path

from vocpipe.collect.companions.customer_columns import VOCABULARY
from vocpipe.collect.companions.signs import words
from vocpipe.collect.parsing.columns import fold
from vocpipe.collect.parsing.look import look_at_table
from vocpipe.collect.parsing.system_names import plain_name
from vocpipe.collect.toml import both, comment, table

_NAMES = ("country", "region", "industry", "company_size", "seats", "employees")


def attributes_line(path: Path) -> list[str]:
    """The line `attributes = { country = "…" }` with a comment, from the columns that hold no field; else nothing."""
    header = look_at_table(path).header
    taken = {at for places in VOCABULARY.columns(header, {}).of.values() for at in places}
    free = [name for at, name in enumerate(header) if at not in taken]
    found = {name: column for name in _NAMES if (column := _column(free, words("customers", "attributes", name)))}
    return [comment(both("collect.init.attributes")), f"attributes = {table(found)}"] if found else []


def _column(header: list[str], known: frozenset[str]) -> str | None:
    return next((name for name in header if {fold(name), fold(plain_name(name))} & known), None)
