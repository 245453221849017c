"""kpi, kpi_period and theme_kpi: everything is observed once, and all three tables are made of it."""

import pyarrow as pa

from vocpipe.outcomes.kpis.definitions import definitions
from vocpipe.outcomes.kpis.kpi_period import KPI, KPI_PERIOD, kpi_row, periods
from vocpipe.outcomes.kpis.observing import Observing, Part, observing
from vocpipe.outcomes.kpis.theme_kpi import THEME_KPI, Exposures, theme_rows
from vocpipe.step import Context, Counts, Step
from vocpipe.store.tables import replace


def run(context: Context) -> Counts:
    """Replace the tables; a KPI without observations has a row in kpi that says what is missing."""
    connection, min_n = context.connection, context.settings.outcomes.min_responses
    with observing(context) as found:
        parts = list(found.parts()) if found else _nothing()
        rows = [row for part in parts for row in periods(connection, found, part, min_n)] if found else []
        themes = theme_rows(context, parts)
    replace(connection, KPI, pa.Table.from_pylist([kpi_row(part) for part in parts], schema=KPI.schema))
    replace(connection, KPI_PERIOD, pa.Table.from_pylist(rows, schema=KPI_PERIOD.schema))
    replace(connection, THEME_KPI, themes)
    return {}


def _nothing() -> list[Part]:
    none = pa.table({"customer": pa.array([], pa.string())})
    return [Part(kpi, None, none) for kpi in definitions()]


STEP = Step(
    "outcomes.kpis",
    run,
    reads=Observing.READS | Exposures.READS | {"customer_segment", "theme_nps", "theme_score", "theme_churn"},
    tables=(KPI, KPI_PERIOD, THEME_KPI),
)
