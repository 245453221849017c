"""`[privacy] min_group`: a snapshot in which no figure rests on fewer customers, and none of them stands out.

Figures of small groups are left out, and with them those of the smallest others, until the groups that are left out
are large enough together: otherwise the rest of a total would be the figure. Customers keep only what enough of them
share.
"""

from dataclasses import dataclass

import duckdb

from vocpipe.store.workspace import statement
from vocpipe.wording import text


@dataclass(frozen=True, slots=True)
class Figures:
    """A table with figures of groups: the columns that are left out of small ones.

    whole: the columns that say of what the groups are parts. size: the customers of a group, or the least number of
    answers. judged: whether it has a verdict. reasoned: whether it says why.
    """

    table: str
    whole: str
    size: str
    figures: tuple[str, ...]
    judged: bool = False
    reasoned: bool = True


_TESTED = ("p_value", "q_value", "family", "method", "method_version")
_FIGURES = (
    Figures("segment_nps", "segment_kind", "n_customers", ("n", "n_customers", "nps", "low", "high")),
    Figures("kpi", "kpi_id", "n_customers", ("n", "n_customers")),
    Figures(
        *("kpi_period", "kpi_id, month, segment_kind", "n_customers"),
        ("n", "n_customers", "value", "low", "high"),
    ),
    Figures(
        *("theme_kpi", "kpi_id, theme_id", "least(n_with, n_without)"),
        ("n_with", "n_without", "value_with", "value_without", "gap", "low", "high", *_TESTED),
        judged=True,
    ),
    Figures(
        *("response_rate", "segment_kind", "n_customers"),
        ("n_invited", "n_answered", "n_customers", "rate", "low", "high", "is_low"),
    ),
    Figures("contact_fatigue", "true", "n_customers", ("n", "n_customers", "rate", "low", "high")),
    Figures(
        *("theme_segment", "theme_id, segment_kind", "n_customers"),
        ("n_customers", "n_sentences", "n_all", "share", "low", "high"),
        reasoned=False,
    ),
    Figures(
        *("facet_segment", "facet, value, segment_kind", "n_customers"),
        ("n_customers", "n_sentences", "n_all", "share", "low", "high"),
        reasoned=False,
    ),
    Figures(
        *("score_churn", "score_type", "n_customers"),
        ("n_customers", "n_churned", "share", "low", "high"),
        judged=True,
    ),
    Figures(
        *("nps_change", "periods, after_from, dimension, part", "least(n_before, n_after)"),
        ("n_before", "n_after", "value", "low", "high", *_TESTED),
        judged=True,
    ),
    Figures(
        *("theme_churn", "theme_id", "n_exposed"),
        (
            "n_customers",
            "n_churned",
            "n_exposed",
            "n_churned_exposed",
            "n_churned_expected",
            "hazard_ratio",
            "low",
            "high",
            *_TESTED,
        ),
        judged=True,
    ),
    Figures("theme_cause", "theme_id", "n_customers", ("n_sentences", "n_customers", "share"), reasoned=False),
    Figures("theme_survival", "theme_id", "n_at_risk", ("survival", "low", "high", "n_at_risk")),
    Figures(
        *("theme_nps", "theme_id", "least(n_with, n_without)"),
        ("n_with", "n_without", "nps_with", "nps_without", "share", "gap", "impact", "low", "high", *_TESTED),
        judged=True,
    ),
    Figures(
        *("theme_change", "theme_id", "coalesce(n_customers_recent, 1) + coalesce(n_customers_before, 1)"),
        ("n_customers_recent", "n_customers_before", "largest_share", "ratio", "low", "high", *_TESTED),
        judged=True,
    ),
    Figures(
        *("watch_change", "watch_id", "coalesce(n_customers_recent, 1) + coalesce(n_customers_before, 1)"),
        ("n_customers_recent", "n_customers_before", "largest_share", "ratio", "low", "high", *_TESTED),
        judged=True,
    ),
    Figures(*("watch_week", "watch_id, week", "nullif(n_customers, 0)", ("n_feedback", "n_customers")), reasoned=False),
    Figures("theme", "theme_id", "n_customers", ("n_customers", "sentiment", "sentiment_tickets"), reasoned=False),
    Figures("theme_week", "theme_id, week", "nullif(n_customers, 0)", ("n_customers", "sentiment"), reasoned=False),
)


def leave_out_small_groups(connection: duckdb.DuckDBPyConnection, min_group: int) -> None:
    """Change the tables of the attached snapshot `published` so that none tells of fewer than `min_group` customers."""
    connection.execute("SET VARIABLE min_group = ?", [min_group])
    connection.execute(statement("vocpipe.store", "hidden_segment.sql"))
    for figures in _FIGURES:
        _leave_out(connection, figures, min_group)
    connection.execute(statement("vocpipe.store", "alike_customers.sql"))


def _leave_out(connection: duckdb.DuckDBPyConnection, of: Figures, min_group: int) -> None:
    reason = text("pseudonyms.small_group", min=min_group)
    said = {"reason_en": reason.en, "reason_ja": reason.ja} if of.reasoned else {}
    said |= {"verdict": "cannot tell"} if of.judged else {}
    changes = [f"{name} = NULL" for name in of.figures] + [f"{name} = ${name}" for name in said]
    segments = "(segment_kind, segment) IN (FROM hidden_segment)" if "segment_kind" in of.whole else "false"
    query = f"""
        WITH sized AS (
            SELECT rowid AS place, {of.whole}, {of.size} AS size, {segments} AS is_hidden FROM published.{of.table}
        ), placed AS (
            SELECT *, min(size) OVER whole AS smallest, coalesce(sum(size) OVER before, 0) AS before
            FROM sized
            WINDOW
                whole AS (PARTITION BY {of.whole}),
                before AS (
                    PARTITION BY {of.whole} ORDER BY size, place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                )
        )
        UPDATE published.{of.table} SET {", ".join(changes)}
        WHERE rowid IN (
            SELECT place FROM placed
            WHERE is_hidden OR size < {min_group:d} OR (smallest < {min_group:d} AND before < {min_group:d})
        )
    """
    connection.execute(query, said or None)
