"""Which feelings and causes customers of each stage, plan or other segment name, with intervals; over all data."""

from typing import Any

import streamlit as st

from vocpipe.app.components.findings import Rows, choice
from vocpipe.app.components.frame import Figure, Table, show_figure
from vocpipe.app.components.intervals import Estimate, intervals, share_estimate
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext
from vocpipe.facets import CAUSES, FEELINGS

_VALUES = {"feeling": FEELINGS, "cause": CAUSES}
_FIRST = "lifecycle"


def show(context: PageContext) -> None:
    """Draw the choice of the facet (?facet=) and of the kind of segment (?segments=), and the shares."""
    words = context.words
    st.subheader(words("facets.title"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        facet = choice(context, "facet", list(_VALUES), {name: words(f"facets.{name}") for name in _VALUES}, "feeling")
        rows = context.rows("facet_segments", facet=facet)
        kinds = sorted({row["segment_kind"] for row in rows}, key=lambda kind: (kind != _FIRST, kind))
        labels = {kind: words.of("segment_kind", kind) for kind in kinds}
        kind = choice(context, "segments", kinds, labels, kinds[0]) if kinds else None
    shown = [row for row in rows if row["segment_kind"] == kind]
    if not any(row["share"] is not None for row in shown):
        note(words("facets.none", least=words.number(context.facts.min_responses)))
        return
    show_figure(context, _figure(context, facet, str(kind), shown))
    note(words("facets.note"))


def _figure(context: PageContext, facet: str, kind: str, rows: Rows) -> Figure:
    words = context.words
    order = {value: place for place, value in enumerate(_VALUES[facet])}
    rows = sorted(rows, key=lambda row: (order[row["value"]], -(row["share"] or 0), row["segment"]))
    known = [row for row in rows if row["share"] is not None]
    estimates = [_estimate(context, facet, row) for row in known]
    axis = words("facets.axis")
    head = [words(f"facets.one_{facet}"), words.of("segment_kind", kind), words("facets.customers"), axis]
    lines = [_line(context, facet, row) for row in rows]
    most = max(known, key=lambda row: row["share"])
    title = words("facets.most", name=_label(context, facet, most), share=words.percent(most["share"], 0))
    chart = intervals(words, estimates, title=axis, neutral=None)
    return Figure(title, chart, Table(f"{facet}_by_{kind}", head, [*lines], numeric=[2, 3]))


def _estimate(context: PageContext, facet: str, row: dict[str, Any]) -> Estimate:
    words = context.words
    n = words("drivers.n_of", n=words.number(row["n_customers"]), all=words.number(row["n_all"]))
    return share_estimate(words, row, "share", label=_label(context, facet, row), n=n)


def _label(context: PageContext, facet: str, row: dict[str, Any]) -> str:
    words = context.words
    return words.facts([words.of(facet, row["value"]), words.segment(row["segment_kind"], row["segment"])])


def _line(context: PageContext, facet: str, row: dict[str, Any]) -> list[str]:
    words = context.words
    if row["share"] is None:
        share, counts = words.number(None), words("theme.few")
    else:
        share = words.with_interval(words.percent(row["share"]), words.shares(row["low"], row["high"]))
        counts = words("drivers.n_of", n=words.number(row["n_customers"]), all=words.number(row["n_all"]))
    return [words.of(facet, row["value"]), words.segment(row["segment_kind"], row["segment"]), counts, share]
