"""response_rate: the share of survey invitations that are answered, by segment."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.figures import percent
from vocpipe.outcomes.invitations.asked import Invitations
from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.statistics.arrays import Integers
from vocpipe.outcomes.statistics.proportion import wilson_interval
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN, too_small_to_show
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, replace
from vocpipe.wording import amount, text

LOW = 0.5  # of everybody's rate: a segment's rate is low if its whole interval is below

RESPONSE_RATE = Table(
    "response_rate",
    "one row per kind of segment and segment that was invited to a survey; the kind all holds everybody.",
    (
        Column("segment_kind", "VARCHAR", "all, touch_model, usage, lifecycle or plan"),
        Column("segment", "VARCHAR", "the segment the customer was in on the day of the invitation"),
        Column("n_invited", "BIGINT", "invitations; null if they went to fewer than five customers"),
        Column("n_answered", "BIGINT", "invitations that were answered; null if n_invited is"),
        Column("n_opened", "BIGINT", "invitations that were opened; null if no file says so"),
        Column("n_reminded", "BIGINT", "invitations that a reminder followed; a reminder is no invitation of its own"),
        Column("n_answered_before", "BIGINT", "answered before any reminder; null if nobody says when"),
        Column("n_customers", "BIGINT", "customers who were invited; null if they are fewer than five"),
        Column("rate", "DOUBLE", "n_answered of n_invited, 0 to 1"),
        Column("rate_before", "DOUBLE", "n_answered_before of n_invited: the rate without reminders, 0 to 1"),
        Column("low", "DOUBLE", "lower end of its 95 % interval (Wilson)"),
        Column("high", "DOUBLE", "upper end"),
        Column("is_low", "BOOLEAN", "whether the rate's whole interval is below half of everybody's rate"),
        Column("reason_en", "VARCHAR", "a warning if the rate is low, or why there is no number, in English"),
        Column("reason_ja", "VARCHAR", "a warning if the rate is low, or why there is no number, in Japanese"),
    ),
    order="segment_kind, segment",
)


def response_rate(invitations: Invitations) -> pa.Table:
    """One row per kind of segment and segment, with the columns of the table response_rate; Wilson's interval."""
    asked, customer = invitations.asked, invitations.customers
    answered = asked["answered"].to_numpy(zero_copy_only=False).astype(bool)
    overall = float(answered.mean()) if len(answered) else 0.0
    rows = []
    for (kind, segment), inside in invitations.places.items():
        rate = _rate(answered[inside], customer[inside], overall)
        counts = _mails(asked.take(inside)) if "rate" in rate else {}
        rows.append({"segment_kind": kind, "segment": segment, **rate, **counts})
    return pa.Table.from_pylist(rows, schema=RESPONSE_RATE.schema)


def _rate(answered: np.ndarray, customer: Integers, overall: float) -> dict[str, object]:
    n, yes, customers = len(answered), int(answered.sum()), len(np.unique(customer))
    if customers < MIN_CUSTOMERS_SHOWN:
        return {"is_low": False, **reason_columns(too_small_to_show())}
    interval = wilson_interval(yes, n)
    is_low = interval.high < LOW * overall
    counts = {"n_invited": n, "n_answered": yes, "n_customers": customers}
    rates = {"rate": yes / n, "low": interval.low, "high": interval.high}
    return {**counts, **rates, "is_low": is_low, **(_low_reason(yes, n, overall) if is_low else {})}


def _mails(asked: pa.Table) -> dict[str, object]:
    """How many were opened and reminded, and answered before that."""
    opened, before = (pc.drop_null(asked[name]) for name in ("opened", "answered_before"))
    n_before = pc.sum(before).as_py() or 0 if len(before) == asked.num_rows else None
    return {
        "n_opened": pc.sum(opened).as_py() if len(opened) else None,
        "n_reminded": pc.sum(asked["reminded"]).as_py() or 0,
        "n_answered_before": n_before,
        "rate_before": None if n_before is None else n_before / asked.num_rows,
    }


def _low_reason(answered: int, invited: int, overall: float) -> dict[str, str]:
    return reason_columns(
        text(
            "invitations.rate_is_low",
            answered=answered,
            invited=amount("invitation", invited),
            rate=percent(answered / invited),
            overall=percent(overall),
        )
    )


def run(context: Context) -> Counts:
    """Replace the table; it is empty if there are no invitations."""
    replace(
        context.connection,
        RESPONSE_RATE,
        response_rate(Invitations.of(context)),
    )
    return {}


STEP = Step("outcomes.response_rate", run, reads=Invitations.READS, tables=(RESPONSE_RATE,))
