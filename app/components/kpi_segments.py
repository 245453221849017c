"""One KPI by segment, in the newest whole month in which any segment has a value."""

from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, choice
from vocpipe.app.components.frame import Figure, Table, show_figure
from vocpipe.app.components.intervals import Estimate, intervals
from vocpipe.app.components.kpi_values import Kpi, change, known_months, line
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext


def show(context: PageContext, kpi: Kpi) -> None:
    """Draw the choice of the kind of segment (?by=…), and a point with its interval for each segment."""
    words = context.words
    kinds = [row["segment_kind"] for row in context.rows("kpi_kinds", kpi=kpi.key)]
    st.subheader(words("kpi.by_segment"))
    if not kinds:
        note(words("kpi.no_segments", least=words.number(context.facts.min_responses)))
        return
    by = choice(context, "by", kinds, {kind: words(f"compare.{kind}") for kind in kinds}, kinds[0])
    rows = context.rows("kpi_months", kpi=kpi.key, by=by)
    known = known_months(rows)
    if not known:
        note(words("kpi.no_segments", least=words.number(context.facts.min_responses)))
        return
    month = known[-1]["month"]
    show_figure(context, _figure(context, kpi, by, [row for row in rows if row["month"] == month]))


def _figure(context: PageContext, kpi: Kpi, by: str, rows: Rows) -> Figure:
    words = context.words
    known = sorted((row for row in rows if row["value"] is not None), key=lambda row: row["value"], reverse=True)
    estimates = [_estimate(kpi, by, row) for row in known]
    head = [
        words(f"compare.{by}"),
        kpi.name,
        words("curve.low"),
        words("curve.high"),
        words("curve.n"),
        words("kpi.note"),
    ]
    lines = [line(kpi, words.segment(by, row["segment"]), row) for row in [*known, *_without(rows)]]
    chart = intervals(words, estimates, title=kpi.name, neutral=None)
    return Figure(_title(kpi, by, known), chart, Table(f"kpi_{kpi.key}_by_{by}", head, lines, numeric=[1, 2, 3, 4]))


def _without(rows: Rows) -> Rows:
    return [row for row in rows if row["value"] is None]


def _title(kpi: Kpi, by: str, known: Rows) -> str:
    """Which segments lie apart, or that none clearly does."""
    words, top, bottom = kpi.words, known[0], known[-1]
    places = {"kpi": kpi.name, "month": words.month(top["month"]), "high": words.segment(by, top["segment"])}
    places |= {"value_high": kpi.write(top["value"])}
    if len(known) < 2:
        return words("kpi.one_segment", **places)
    places |= {"low": words.segment(by, bottom["segment"]), "value_low": kpi.write(bottom["value"])}
    return words("kpi.apart" if change(bottom, top).direction == "up" else "kpi.not_apart", **places)


def _estimate(kpi: Kpi, by: str, row: dict[str, Any]) -> Estimate:
    words = kpi.words
    ends = words("curve.interval", low=kpi.write(row["low"]), high=kpi.write(row["high"]))
    return Estimate(
        label=words.segment(by, row["segment"]),
        value=kpi.scaled(row["value"]),
        low=kpi.scaled(row["low"]),
        high=kpi.scaled(row["high"]),
        tone="plain",
        text=kpi.write(row["value"]),
        interval=ends,
        n=words.amount(kpi.row["counted"], row["n"]),
        verdict="",
    )
