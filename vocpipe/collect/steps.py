"""The steps of collect."""

import pyarrow.compute as pc

from vocpipe.collect.load import collect
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import published_queries

PUBLISHED = published_queries("vocpipe.collect")


def _read_files(context: Context) -> Counts:
    files = collect(
        context.connection,
        context.workspace,
        context.settings,
        context.run_id,
        progress=lambda _, done, total: context.progress(done, total),
    )
    counted = ("rows_read", "rows_rejected", "feedback_new", "feedback_changed", "feedback_deleted")
    counts = {column: pc.sum(files.column(column)).as_py() or 0 for column in counted}
    return counts | {"files": files.num_rows}


STEPS = (
    Step(
        "collect.files",
        _read_files,
        writes=frozenset(
            {
                "feedback_raw",
                "customer",
                "customer_number",
                "customer_version",
                "behaviour",
                "contact",
                "invitation",
                "calendar_event",
                "ingest_file",
                "ingest_reject",
            }
        ),
    ),
)
