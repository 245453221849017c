"""facet_segment: how many customers of each segment name a cause or show a feeling, such as anxiety before a renewal.

A customer counts by the segment on the day of the feedback.
"""

from vocpipe.outcomes.segments.shares import READS, SHARE_COLUMNS, read_shares
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

FACET_SEGMENT = Table(
    "facet_segment",
    "one row per cause or feeling, kind of segment and segment: how many of its customers say something with it. Heads "
    "tell causes and feelings, and are wrong about some sentences.",
    (
        Column("facet", "VARCHAR", "cause or feeling"),
        Column("value", "VARCHAR", "the cause or the feeling, as in sentence; without other and none"),
        Column("segment_kind", "VARCHAR", "touch_model, usage, lifecycle or plan"),
        Column("segment", "VARCHAR", "the segment the customer was in on the day of the feedback"),
        Column("n_customers", "BIGINT", "customers who say it; null if they are fewer than five, or none"),
        Column("n_sentences", "BIGINT", "their sentences with it; null if n_customers is"),
        Column("n_all", "BIGINT", "customers of the segment who gave feedback; null if they are fewer than five"),
        *SHARE_COLUMNS,
    ),
    order="facet, value, segment_kind, segment",
)


def run(context: Context) -> Counts:
    """Replace the table."""
    replace(context.connection, FACET_SEGMENT, read_shares(context, "segments/facet_segment.sql", FACET_SEGMENT))
    return {}


STEP = Step(
    "outcomes.facet_segment",
    run,
    reads=READS | {"sentence_cause"},
    tables=(FACET_SEGMENT,),
)
