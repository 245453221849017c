"""response_rate and nps_weighted: how many of those asked answer, by segment, and the NPS weighted for who does not.

The weights are one over the probability of answering, by a logistic regression on segments, tenure and monthly value.
They mend what these tell apart, and nothing else: who stays silent for another reason is not heard by any weighting.
"""

import duckdb
import numpy as np
import pyarrow as pa
from scipy import stats

from vocpipe.outcomes.invitations.reasons import few_asked, rate_is_low, weighted_for, weights_few
from vocpipe.outcomes.reasons import Reason, too_small_to_show
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Floats
from vocpipe.outcomes.statistics.resample import Integers
from vocpipe.outcomes.tables import read, registered, replace
from vocpipe.settings import OutcomesSettings

ANSWER_DAYS = 45
LEAST_SHOWN = 5  # customers
LOW = 0.5  # of everybody's rate: a segment below that, for sure, is hardly heard
HEAVIEST = 5.0  # times the mean weight; heavier ones are cut to it
_Z = float(stats.norm.ppf((1 + CONFIDENCE) / 2))

RATE_SCHEMA = pa.schema(
    [("segment_kind", pa.string()), ("segment", pa.string())]
    + [(name, pa.int64()) for name in ("n_invited", "n_answered", "n_customers")]
    + [(name, pa.float64()) for name in ("rate", "low", "high")]
    + [("is_low", pa.bool_()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)
NPS_SCHEMA = pa.schema(
    [("method", pa.string()), ("n", pa.int64()), ("n_customers", pa.int64())]
    + [(name, pa.float64()) for name in ("n_effective", "nps", "low", "high")]
    + [("n_trimmed", pa.int64()), ("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def refresh_response(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings) -> None:
    """Replaces the tables response_rate and nps_weighted; both are empty where there are no invitations."""
    asked = read(connection, "invitations/asked.sql", days=ANSWER_DAYS)
    with registered(connection, asked=asked):
        segments = read(connection, "invitations/segments.sql")
    replace(connection, "response_rate", response_rate(asked, segments))
    replace(connection, "nps_weighted", nps_weighted(asked, segments, settings))


def response_rate(asked: pa.Table, segments: pa.Table) -> pa.Table:
    """One row per segment, as response_rate has them; Wilson's interval. asked, segments: as in the SQL files."""
    answered = asked["answered"].to_numpy(zero_copy_only=False).astype(bool)
    customer = np.unique(asked["customer_id"].to_numpy(zero_copy_only=False), return_inverse=True)[1]
    places = _places(segments)
    usual = float(answered.mean()) if len(answered) else 0.0
    rows = [
        {"segment_kind": kind, "segment": segment, **_rate(answered[inside], customer[inside], usual)}
        for (kind, segment), inside in sorted(places.items())
    ]
    return pa.Table.from_pylist(rows, schema=RATE_SCHEMA)


def _places(segments: pa.Table) -> dict[tuple[str, str], Integers]:
    found: dict[tuple[str, str], list[int]] = {}
    for row in segments.to_pylist():
        found.setdefault((row["segment_kind"], row["segment"]), []).append(row["place"])
    return {key: np.array(places, np.int64) for key, places in found.items()}


def _rate(answered: np.ndarray, customer: Integers, usual: float) -> dict[str, object]:
    n, yes, customers = len(answered), int(answered.sum()), len(np.unique(customer))
    if customers < LEAST_SHOWN:
        return {"is_low": False, **_words(too_small_to_show(LEAST_SHOWN))}
    middle, margin = (yes + _Z**2 / 2) / (n + _Z**2), _Z / (n + _Z**2) * np.sqrt(yes * (n - yes) / n + _Z**2 / 4)
    low, high = max(0.0, float(middle - margin)), min(1.0, float(middle + margin))
    is_low = high < LOW * usual
    counts = {"n_invited": n, "n_answered": yes, "n_customers": customers, "rate": yes / n, "low": low, "high": high}
    return {**counts, "is_low": is_low, **(_words(rate_is_low(yes, n, usual)) if is_low else {})}


def nps_weighted(asked: pa.Table, segments: pa.Table, settings: OutcomesSettings) -> pa.Table:
    """The rows "raw" and "weighted" of nps_weighted; none where nobody was asked.

    Both are about the answers that belong to an invitation; intervals are cluster-robust by customer.
    """
    if not asked.num_rows:
        return NPS_SCHEMA.empty_table()
    value = asked["value"].to_numpy(zero_copy_only=False).astype(np.float64)
    scored = ~np.isnan(value)
    customer = np.unique(asked["customer_id"].to_numpy(zero_copy_only=False), return_inverse=True)[1]
    n, customers = int(scored.sum()), len(np.unique(customer[scored]))
    if n < settings.min_responses or customers < 2 * LEAST_SHOWN or scored.all():
        few = few_asked(n, asked.num_rows, least=settings.min_responses)
        row = {"n": n, "n_customers": customers, "n_trimmed": 0, **_words(few)}
        return pa.Table.from_pylist([{"method": name, **row} for name in ("raw", "weighted")], schema=NPS_SCHEMA)
    probability = _probability(_traits(asked, segments), scored)
    weights, trimmed = _trimmed(1 / probability[scored])
    rows = []
    for method, weight, cut in (("raw", np.ones(n), 0), ("weighted", weights, trimmed)):
        nps, margin, effective = _weighted(value[scored], customer[scored], weight)
        told = weights_few() if method == "raw" else weighted_for(asked.num_rows, n, cut)
        ends = {"nps": 100 * nps, "low": 100 * max(-1.0, nps - margin), "high": 100 * min(1.0, nps + margin)}
        counts = {"n": n, "n_customers": customers, "n_effective": effective, "n_trimmed": cut}
        rows.append({"method": method, **counts, **ends, **_words(told)})
    return pa.Table.from_pylist(rows, schema=NPS_SCHEMA)


def _traits(asked: pa.Table, segments: pa.Table) -> Floats:
    """What answering may go with, shape (invitations, traits), standardized; a value not known is the mean."""
    columns = []
    for (kind, _), inside in sorted(_places(segments).items()):
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
    """Weights with a mean of about 1, none above HEAVIEST; and how many were cut."""
    even = weights / weights.mean()
    return np.minimum(even, HEAVIEST), int((even > HEAVIEST).sum())


def _weighted(value: Floats, customer: Integers, weight: Floats) -> tuple[float, float, float]:
    """The weighted mean, its margin by linearization over customers with three answers added, and Kish's n."""
    total = weight.sum()
    mean = float((weight * value).sum() / total)
    by_customer = np.bincount(customer, weight * (value - mean))
    added = (1.5 + 3 * mean**2) / len(value) ** 2  # Rocks' three answers, so that equal scores don't look certain
    margin = _Z * float(np.sqrt((by_customer**2).sum() / total**2 + added))
    return mean, margin, float(total**2 / (weight**2).sum())


def _words(reason: Reason) -> dict[str, str]:
    return {"reason_en": reason.en, "reason_ja": reason.ja}
