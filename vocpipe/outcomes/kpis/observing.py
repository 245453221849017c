"""The observations of every KPI in a workspace."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.outcomes.kpis.definitions import definitions
from vocpipe.outcomes.kpis.kpi import AfterMention, Kpi, Model
from vocpipe.outcomes.queries import ANSWER_DAYS, asked, read
from vocpipe.settings import Settings
from vocpipe.step import Context
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch

_PARAMETER = re.compile(r"\$(\w+)")
_PART = "SELECT * EXCLUDE (part) FROM observation WHERE part IS NOT DISTINCT FROM $part ORDER BY ALL"


_RULE = """
SELECT coalesce(days, 0) AS order_days, first_on AS bought_from, until_on AS bought_until FROM lapse_rule
"""
OPEN_DAYS = 7  # after a message, in which it is opened if it ever is
HEARD_DAYS = 30  # after an order, in which what is said of it counts when it is asked whether another one comes


@dataclass(frozen=True, slots=True)
class Part:
    """The observations of one part of a KPI: customer, customer_id, day, value, per; `name` is its kind of feedback.

    Values are in the unit of the statistics, see `Kpi.of_unit`; per is 1 but in ratios. tested: customer_id, day and
    value of the observations that themes are tested on, all of known customers; None if themes are not tested here.
    """

    kpi: Kpi
    name: str | None
    rows: pa.Table
    tested: pa.Table | None = None

    @property
    def kpi_id(self) -> str:
        """The id of the KPI."""
        return self.kpi.id_of(self.name)


@dataclass(frozen=True, slots=True)
class Observing:
    """Where observations come from: the database, and the parameters of the queries."""

    READS: ClassVar[frozenset[str]] = frozenset(
        {
            *("behaviour", "contact", "customer", "customer_match", "customer_number", "customer_order"),
            *("customer_spell", "customer_told", "customer_version", "feedback_raw", "invitation", "lapse_rule"),
        }
    )

    connection: duckdb.DuckDBPyConnection
    parameters: dict[str, Any]

    def is_complete(self, kpi: Kpi, month: date) -> bool:
        """Whether the data tell of every day of the month that begins on this day."""
        first, until = self.parameters[kpi.since], self.parameters[kpi.until]
        lag = timedelta(self.parameters[kpi.lag] if kpi.lag else 0)
        return bool(first <= month and (month + timedelta(31)).replace(day=1) + lag <= until)

    def parts(self) -> Iterator[Part]:
        """One for each KPI and, where kinds of feedback stand alone, each kind; a KPI without observations has one."""
        for kpi in definitions():
            rows = self._rows(kpi.query)
            if kpi.model is not Model.RATIO:
                rows = rows.append_column("per", pa.array(np.ones(rows.num_rows)))
            for name in _names(rows):
                part = self._of_unit(kpi, self._part(rows, name))
                yield Part(kpi, name, part, self._tested(kpi, part))

    def _part(self, rows: pa.Table, name: str | None) -> pa.Table:
        with registered(self.connection, observation=rows):
            return fetch(self.connection, _PART, {"part": name})

    def _of_unit(self, kpi: Kpi, rows: pa.Table) -> pa.Table:
        values = kpi.of_unit(rows["value"].to_numpy(zero_copy_only=False).astype(np.float64))
        return rows.set_column(rows.column_names.index("value"), "value", pa.array(values))

    def _tested(self, kpi: Kpi, rows: pa.Table) -> pa.Table | None:
        if not isinstance(kpi.themes, AfterMention):
            return None
        tested = rows if kpi.themes.query is None else self._part(self._rows(kpi.themes.query), None)
        return tested.filter(pc.is_valid(tested["customer_id"])).select(["customer_id", "day", "value"])

    def _rows(self, query: str) -> pa.Table:
        names = set(_PARAMETER.findall(query))
        return fetch(self.connection, query, {name: self.parameters[name] for name in names} or None)


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
    rule = fetch(context.connection, _RULE).to_pylist()
    orders = rule[0] if rule else {"order_days": 0, "bought_from": given["as_of"], "bought_until": given["as_of"]}
    with registered(context.connection, contract_month=months, asked=invitations):
        order_months = read(context.connection, "kpis/order_month.sql")
        tickets = read(context.connection, "kpis/ticket_time.sql", timezone=timezone)
        with registered(context.connection, order_month=order_months, ticket_time=tickets):
            yield Observing(context.connection, {**given, **orders, **_settings(context.settings)})


def _settings(settings: Settings) -> dict[str, int]:
    names = ("onboarding_days", "usage_days", "occasional")
    given = {name: getattr(settings.segments, name) for name in names}
    return {**given, "answer_days": ANSWER_DAYS, "open_days": OPEN_DAYS, "wait_days": _wait(settings)}


def _wait(settings: Settings) -> int:
    """After an order: the days in which others may come before its customer is looked at, and a complaint counts."""
    return settings.outcomes.exposure_gap_days + HEARD_DAYS
