"""A chart in its frame: a title that states the finding, the table behind it, and a click that opens the voices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import streamlit as st

from vocpipe.app.components.cells import Table
from vocpipe.app.components.download import download
from vocpipe.app.components.layout import note, table
from vocpipe.app.components.picture import Chart, Picture
from vocpipe.app.components.stamp import stamp
from vocpipe.app.context import PageContext
from vocpipe.app.text import plain
from vocpipe.store.faults import is_debugging

__all__ = ["PICK", "Chart", "Figure", "Table", "pickable", "show_chart", "show_figure", "show_table"]
PICK = "pick"  # the name of the selection in a chart whose marks can be clicked


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the finding that it shows and the table behind it: what a page draws, and a report prints."""

    title: str
    chart: Chart
    behind: Table
    below: str = ""  # what marks on the chart mean, in plain text under it


def show_figure(context: PageContext, figure: Figure) -> Mapping[str, Any] | None:
    """Draw the figure as `show_chart` does."""
    return show_chart(context, figure.title, figure.chart, figure.behind, figure.below)


def show_table(context: PageContext, shown: Table) -> None:
    """Draw a table with the buttons to take it along."""
    table(shown.head, shown.rows, numeric=shown.numeric)
    download(context, shown)


def show_chart(
    context: PageContext, title: str, chart: Chart, behind: Table, below: str = ""
) -> Mapping[str, Any] | None:
    """Draw the chart with its table behind a button; the clicked mark if the chart has the selection `pick`.

    title: what the chart shows, as a finding; it is also what a screen reader reads for the chart.
    """
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{plain(title)}**")
        with st.popover(context.words("chart.table"), icon=":material/table_rows:", type="tertiary"):
            table(behind.head, behind.rows, numeric=behind.numeric)
            download(context, behind, Picture(chart, title, context.words.facts([below, stamp(context)])))
    drawn: Any = _Drawn(chart)
    key = f"chart_{behind.name}"
    picked: Sequence[Mapping[str, Any]] = ()
    if _can_be_clicked(chart):
        state = st.altair_chart(drawn, alt=title, key=key, on_select="rerun", selection_mode=PICK)
        picked = state.selection.get(PICK) or []
    else:
        st.altair_chart(drawn, alt=title, key=key)
    if below:
        note(below)
    return picked[0] if picked else None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A chart as Streamlit asks for it, checked against the schema of charts only by tests and whoever debugs.

    The check takes longer than all else that a chart costs, and visitors cannot do anything about it.
    """

    chart: Chart

    def to_dict(self) -> dict[str, Any]:
        """What the browser draws."""
        return self.chart.to_dict(validate=is_debugging())


def _can_be_clicked(chart: Chart) -> bool:
    """Whether a mark of the chart can be picked; altair lifts the selections of layers to the whole chart."""
    return isinstance(chart.params, list) and any(param.name == PICK for param in chart.params)


def pickable(fields: Sequence[str]) -> alt.Parameter:
    """The selection of a mark by a click, by these fields of its row; add it to the chart with `add_params`."""
    return alt.selection_point(name=PICK, fields=list(fields))
