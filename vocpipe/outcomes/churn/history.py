"""What the analyses of leaving start from: months in which customers could have left, what they said, how they left."""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from vocpipe.outcomes.churn.leaving_talk import MIN_LAST_DAYS
from vocpipe.outcomes.churn.reasons import FollowUp
from vocpipe.outcomes.queries import read
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context
from vocpipe.store.workspace import fetch


@dataclass(frozen=True, slots=True)
class History:
    """months: customer_month without its mentions; mentions, talk: as month_mentions.sql and leaving_talk.sql."""

    READS: ClassVar[frozenset[str]] = frozenset(
        {
            "customer",
            "customer_month",
            "customer_match",
            "customer_number",
            "customer_spell",
            "feedback_raw",
            "sentence",
            "sentence_sentiment",
            "sentence_theme",
            "theme",
        }
    )

    months: pa.Table
    mentions: pa.Table
    talk: pa.Table
    follow_up: FollowUp

    @classmethod
    def of(cls, context: Context) -> "History":
        """That of the workspace."""
        connection, settings = context.connection, context.settings
        span = {"timezone": settings.workspace.timezone, "last_days": last_days(settings.outcomes)}
        return cls(
            fetch(
                connection, "SELECT * EXCLUDE (theme_mentions) FROM customer_month ORDER BY customer_id, month, spell"
            ),
            read(connection, "churn/month_mentions.sql"),
            read(connection, "churn/leaving_talk.sql", **span),
            FollowUp(**read(connection, "churn/follow_up.sql").to_pylist()[0]),
        )


def last_days(settings: OutcomesSettings) -> int:
    """How many days before leaving count as the last ones, in which talk of leaving is looked for."""
    return max(settings.exposure_gap_days, MIN_LAST_DAYS)
