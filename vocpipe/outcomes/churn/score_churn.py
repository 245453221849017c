"""score_churn: how many customers of each score have left, and whether the score merely repeats who has left."""

from itertools import groupby
from typing import Any

import pyarrow as pa

from vocpipe.outcomes.churn import reasons
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.outcomes.tested import family_columns
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.verdict import Verdict
from vocpipe.wording import Text

MIN_CUSTOMERS = 30  # with a score; if all or none of them left, that is hardly chance

SCORE_CHURN = Table(
    "score_churn",
    "one row per kind of score and score: how many of the customers who gave it have left. Scores of fewer than five"
    " customers are left out.",
    (
        Column("score_type", "VARCHAR", "nps, csat, ces or stars"),
        Column("score", "DOUBLE", "the customer's last score of that kind"),
        Column("n_customers", "BIGINT", "customers of the customers file who gave it"),
        Column("n_churned", "BIGINT", "of these, customers who have left"),
        Column("share", "DOUBLE", "n_churned / n_customers"),
        Column("low", "DOUBLE", "lower end of the share's 95 % interval (Wilson)"),
        Column("high", "DOUBLE", "upper end"),
        *family_columns("null: nothing is tested, since who left may have said the score afterwards"),
        Column(
            "verdict",
            "VARCHAR",
            "of the kind of score as a whole, on all its rows: cannot tell, since whether the score came before the"
            " departure is not known here",
        ),
        Column("reason_en", "VARCHAR", "why, in English; also if score and churn can't be separated"),
        Column("reason_ja", "VARCHAR", "why, in Japanese"),
    ),
    order="score_type, score",
)


def score_churn(counts: pa.Table) -> pa.Table:
    """The rows of `counts` (score_type, score, n_customers, n_churned) with share, interval, verdict and reason."""
    rows: list[dict[str, Any]] = []
    shown = [row for row in counts.to_pylist() if row["n_customers"] >= MIN_CUSTOMERS_SHOWN]
    for _, group in groupby(shown, key=lambda row: row["score_type"]):
        scores = list(group)
        reason = _reason(scores)
        verdict = {"verdict": Verdict.CANNOT_TELL, "reason_en": reason.en, "reason_ja": reason.ja}
        rows += [row | _share(row["n_churned"], row["n_customers"]) | verdict for row in scores]
    return pa.Table.from_pylist(rows, schema=SCORE_CHURN.schema)


def _reason(scores: list[dict[str, Any]]) -> Text:
    frequent = [row for row in scores if row["n_customers"] >= MIN_CUSTOMERS]
    all_left = [row["score"] for row in frequent if row["n_churned"] == row["n_customers"]]
    none_left = [row["score"] for row in frequent if row["n_churned"] == 0]
    if all_left and none_left:
        return reasons.score_is_churn(all_left, none_left)
    return reasons.score_order_unknown()


def _share(left: int, customers: int) -> dict[str, float]:
    interval = wilson_interval(left, customers)
    return {"share": left / customers, "low": interval.low, "high": interval.high}


def run(context: Context) -> Counts:
    """Replace the table; it is empty if the customers file does not say who has left."""
    replace(context.connection, SCORE_CHURN, score_churn(read(context.connection, "churn/score_churn.sql")))
    return {}


STEP = Step(
    "outcomes.score_churn",
    run,
    reads=frozenset({"customer", "customer_match", "customer_number", "feedback_raw"}),
    tables=(SCORE_CHURN,),
)
