"""theme_segment: how many customers of each segment mention a theme, by their segment on the day of the feedback."""

from vocpipe.outcomes.segments.shares import READS, SHARE_COLUMNS, read_shares
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace

THEME_SEGMENT = Table(
    "theme_segment",
    "one row per theme, kind of segment and segment: how many of its customers mention the theme.",
    (
        Column("theme_id", "VARCHAR", "the theme"),
        Column("segment_kind", "VARCHAR", "touch_model, usage, lifecycle or plan"),
        Column("segment", "VARCHAR", "the segment the customer was in on the day of the feedback"),
        Column(
            "n_customers",
            "BIGINT",
            "customers who mention the theme; null if they are fewer than five, or none",
        ),
        Column("n_sentences", "BIGINT", "their sentences in it; null if n_customers is"),
        Column("n_all", "BIGINT", "customers of the segment who gave feedback; null if they are fewer than five"),
        *SHARE_COLUMNS,
    ),
    order="theme_id, segment_kind, segment",
)


def run(context: Context) -> Counts:
    """Replace the table."""
    replace(context.connection, THEME_SEGMENT, read_shares(context, "segments/theme_segment.sql", THEME_SEGMENT))
    return {}


STEP = Step(
    "outcomes.theme_segment",
    run,
    reads=READS | {"sentence_theme", "theme"},
    tables=(THEME_SEGMENT,),
)
