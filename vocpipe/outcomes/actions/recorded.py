"""action: what people decided to do about themes, as the inbox holds it."""

from collections.abc import Sequence
from dataclasses import asdict, fields

import duckdb
import pyarrow as pa

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.tables import replace
from vocpipe.step import Context, Counts, Step
from vocpipe.store.actions import Action, read_actions

_TYPES = {
    "done_on": pa.date32(),
    "created_at": pa.timestamp("us"),
    "closed_at": pa.timestamp("us"),
}
ACTION_SCHEMA = pa.schema([(field.name, _TYPES.get(field.name, pa.string())) for field in fields(Action)])


def store_actions(connection: duckdb.DuckDBPyConnection, actions: Sequence[Action]) -> int:
    """How many actions are new, changed or gone since the last refresh, after the table action holds `actions`."""
    rows = pa.Table.from_pylist([asdict(action) for action in actions], schema=ACTION_SCHEMA)
    before = read(connection, "actions/all.sql").cast(ACTION_SCHEMA)
    old, new = ({tuple(row.items()) for row in table.to_pylist()} for table in (before, rows))
    if old != new:
        replace(connection, "action", rows)
    return len({dict(row)["action_id"] for row in old ^ new})


def _run(context: Context) -> Counts:
    return {"actions": store_actions(context.connection, read_actions(context.workspace))}


STEP = Step("themes.actions", _run, writes=frozenset({"action"}))
