"""nps_weighted: the NPS of the answers to survey invitations, raw and weighted for non-response.

The weights are one over the probability of answering (inverse probability weighting), by a logistic regression on
segments, tenure and monthly value. They correct for differences in these alone, not for other reasons to stay silent.
"""

import numpy as np
import pyarrow as pa

from vocpipe.outcomes.invitations.asked import Invitations
from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.statistics.arrays import Floats, Integers
from vocpipe.outcomes.statistics.interval import Z, added_variance
from vocpipe.settings import OutcomesSettings
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.wording import amount, text

MIN_CUSTOMERS = 10
MAX_WEIGHT = 5.0  # times the mean weight; heavier ones are cut to it

NPS_WEIGHTED = Table(
    "nps_weighted",
    "one row per way to compute the NPS of the answers to survey invitations: raw, and weighted for non-response; "
    "none if there are no invitations.",
    (
        Column(
            "method",
            "VARCHAR",
            "raw or weighted (one over the probability of answering, by segment, tenure and monthly value)",
        ),
        Column("n", "BIGINT", "NPS answers that belong to an invitation"),
        Column("n_customers", "BIGINT", "customers who gave them"),
        Column("n_effective", "DOUBLE", "the number of equally weighted answers of the same precision (Kish)"),
        Column("nps", "DOUBLE", "NPS, -100 to 100; null if it can't be computed"),
        Column(
            "low",
            "DOUBLE",
            "lower end of its 95 % interval (cluster-robust by customer; the weights are taken as known)",
        ),
        Column("high", "DOUBLE", "upper end"),
        Column("n_trimmed", "BIGINT", "weights that were cut to five times the mean"),
        Column("reason_en", "VARCHAR", "how it was computed, or why it can't be, in English"),
        Column("reason_ja", "VARCHAR", "how it was computed, or why it can't be, in Japanese"),
    ),
    order="method",
)


def nps_weighted(invitations: Invitations, settings: OutcomesSettings) -> pa.Table:
    """The rows "raw" and "weighted" of nps_weighted; none if nobody was invited.

    Both are about the answers that belong to an invitation; intervals are cluster-robust by customer.
    """
    asked = invitations.asked
    if not asked.num_rows:
        return NPS_WEIGHTED.schema.empty_table()
    value = asked["value"].to_numpy(zero_copy_only=False).astype(np.float64)
    scored = ~np.isnan(value)
    customer = invitations.customers[scored]
    n, customers = int(scored.sum()), len(np.unique(customer))
    if n < settings.min_responses or customers < MIN_CUSTOMERS or scored.all():
        return _too_few(n, customers, asked.num_rows, settings.min_responses)
    weights, trimmed = _trimmed(1 / _probability(_traits(invitations), scored)[scored])
    reason = _weighted_reason(asked.num_rows, n, trimmed)
    rows = [
        {"method": "raw", **_estimate(value[scored], customer, np.ones(n)), "n_trimmed": 0, **_raw_reason()},
        {"method": "weighted", **_estimate(value[scored], customer, weights), "n_trimmed": trimmed, **reason},
    ]
    return pa.Table.from_pylist([{"n": n, "n_customers": customers, **row} for row in rows], schema=NPS_WEIGHTED.schema)


def _too_few(n: int, customers: int, invited: int, min_answers: int) -> pa.Table:
    reason = text(
        "invitations.too_few",
        answers=amount("nps_answer", n),
        invited=amount("invitation", invited),
        min=min_answers,
        min_customers=MIN_CUSTOMERS,
    )
    row = {"n": n, "n_customers": customers, "n_trimmed": 0, **reason_columns(reason)}
    return pa.Table.from_pylist([{"method": name, **row} for name in ("raw", "weighted")], schema=NPS_WEIGHTED.schema)


def _raw_reason() -> dict[str, str]:
    return reason_columns(text("invitations.raw"))


def _weighted_reason(invited: int, answers: int, trimmed: int) -> dict[str, str]:
    return reason_columns(
        text(
            "invitations.weighted",
            answers=amount("nps_answer", answers),
            invited=amount("invitation", invited),
            trimmed=amount("weight", trimmed),
        )
    )


def _estimate(value: Floats, customer: Integers, weight: Floats) -> dict[str, float]:
    """The weighted NPS with its interval, and Kish's effective number of answers."""
    nps, margin, effective = _weighted_mean(value, customer, weight)
    ends = {"low": 100 * max(-1.0, nps - margin), "high": 100 * min(1.0, nps + margin)}
    return {"n_effective": effective, "nps": 100 * nps, **ends}


def _traits(invitations: Invitations) -> Floats:
    """The predictors of the probability of answering, shape (invitations, traits), standardized.

    An unknown value is replaced by the mean, and whether it is known is another predictor.
    """
    asked, columns = invitations.asked, []
    for (kind, _), inside in invitations.places.items():
        if kind != "all":
            member = np.zeros(asked.num_rows)
            member[inside] = 1.0
            columns.append(member)
    for name in ("tenure_days", "monthly_value"):
        raw = asked[name].to_numpy(zero_copy_only=False).astype(np.float64)
        known = ~np.isnan(raw)
        logged = np.log1p(np.maximum(raw, 0.0, where=known, out=np.zeros_like(raw)))
        columns += [np.where(known, logged, logged[known].mean() if known.any() else 0.0), known.astype(np.float64)]
    traits = np.column_stack(columns)
    spread = traits.std(axis=0)
    return np.asarray((traits - traits.mean(axis=0)) / np.where(spread > 0, spread, 1.0))


def _probability(traits: Floats, answered: np.ndarray) -> Floats:
    """The probability of answering of each invitation, shape (invitations,)."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=1.0, max_iter=1000).fit(traits, answered)
    return np.asarray(fitted.predict_proba(traits)[:, 1])


def _trimmed(weights: Floats) -> tuple[Floats, int]:
    """Weights with a mean of about 1, none above MAX_WEIGHT; and how many were cut."""
    even = weights / weights.mean()
    return np.minimum(even, MAX_WEIGHT), int((even > MAX_WEIGHT).sum())


def _weighted_mean(value: Floats, customer: Integers, weight: Floats) -> tuple[float, float, float]:
    """The weighted mean, its margin by linearization over customers, and Kish's effective number of answers."""
    total = weight.sum()
    mean = float((weight * value).sum() / total)
    by_customer = np.bincount(customer, weight * (value - mean))
    variance = (by_customer**2).sum() / total**2 + added_variance(mean, len(value))
    margin = Z * float(np.sqrt(variance))
    return mean, margin, float(total**2 / (weight**2).sum())


def run(context: Context) -> Counts:
    """Replace the table; it is empty if there are no invitations."""
    rows = nps_weighted(Invitations.of(context), context.settings.outcomes)
    replace(context.connection, NPS_WEIGHTED, rows)
    return {}


STEP = Step("outcomes.nps_weighted", run, reads=Invitations.READS, tables=(NPS_WEIGHTED,))
