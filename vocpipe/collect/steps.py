"""The steps of collect."""

import pyarrow.compute as pc

from vocpipe.collect.companion import tables_of
from vocpipe.collect.load import collect
from vocpipe.collect.registry import companions
from vocpipe.collect.source_intake import note_intake
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import published_queries
from vocpipe.store.workspace import fetch_one, statement

PUBLISHED = published_queries("vocpipe.collect")
_FILES = frozenset(
    {
        *("ingest_file", "ingest_reject", "feedback_raw", "customer_number", "customer_match", "match_undone"),
        *("withheld_customer", "unquotable", "source_intake"),
    }
)
_COUNTED = (
    "rows_read",
    "rows_rejected",
    "rows_left_out",
    "messages_left_out",
    "feedback_new",
    "feedback_changed",
    "feedback_deleted",
)


def _read_files(context: Context) -> Counts:
    context.connection.execute(statement("vocpipe.collect", "former_customer.sql"))
    files = collect(
        context.connection,
        context.workspace,
        context.settings,
        context.run_id,
        progress=lambda _, done, total: context.progress(done, total),
    )
    counts = {column: pc.sum(files.column(column)).as_py() or 0 for column in _COUNTED}
    (gone,) = fetch_one(context.connection, statement("vocpipe.collect", "gone_customers.sql")) or (0,)
    query = "SELECT reason, count(*) FROM withheld_now GROUP BY ALL"
    withheld = dict(context.connection.execute(query).fetchall())
    counts |= {f"withheld_{reason}": withheld.get(reason, 0) for reason in ("consent", "retention")}
    counts["intake_changed"] = note_intake(context.connection, context.workspace, context.settings)
    return counts | {"files": files.num_rows, "customers_gone": int(gone)}


STEPS = (Step("collect.files", _read_files, writes=_FILES | tables_of(companions().values())),)
