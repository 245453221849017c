"""The observations of every KPI in a workspace."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.outcomes.kpis.definitions import definitions
from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi
from vocpipe.outcomes.queries import ANSWER_DAYS, asked, read
from vocpipe.settings import Settings
from vocpipe.step import Context
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch

_PART = "SELECT * EXCLUDE (part) FROM observation WHERE part IS NOT DISTINCT FROM $part ORDER BY ALL"


@dataclass(frozen=True, slots=True)
class Part:
    """The observations of one part of a KPI: customer, customer_id, day, value; `name` is its kind of feedback, if any.

    Values are in the unit of the statistics, see `Kpi.of_unit`.
    """

    kpi: Kpi
    name: str | None
    rows: pa.Table

    @property
    def kpi_id(self) -> str:
        """The id of the KPI."""
        return self.kpi.id_of(self.name)

    @property
    def is_tested(self) -> bool:
        """Whether its themes are tested by what is observed after a mention."""
        return isinstance(self.kpi.themes, AfterMention)


@dataclass(frozen=True, slots=True)
class Observing:
    """Where observations come from: the database, and the parameters of the queries."""

    READS: ClassVar[frozenset[str]] = frozenset(
        {
            *("behaviour", "customer", "customer_match", "customer_number", "customer_spell", "customer_told"),
            *("customer_version", "feedback_raw", "invitation"),
        }
    )

    connection: duckdb.DuckDBPyConnection
    parameters: dict[str, Any]

    def is_complete(self, kpi: Kpi, month: date) -> bool:
        """Whether the data tell of every day of the month that begins on this day."""
        first, as_of = self.parameters["first_day"], self.parameters["as_of"]
        lag = timedelta(self.parameters[kpi.lag] if kpi.lag else 0)
        return bool(first <= month and (month + timedelta(31)).replace(day=1) + lag <= as_of)

    def parts(self) -> Iterator[Part]:
        """One for each KPI and, where kinds of feedback stand alone, each kind; a KPI without observations has one."""
        for kpi in definitions():
            rows = self._rows(kpi)
            for name in _names(rows):
                with registered(self.connection, observation=rows):
                    part = fetch(self.connection, _PART, {"part": name})
                values = kpi.of_unit(part["value"].to_numpy(zero_copy_only=False).astype(np.float64))
                yield Part(kpi, name, part.set_column(part.column_names.index("value"), "value", pa.array(values)))

    def _rows(self, kpi: Kpi) -> pa.Table:
        return fetch(self.connection, kpi.query, {name: self.parameters[name] for name in kpi.parameters} or None)


def _names(rows: pa.Table) -> list[str | None]:
    names = rows["part"].unique().to_pylist()
    return sorted(names, key=lambda name: name or "") or [None]


@contextmanager
def observing(context: Context) -> Iterator[Observing | None]:
    """Inside the block, queries of KPIs may read what they share; None if there are no data."""
    timezone = context.settings.workspace.timezone
    span = read(context.connection, "data_span.sql", timezone=timezone).to_pylist()
    if not span:
        yield None
        return
    given = {"timezone": timezone, **span[0]}
    months = read(context.connection, "kpis/contract_month.sql", **given)
    invitations = asked(context.connection, timezone)
    with registered(context.connection, contract_month=months, asked=invitations):
        yield Observing(context.connection, {**given, **_settings(context.settings)})


def _settings(settings: Settings) -> dict[str, int]:
    names = ("onboarding_days", "usage_days", "occasional")
    return {name: getattr(settings.segments, name) for name in names} | {"answer_days": ANSWER_DAYS}
