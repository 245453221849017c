"""The churn part of the outcomes: customer_month, theme_churn and score_churn, each replaced at once."""

import duckdb

from vocpipe.outcomes.churn.reasons import Followed
from vocpipe.outcomes.churn.scores import score_churn
from vocpipe.outcomes.churn.themes import last_days, theme_churn
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.tables import replace
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.workspace import fetch


def refresh_churn(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings, timezone: str) -> None:
    """Replace the rows of customer_month, of theme_churn (one per active main theme) and of score_churn.

    `timezone` is the one that months and days begin in. Without customers or without a known day of leaving
    customer_month has no rows, and theme_churn's say why nothing can be told.
    """
    window = {"window_months": settings.exposure_months, "gap_days": settings.exposure_gap_days}
    replace(connection, "customer_month", read(connection, "churn/customer_month.sql", timezone=timezone, **window))
    rows = theme_churn(
        fetch(connection, "SELECT * EXCLUDE (theme_mentions) FROM customer_month ORDER BY customer_id, month"),
        read(connection, "churn/month_mentions.sql"),
        read(connection, "churn/leaving_talk.sql", timezone=timezone, last_days=last_days(settings)),
        Followed(**read(connection, "churn/followed.sql").to_pylist()[0]),
        settings,
    )
    replace(connection, "theme_churn", rows)
    replace(connection, "score_churn", score_churn(read(connection, "churn/score_churn.sql")))


def _run(context: Context) -> Counts:
    refresh_churn(context.connection, context.settings.outcomes, context.settings.workspace.timezone)
    return {}


STEP = Step(
    "outcomes.theme_churn",
    _run,
    reads=frozenset(
        {"feedback_raw", "feedback_clean", "sentence", "sentence_sentiment", "sentence_theme", "theme"}
        | {"behaviour", "customer", "customer_number"}
    ),
    writes=frozenset({"customer_month", "theme_churn", "score_churn"}),
)
