"""action: what the company does about themes, as recorded in the inbox."""

from collections.abc import Sequence
from dataclasses import asdict

import duckdb
import pyarrow as pa

from vocpipe.inbox.actions import Action, read_actions
from vocpipe.outcomes.queries import read
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

ACTION = Table(
    "action",
    "one row per action on a theme, undone ones included.",
    (
        Column("action_id", "VARCHAR", "the action; vocpipe action close and undo take it"),
        Column("theme_id", "VARCHAR", "the theme it is about"),
        Column("title", "VARCHAR", "what is done"),
        Column("owner", "VARCHAR", "who is responsible for it"),
        Column("done_on", "DATE", "the day from which on customers can feel it"),
        Column("release", "VARCHAR", "the release it comes with"),
        Column(
            "status",
            "VARCHAR",
            "open (decided), doing, done (customers can feel it), told (customers know), dropped or undone",
        ),
        Column("author", "VARCHAR", "who recorded it"),
        Column("created_at", "TIMESTAMP", "when it was recorded, in UTC"),
        Column("closed_at", "TIMESTAMP", "when it was marked as done or dropped, in UTC"),
        Column("closed_by", "VARCHAR", "who marked it"),
        Column("told_at", "TIMESTAMP", "when customers were told, in UTC"),
    ),
    order="done_on, action_id",
)


def store_actions(connection: duckdb.DuckDBPyConnection, actions: Sequence[Action]) -> int:
    """Replace the table action by `actions`; returns how many are new, changed or gone since the last refresh."""
    rows = pa.Table.from_pylist([asdict(action) for action in actions], schema=ACTION.schema)
    before = read(connection, "actions/known_actions.sql").cast(ACTION.schema)
    old, new = ({tuple(row.items()) for row in table.to_pylist()} for table in (before, rows))
    if old != new:
        replace(connection, ACTION, rows)
    return len({dict(row)["action_id"] for row in old ^ new})


def run(context: Context) -> Counts:
    """Store the inbox's actions; counts those that are new, changed or gone."""
    return {"actions": store_actions(context.connection, read_actions(context.workspace))}


STEP = Step("themes.actions", run, tables=(ACTION,))
