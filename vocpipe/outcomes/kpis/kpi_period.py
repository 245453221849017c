"""kpi and kpi_period: what each KPI is, and its value in every month and segment, with n and an interval."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import duckdb
import pyarrow.compute as pc

from vocpipe.outcomes.judgment import reason_columns
from vocpipe.outcomes.kpis.kpi import Kpi, Model
from vocpipe.outcomes.kpis.means import MIN_PER, Sums, interval_of
from vocpipe.outcomes.kpis.observing import Observing, Part
from vocpipe.outcomes.queries import read
from vocpipe.small_cells import MIN_CUSTOMERS_SHOWN, too_small_to_show
from vocpipe.store.tables import Column, Table, registered
from vocpipe.wording import amount, text

KPI = Table(
    "kpi",
    "one row per KPI: what it is, and how it is counted. Mean scores but the NPS have one for each kind of feedback.",
    (
        Column("kpi_id", "VARCHAR", "its id, such as nps, churn_rate or csat.ticket"),
        Column("kpi_name", "VARCHAR", "the KPI without the kind of feedback"),
        Column("kind", "VARCHAR", "survey, ticket, review …, where kinds of feedback stand alone; else null"),
        Column("name_en", "VARCHAR", "its name, in English"),
        Column("name_ja", "VARCHAR", "its name, in Japanese"),
        Column("about_en", "VARCHAR", "how it is computed, in English"),
        Column("about_ja", "VARCHAR", "how it is computed, in Japanese"),
        Column("model", "VARCHAR", "moment (it comes or not), rate, count (also an amount), score or ratio"),
        Column("unit", "VARCHAR", "percent (values are from 0 to 1), points, days, hours or money"),
        Column("digits", "INTEGER", "decimals that are worth showing, of percent after a factor of 100"),
        Column("counted", "VARCHAR", "what n counts: answer, invitation, customer_month, new_customer, order …"),
        Column("more_is_better", "BOOLEAN", "whether higher values are better"),
        Column("n", "BIGINT", "observations; null if they are of fewer than five customers"),
        Column("n_customers", "BIGINT", "customers they are of; null if they are fewer than five"),
        Column("reason_en", "VARCHAR", "why it has no values, in English; null if it has any"),
        Column("reason_ja", "VARCHAR", "why it has no values, in Japanese; null if it has any"),
    ),
    order="kpi_id",
)
KPI_PERIOD = Table(
    "kpi_period",
    "one row per KPI, month, kind of segment and segment with observations; the kind all is everybody.",
    (
        Column("kpi_id", "VARCHAR", "the KPI, as in kpi"),
        Column("month", "DATE", "the month's first day"),
        Column("segment_kind", "VARCHAR", "all, touch_model, usage, lifecycle or plan"),
        Column("segment", "VARCHAR", "the segment the customer was in on the day of the observation"),
        Column(
            "is_complete", "BOOLEAN", "whether the data tell of the whole month; if not, the value may still change"
        ),
        Column("n", "BIGINT", "observations: what kpi.counted says; null if they are of fewer than five customers"),
        Column("n_customers", "BIGINT", "customers they are of; null if they are fewer than five"),
        Column("value", "DOUBLE", "the mean, or ratio; null below the minimum number of answers"),
        Column(
            "low",
            "DOUBLE",
            "lower end of its 95 % interval, widened for several observations of one customer",
        ),
        Column("high", "DOUBLE", "upper end"),
        Column("reason_en", "VARCHAR", "why there is no number, in English; null if there is one"),
        Column("reason_ja", "VARCHAR", "why there is no number, in Japanese; null if there is one"),
    ),
    order="kpi_id, segment_kind, segment, month",
)
_DIGITS = 10  # that are stored: sums in another order, on more threads, differ only in later ones
Row = dict[str, Any]


def kpi_row(part: Part) -> Row:
    """The row of the table kpi; without observations it says what is missing."""
    kpi = part.kpi
    customers = pc.count_distinct(part.rows["customer"]).as_py()
    shown = {"n": part.rows.num_rows, "n_customers": customers} if customers >= MIN_CUSTOMERS_SHOWN else {}
    why = too_small_to_show() if customers else text(f"kpi.{kpi.name}.missing", needs=kpi.needs)
    return {**_about(kpi, part.name), **shown, **({} if shown else reason_columns(why))}


def _about(kpi: Kpi, part: str | None) -> Row:
    name, about = kpi.title(part), text(f"kpi.{kpi.name}.about")
    return {
        **{"kpi_id": kpi.id_of(part), "kpi_name": kpi.name, "kind": part, "model": str(kpi.model), "unit": kpi.unit},
        **{"name_en": name.en, "name_ja": name.ja, "about_en": about.en, "about_ja": about.ja},
        **{"digits": kpi.digits, "counted": kpi.counted, "more_is_better": kpi.more_is_better},
    }


def period_rows(kpi: Kpi, cells: Iterable[Row], min_n: int) -> Iterator[Row]:
    """The columns of kpi_period from month on, but is_complete, of the cells of kpi_cells.sql.

    A cell of few customers has no numbers. Where one has none, further ones of its kind and month have none either,
    the smallest first, until those without are enough together: else they would follow from the rest.
    """
    for _, cells_of_kind in groupby(cells, key=lambda cell: (cell["month"], cell["segment_kind"])):
        group = sorted(cells_of_kind, key=lambda cell: (cell["n_customers"], cell["segment"] or ""))
        hidden, any_hidden = 0, group[0]["n_customers"] < MIN_CUSTOMERS_SHOWN
        for cell in group:
            is_hidden = any_hidden and hidden < MIN_CUSTOMERS_SHOWN
            hidden += cell["n_customers"] if is_hidden else 0
            if cell["segment"] is not None:
                keys = {name: cell[name] for name in ("month", "segment_kind", "segment")}
                yield {**keys, **(reason_columns(too_small_to_show()) if is_hidden else _numbers(kpi, cell, min_n))}


def _numbers(kpi: Kpi, cell: Row, min_n: int) -> Row:
    counts = {"n": cell["n"], "n_customers": cell["n_customers"]}
    if cell["n"] < min_n:
        return {**counts, **reason_columns(text("kpi.few", counted=amount(kpi.counted, cell["n"]), min=min_n))}
    sums = Sums(**{name: cell[name] for name in Sums.__slots__})
    if kpi.model is Model.RATIO and (sums.per < MIN_PER or sums.total <= 0):
        return {**counts, **reason_columns(text("kpi.few_per", n=sums.per, min=MIN_PER))}
    interval = interval_of(kpi, sums)
    numbers = {"value": sums.mean, "low": interval.low, "high": interval.high}
    return {**counts, **{name: _stored(kpi.shown(number)) for name, number in numbers.items()}}


def _stored(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def periods(connection: duckdb.DuckDBPyConnection, found: Observing, part: Part, min_n: int) -> Iterator[Row]:
    """The rows of kpi_period of one part of a KPI."""
    with registered(connection, observed=part.rows):
        cells = read(connection, "kpis/kpi_cells.sql").to_pylist()
    for row in period_rows(part.kpi, cells, min_n):
        yield {"kpi_id": part.kpi_id, "is_complete": found.is_complete(part.kpi, row["month"]), **row}
