"""segment_nps: the NPS by segment, each answer in the segment of the day it was given."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.queries import read
from vocpipe.outcomes.statistics.interval import adjusted_wald
from vocpipe.settings import OutcomesSettings
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN, too_small_to_show
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import Column, Table, registered, replace
from vocpipe.wording import amount, text

SEGMENT_NPS = Table(
    "segment_nps",
    "one row per kind of segment and segment with NPS answers; the kind all is everybody.",
    (
        Column("segment_kind", "VARCHAR", "all, touch_model, usage, lifecycle or plan"),
        Column("segment", "VARCHAR", "the segment the customer was in on the day of the answer"),
        Column("n", "BIGINT", "NPS answers with text; null if they are of fewer than five customers"),
        Column("n_customers", "BIGINT", "customers who gave them; null if they are fewer than five"),
        Column("nps", "DOUBLE", "NPS, -100 to 100; null below the minimum number of answers"),
        Column(
            "low",
            "DOUBLE",
            "lower end of its 95 % interval (adjusted-Wald, widened for several answers of one customer)",
        ),
        Column("high", "DOUBLE", "upper end"),
        Column("reason_en", "VARCHAR", "why there is no number, in English; null if there is one"),
        Column("reason_ja", "VARCHAR", "why there is no number, in Japanese; null if there is one"),
    ),
    order="segment_kind, segment",
)


def segment_nps(customers: pa.Table, settings: OutcomesSettings) -> pa.Table:
    """One row per segment with the columns of the table segment_nps, in the order of kind and segment.

    customers: segment_kind, segment, customer, n, total, squares as segment_customers.sql gives them. The interval is
    adjusted-Wald, widened by the design effect of several answers per customer; below `settings.min_responses` answers
    there is none, and no NPS.
    """
    keys = sorted(set(zip(customers["segment_kind"].to_pylist(), customers["segment"].to_pylist(), strict=True)))
    rows = []
    for kind, segment in keys:
        inside = pc.and_(pc.equal(customers["segment_kind"], kind), pc.equal(customers["segment"], segment))
        rows.append({"segment_kind": kind, "segment": segment, **_cell(customers.filter(inside), settings)})
    return pa.Table.from_pylist(rows, schema=SEGMENT_NPS.schema)


def _cell(customers: pa.Table, settings: OutcomesSettings) -> dict[str, float | str | None]:
    if customers.num_rows < MIN_CUSTOMERS_SHOWN:
        return {**reason_columns(too_small_to_show())}
    n, total, squares = (customers[name].to_numpy().astype(np.float64) for name in ("n", "total", "squares"))
    answers = int(n.sum())
    counts: dict[str, float | str | None] = {"n": answers, "n_customers": customers.num_rows}
    if answers < settings.min_responses:
        few = text("nps.segment.few_answers", answers=amount("answer", answers), min=settings.min_responses)
        return {**counts, **reason_columns(few)}
    mean = float(total.sum()) / answers
    clustered, independent = float(((total - n * mean) ** 2).sum()), float(squares.sum()) - answers * mean**2
    design = max(1.0, clustered / independent) if independent > 0 else 1.0
    interval = adjusted_wald(answers, float(total.sum()), float(squares.sum()), design=design)
    return {**counts, "nps": 100 * mean, "low": 100 * interval.low, "high": 100 * interval.high}


def run(context: Context) -> Counts:
    """Replace the table."""
    answers, timezone = read(context.connection, "answers.sql"), context.settings.workspace.timezone
    with registered(context.connection, answer=answers.filter(pc.equal(answers["score_type"], "nps"))):
        customers = read(context.connection, "nps/segment_customers.sql", timezone=timezone)
    replace(context.connection, SEGMENT_NPS, segment_nps(customers, context.settings.outcomes))
    return {}


STEP = Step(
    "outcomes.segment_nps",
    run,
    reads=frozenset(
        {"feedback_raw", "feedback_clean", "customer", "customer_match", "customer_number", "customer_segment"}
    ),
    tables=(SEGMENT_NPS,),
)
