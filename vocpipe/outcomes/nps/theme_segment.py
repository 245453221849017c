"""theme_segment: how many customers of each segment mention a theme, by their segment on the day of the feedback."""

from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.interval import Z
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN
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
        Column("share", "DOUBLE", "n_customers of n_all, 0 to 1"),
        Column("low", "DOUBLE", "lower end of its 95 % interval (Wilson)"),
        Column("high", "DOUBLE", "upper end"),
    ),
    order="theme_id, segment_kind, segment",
)


def run(context: Context) -> Counts:
    """Replace the table."""
    given = {"least": MIN_CUSTOMERS_SHOWN, "z": Z, "timezone": context.settings.workspace.timezone}
    rows = read(context.connection, "nps/theme_segment.sql", **given)
    replace(context.connection, THEME_SEGMENT, rows)
    return {}


STEP = Step(
    "outcomes.theme_segment",
    run,
    reads=frozenset(
        {"feedback_raw", "feedback_clean", "customer", "customer_match", "customer_number", "customer_segment"}
        | {"sentence", "sentence_theme", "theme"}
    ),
    tables=(THEME_SEGMENT,),
)
