"""KPI (?kpi=…): one number that the team watches, by month and by segment, and the themes that go with it."""

from calendar import monthrange
from datetime import date
from typing import Any

import streamlit as st

from vocpipe.app.components import kpi_segments, kpi_themes, kpi_values
from vocpipe.app.components.findings import Rows, picked
from vocpipe.app.components.frame import Table, show_figure, show_table
from vocpipe.app.components.kpi_values import Kpi
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page

_OF_LAPSES = ("repeat_rate", "lapse_rate", "order_ltv")
_FIRST = ("nps", "churn_rate")  # what is opened, if it has values


def show(context: PageContext) -> None:
    """Draw the choice of a KPI, its months, segments and themes, and what is missing for the others."""
    words = context.words
    rows = context.rows("kpis")
    known = {row["kpi_id"]: row for row in rows if row["n_values"]}
    if known:
        default = next((name for name in _FIRST if name in known), next(iter(known)))
        kpi = Kpi(words, picked(context, "kpi", "kpi.which", known, default, _name))
        note(kpi.about)
        _lapse(context, kpi)
        _months(context, kpi)
        kpi_segments.show(context, kpi)
        kpi_themes.show(context, kpi)
    else:
        note(words("kpi.none"))
    _missing(context, [row for row in rows if not row["n_values"]])


def _lapse(context: PageContext, kpi: Kpi) -> None:
    """When a customer has lapsed, for the KPIs that hang on it."""
    rule = context.row("lapse_rule") if kpi.row["kpi_name"] in _OF_LAPSES else None
    if rule:
        note(context.words("kpi.lapse", rule=context.words.reason(rule)))


def _name(context: PageContext, row: dict[str, Any]) -> str:
    return Kpi(context.words, row).name


def _months(context: PageContext, kpi: Kpi) -> None:
    found = kpi_values.of_months(context, kpi)
    if isinstance(found, str):
        note(found)
        return
    clicked = show_figure(context, found)
    if clicked:
        context.go_behind(**_days(date.fromisoformat(str(clicked["month"])[:10])))
    newest = kpi_values.newest_month(context, kpi)
    context.link_behind(context.words("kpi.voices", month=context.words.month(newest)), **_days(newest))


def _days(month: date) -> dict[str, str]:
    """The filters of the voices of a month."""
    last = monthrange(month.year, month.month)[1]
    return {"since": month.isoformat(), "until": month.replace(day=last).isoformat()}


def _missing(context: PageContext, rows: Rows) -> None:
    """Which KPIs have no values yet, and what each of them needs."""
    words = context.words
    if not rows:
        return
    with st.expander(words("kpi.missing", n=words.number(len(rows)))):
        lines = [[Kpi(words, row).name, words.reason(row) or _few(context, row)] for row in rows]
        show_table(context, Table("kpi_missing", [words("kpi.which"), words("kpi.needs")], lines))


def _few(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    counted = words.amount(row["counted"], row["n"])
    return words("kpi.few", counted=counted, least=words.number(context.facts.min_responses))


# Every value is over all data, of each month: no filter works here.
PAGE = Page("kpi", show, order=15, filters=frozenset())
