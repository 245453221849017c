"""watch: the searches that people save in the explorer, as recorded in the inbox."""

import json
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from vocpipe.inbox.watches import Watch, read_watches
from vocpipe.outcomes.queries import read
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

WATCH = Table(
    "watch",
    "one row per watch that stands: a search by words that somebody saved.",
    (
        Column("watch_id", "VARCHAR", "the watch"),
        Column("name", "VARCHAR", "its name"),
        Column("search", "VARCHAR", "the words, as they were typed; it does not search by meaning"),
        Column(
            "filters",
            "JSON",
            "what else the feedback must be: sources, kinds, langs, plans, labels, intents, causes, feelings",
        ),
        Column("author", "VARCHAR", "who saved it"),
        Column("created_at", "TIMESTAMP", "when it was saved, in UTC"),
    ),
    order="created_at, watch_id",
)


def store_watches(connection: duckdb.DuckDBPyConnection, watches: Sequence[Watch]) -> int:
    """Replace the table watch by `watches`; returns how many are new or gone since the last refresh."""
    rows = pa.Table.from_pylist([_row(watch) for watch in watches], schema=WATCH.schema)
    before = read(connection, "trends/known_watches.sql").cast(WATCH.schema)
    old, new = ({tuple(row.items()) for row in table.to_pylist()} for table in (before, rows))
    if old != new:
        replace(connection, WATCH, rows)
    return len({dict(row)["watch_id"] for row in old ^ new})


def _row(watch: Watch) -> dict[str, object]:
    return {
        "watch_id": watch.watch_id,
        "name": watch.name,
        "search": watch.search,
        "filters": json.dumps(watch.filters, ensure_ascii=False, sort_keys=True),
        "author": watch.author,
        "created_at": watch.created_at,
    }


def run(context: Context) -> Counts:
    """Store the inbox's watches; counts those that are new or gone."""
    return {"watches": store_watches(context.connection, read_watches(context.workspace))}


STEP = Step("themes.watches", run, tables=(WATCH,))
