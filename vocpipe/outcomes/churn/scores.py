"""score_churn: how many have left of those who gave each score, and whether the two can be told apart at all."""

from itertools import groupby
from typing import Any

import pyarrow as pa
from scipy import stats

from vocpipe.outcomes.churn import reasons
from vocpipe.outcomes.statistics.interval import CONFIDENCE
from vocpipe.wording import Text

LEAST_CUSTOMERS = 30  # with a score, for "all of them left" or "none" to be no chance
SCHEMA = pa.schema(
    [("score_type", pa.string()), ("score", pa.float64()), ("n_customers", pa.int64()), ("n_churned", pa.int64())]
    + [(name, pa.float64()) for name in ("share", "low", "high")]
    + [("verdict", pa.string()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def score_churn(counts: pa.Table) -> pa.Table:
    """The rows of `counts` (score_type, score, n_customers, n_churned) with share, interval and what can be said."""
    rows: list[dict[str, Any]] = []
    for _, group in groupby(counts.to_pylist(), key=lambda row: row["score_type"]):
        scores = list(group)
        reason = _reason(scores)
        told = {"verdict": "cannot tell", "reason_en": reason.en, "reason_ja": reason.ja}
        rows += [row | _share(row["n_churned"], row["n_customers"]) | told for row in scores]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _reason(scores: list[dict[str, Any]]) -> Text:
    many = [row for row in scores if row["n_customers"] >= LEAST_CUSTOMERS]
    all_left = [row["score"] for row in many if row["n_churned"] == row["n_customers"]]
    none_left = [row["score"] for row in many if row["n_churned"] == 0]
    if all_left and none_left:
        return reasons.score_is_churn(all_left, none_left)
    return reasons.score_beside_churn()


def _share(left: int, customers: int) -> dict[str, float]:
    interval = stats.binomtest(left, customers).proportion_ci(CONFIDENCE, method="wilson")
    return {"share": left / customers, "low": float(interval.low), "high": float(interval.high)}
