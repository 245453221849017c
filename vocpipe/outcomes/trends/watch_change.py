"""watch_week and watch_change: how often each watch finds something, and whether that is more or less than before.

The statistics are those of themes (theme_change): the recent four weeks against the twelve before, each customer once a
week, each source compared with itself, over all watches one false discovery rate.
"""

import json
from dataclasses import replace as replace_fields
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.inbox.watches import FILTERS
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.trends.rows import READS, TrendRows
from vocpipe.outcomes.trends.theme_change import FAMILY as OF_THEMES
from vocpipe.outcomes.trends.theme_change import THEME_CHANGE, theme_change
from vocpipe.outcomes.weekly import HISTORY_WEEKS, read_said
from vocpipe.search.words import wanted, widths
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.store.workspace import fetch, statement

_NONE = pa.schema(
    [(name, pa.string()) for name in ("theme_id", "feedback_id", "source", "account")] + [("week", pa.date32())]
)
# The tables that `watch_trends` reads.
WATCH_READS = READS | {"watch", "sentence_sentiment", "sentence_cause", "unquotable"}

WATCH_WEEK = Table(
    "watch_week",
    "one row per watch and week with any feedback between the first and the last, zero-filled.",
    (
        Column("watch_id", "VARCHAR", "the watch"),
        Column("week", "DATE", "the Monday the week begins with"),
        Column("n_feedback", "BIGINT", "pieces of feedback it finds; null where they are by one to four customers"),
        Column("n_customers", "BIGINT", "customers who said them; null from one to four"),
    ),
    order="watch_id, week",
)
FAMILY = replace_fields(OF_THEMES, family="watch_change")
WATCH_CHANGE = Table(
    "watch_change",
    "one row per watch: do more or fewer customers say its words in recent weeks than before?",
    (
        Column("watch_id", "VARCHAR", "the watch"),
        *(column for column in THEME_CHANGE.columns if column.name != "theme_id"),
    ),
    order="q_value NULLS LAST, watch_id",
)


def watch_trends(connection: duckdb.DuckDBPyConnection, timezone: str) -> tuple[TrendRows, pa.Table] | None:
    """The rows that trends of watches are computed from, a watch for each theme, and those of the table watch_week.

    None without watches: nothing else is read then.
    """
    watches = read(connection, "trends/known_watches.sql").to_pylist()
    if not watches:
        return None
    with registered(connection, said=read_said(connection, timezone)):
        found = _found(connection, watches)
        rows = TrendRows.counted(connection, found, "trends/watch_first_weeks.sql")
        with registered(connection, mentioned=found):
            weeks = read(connection, "trends/watch_weeks.sql", weeks=HISTORY_WEEKS, least=MIN_CUSTOMERS_SHOWN)
    return rows, weeks


def _found(connection: duckdb.DuckDBPyConnection, watches: list[dict[str, Any]]) -> pa.Table:
    """What each watch finds, with the columns of watch_found.sql."""
    connection.execute(statement("vocpipe.search", "macros.sql"))
    tables = []
    for watch in watches:
        filters, words = json.loads(watch["filters"]), wanted(watch["search"])
        given = {name: filters.get(name) or None for name in FILTERS}
        places = {"watch_id": watch["watch_id"], "words": words, **widths(words), **given}
        tables.append(fetch(connection, statement("vocpipe.outcomes", "trends/watch_found.sql"), places).cast(_NONE))
    return pa.concat_tables(tables)


def run(context: Context) -> Counts:
    """Replace both tables; without watches they are empty."""
    weeks, changes = WATCH_WEEK.schema.empty_table(), WATCH_CHANGE.schema.empty_table()
    if trends := watch_trends(context.connection, context.settings.workspace.timezone):
        rows, weeks = trends
        changes = theme_change(rows, context.settings.outcomes, FAMILY).rename_columns(WATCH_CHANGE.schema.names)
    replace(context.connection, WATCH_WEEK, weeks.cast(WATCH_WEEK.schema))
    replace(context.connection, WATCH_CHANGE, changes)
    return {}


STEP = Step("outcomes.watch_change", run, reads=WATCH_READS, tables=(WATCH_WEEK, WATCH_CHANGE))
