"""How many customers of each segment say something: the feedback of each segment, and shares with their intervals."""

from typing import Any

import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN
from vocpipe.step import Context
from vocpipe.store.tables import Column, Table, registered

# What a query about segments reads, beside the tables of what is said.
READS = frozenset(
    {"feedback_raw", "feedback_clean", "customer", "customer_match", "customer_number", "customer_segment", "sentence"}
)
SHARE_COLUMNS = (
    Column("share", "DOUBLE", "n_customers of n_all, 0 to 1"),
    Column("low", "DOUBLE", "lower end of its 95 % interval (Wilson)"),
    Column("high", "DOUBLE", "upper end"),
)


def read_shares(context: Context, query: str, table: Table) -> pa.Table:
    """The rows of `table`: those of the query, which gives n_customers and n_all, with their shares.

    A share is null where either number is.
    """
    said = read(context.connection, "segments/said.sql", timezone=context.settings.workspace.timezone)
    with registered(context.connection, said=said):
        rows = read(context.connection, query, least=MIN_CUSTOMERS_SHOWN).to_pylist()
    return pa.Table.from_pylist([row | _share(row) for row in rows], schema=table.schema)


def _share(row: dict[str, Any]) -> dict[str, float]:
    n, n_all = row["n_customers"], row["n_all"]
    if n is None or n_all is None:
        return {}
    interval = wilson_interval(n, n_all)
    return {"share": n / n_all, "low": interval.low, "high": interval.high}
