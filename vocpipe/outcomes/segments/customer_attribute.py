"""customer_attribute: what `[customers] attributes` names, such as the country; and why it is published or refused."""

from collections.abc import Sequence

import pyarrow as pa

from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.segments.attributes import Attribute, judged
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

CUSTOMER_ATTRIBUTE = Table(
    "customer_attribute",
    "one row per customer and attribute that [customers] attributes names, such as the country: as the file says now.",
    (
        Column("customer_id", "VARCHAR", "pseudonym of the customer"),
        Column("attribute", "VARCHAR", "its name in the settings"),
        Column("value", "VARCHAR", "the value; a text that fewer than five customers share is left out"),
        Column("number", "DOUBLE", "the value as a number; null if the attribute is a text"),
    ),
    order="attribute, customer_id",
)
ATTRIBUTE_KIND = Table(
    "attribute_kind",
    "one row per attribute that [customers] attributes names: whether it is published, and if not, why.",
    (
        Column("attribute", "VARCHAR", "its name in the settings"),
        Column("kind", "VARCHAR", "text or number; null if it is refused"),
        Column("n_customers", "BIGINT", "customers whose value is published"),
        Column("n_values", "BIGINT", "different values that are published"),
        Column("n_withheld", "BIGINT", "customers whose value is not, since it may tell who they are"),
        Column(
            "reason_en", "VARCHAR", "why it is refused, or values are left out, in English; null if all are published"
        ),
        Column("reason_ja", "VARCHAR", "why it is refused, or values are left out, in Japanese"),
    ),
    order="attribute",
)


def customer_attributes(cells: pa.Table, wanted: dict[str, str]) -> tuple[pa.Table, pa.Table]:
    """The rows of customer_attribute and of attribute_kind.

    cells: customer_id, column, value. wanted: name of each attribute -> column of the customers file.
    """
    by_column: dict[str, dict[str, str]] = {}
    for row in cells.to_pylist():
        by_column.setdefault(row["column"], {})[row["customer_id"]] = row["value"]
    found = [judged(name, column, by_column.get(column, {})) for name, column in sorted(wanted.items())]
    return _values(found), _kinds(found)


def _values(attributes: Sequence[Attribute]) -> pa.Table:
    rows = [
        {"customer_id": customer, "attribute": one.name, "value": value, "number": one.number(customer)}
        for one in attributes
        for customer, value in sorted(one.values.items())
    ]
    return pa.Table.from_pylist(rows, schema=CUSTOMER_ATTRIBUTE.schema)


def _kinds(attributes: Sequence[Attribute]) -> pa.Table:
    rows = [
        {
            "attribute": one.name,
            "kind": one.kind,
            "n_customers": len(one.values),
            "n_values": len(set(one.values.values())),
            "n_withheld": one.withheld,
            **(reason_columns(one.reason) if one.reason else {}),
        }
        for one in attributes
    ]
    return pa.Table.from_pylist(rows, schema=ATTRIBUTE_KIND.schema)


def run(context: Context) -> Counts:
    """Replace both tables; they are empty if the settings name no attribute."""
    wanted: dict[str, str] = {}
    for table in context.settings.tables("customers"):
        wanted |= table.attributes
    cells = read(context.connection, "segments/attribute_cells.sql", columns=sorted(set(wanted.values())))
    values, kinds = customer_attributes(cells, wanted)
    replace(context.connection, CUSTOMER_ATTRIBUTE, values)
    replace(context.connection, ATTRIBUTE_KIND, kinds)
    return {}


STEP = Step(
    "outcomes.customer_attribute",
    run,
    reads=frozenset({"customer", "customer_number"}),
    tables=(CUSTOMER_ATTRIBUTE, ATTRIBUTE_KIND),
)
