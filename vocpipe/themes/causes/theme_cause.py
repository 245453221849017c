"""theme_cause: which causes the sentences of each theme name, and which one stands for the theme."""

from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.store.workspace import fetch, statement, transaction

# The least share of a theme's sentences by which a cause stands for it. Many sentences of a theme name none, and the
# head takes some of these for a cause, but spread over all of them.
LEAST_SHARE = 0.25
THEME_CAUSE = Table(
    "theme_cause",
    "one row per theme and cause that its sentences name, or that a person gave it. A head tells the causes of "
    "sentences, and is wrong about some of them.",
    (
        Column("theme_id", "VARCHAR", "the theme or sub-theme"),
        Column(
            "cause",
            "VARCHAR",
            "missing_function, expectation, support, price, onboarding (how to start, learn and use it), defect, "
            "contact (the company's own selling and asking) or other (none of these)",
        ),
        Column("n_sentences", "BIGINT", "sentences in the theme that name it"),
        Column("n_customers", "BIGINT", "customers who said them, as far as the sources tell who they are"),
        Column("share", "DOUBLE", "of the theme's sentences, 0 to 1"),
        Column(
            "is_main",
            "BOOLEAN",
            "whether it stands for the theme: a person gave it, or it is the commonest one that is not other and a "
            "quarter of the sentences name it; without one, other",
        ),
        Column("cause_by", "VARCHAR", "who gave the theme this cause; null if its sentences tell"),
    ),
    order="theme_id, n_sentences DESC, cause",
)


def run(context: Context) -> Counts:
    """Replace sentence_cause and theme_cause."""
    connection = context.connection
    with transaction(connection):
        connection.execute(statement("vocpipe.themes.causes", "sentence_cause.sql"))
    rows = fetch(connection, statement("vocpipe.themes.causes", "theme_cause.sql"), {"least": LEAST_SHARE})
    replace(connection, THEME_CAUSE, rows)
    return {}


STEP = Step(
    "themes.causes",
    run,
    reads=frozenset(
        {
            "sentence",
            "sentence_facet",
            "sentence_theme",
            "theme",
            "theme_edit",
            "edit_member",
            "theme_mark",
            "feedback_raw",
            "customer_match",
            "customer_number",
        }
    ),
    writes=frozenset({"sentence_cause"}),
    tables=(THEME_CAUSE,),
)
