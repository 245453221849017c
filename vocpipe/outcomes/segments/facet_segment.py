"""facet_segment: how many customers of each segment name a cause or show a feeling, such as anxiety before a renewal.

A customer counts by the segment on the day of the feedback.
"""

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.interval import Z
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN
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
        Column("share", "DOUBLE", "n_customers of n_all, 0 to 1"),
        Column("low", "DOUBLE", "lower end of its 95 % interval (Wilson)"),
        Column("high", "DOUBLE", "upper end"),
    ),
    order="facet, value, segment_kind, segment",
)


def run(context: Context) -> Counts:
    """Replace the table."""
    given = {"least": MIN_CUSTOMERS_SHOWN, "z": Z, "timezone": context.settings.workspace.timezone}
    replace(context.connection, FACET_SEGMENT, read(context.connection, "segments/facet_segment.sql", **given))
    return {}


STEP = Step(
    "outcomes.facet_segment",
    run,
    reads=frozenset(
        {"feedback_raw", "feedback_clean", "customer", "customer_match", "customer_number", "customer_segment"}
        | {"sentence", "sentence_cause"}
    ),
    tables=(FACET_SEGMENT,),
)
