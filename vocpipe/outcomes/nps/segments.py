"""segment_nps and theme_segment: NPS and themes by segment, each answer in the segment of the day it was given.

Cells of fewer than five customers are not shown: they would be about persons.
"""

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import stats

from vocpipe.outcomes.nps.reasons import segment_few
from vocpipe.outcomes.reasons import too_small_to_show
from vocpipe.outcomes.statistics.interval import CONFIDENCE, Interval, adjusted_sums
from vocpipe.outcomes.tables import read, registered, replace
from vocpipe.settings import OutcomesSettings

LEAST_SHOWN = 5  # customers

SCHEMA = pa.schema(
    [("segment_kind", pa.string()), ("segment", pa.string()), ("n", pa.int64()), ("n_customers", pa.int64())]
    + [(name, pa.float64()) for name in ("nps", "low", "high")]
    + [("reason_en", pa.string()), ("reason_ja", pa.string())]
)


def refresh_segment_scores(connection: duckdb.DuckDBPyConnection, settings: OutcomesSettings) -> None:
    """Replaces the tables segment_nps and theme_segment."""
    answers = read(connection, "nps/answers.sql")
    with registered(connection, answer=answers.filter(pc.equal(answers["score_type"], "nps"))):
        customers = read(connection, "nps/segment_customers.sql")
    replace(connection, "segment_nps", segment_nps(customers, settings))
    z = float(stats.norm.ppf((1 + CONFIDENCE) / 2))
    replace(connection, "theme_segment", read(connection, "nps/theme_segment.sql", least=LEAST_SHOWN, z=z))


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
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _cell(customers: pa.Table, settings: OutcomesSettings) -> dict[str, float | str | None]:
    if customers.num_rows < LEAST_SHOWN:
        hidden = too_small_to_show(LEAST_SHOWN)
        return {"reason_en": hidden.en, "reason_ja": hidden.ja}
    n, total, squares = (customers[name].to_numpy().astype(np.float64) for name in ("n", "total", "squares"))
    answers = int(n.sum())
    counts: dict[str, float | str | None] = {"n": answers, "n_customers": customers.num_rows}
    if answers < settings.min_responses:
        few = segment_few(answers, least=settings.min_responses)
        return {**counts, "reason_en": few.en, "reason_ja": few.ja}
    mean = float(total.sum()) / answers
    clustered, independent = float(((total - n * mean) ** 2).sum()), float(squares.sum()) - answers * mean**2
    design = max(1.0, clustered / independent) if independent > 0 else 1.0
    interval: Interval = adjusted_sums(answers, float(total.sum()), float(squares.sum()), design=design)
    return {**counts, "nps": 100 * mean, "low": 100 * interval.low, "high": 100 * interval.high}
