"""Which themes go with one KPI: the clear ones in a chart, the others behind one line with their reasons."""

from typing import Any

import streamlit as st

from vocpipe.app.components import driver_chart
from vocpipe.app.components.driver_chart import Drivers
from vocpipe.app.components.findings import Rows, tone
from vocpipe.app.components.frame import Table, show_table
from vocpipe.app.components.intervals import Estimate
from vocpipe.app.components.kpi_values import Kpi
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext
from vocpipe.verdict import Verdict

_RATIO = "hazard ratio"
_FOLLOWS = "ratio"  # the model of a KPI that is made of others


def show(context: PageContext, kpi: Kpi) -> None:
    """Draw the chart of the themes, and how it comes about."""
    words = context.words
    st.subheader(words("kpi.by_theme"))
    if kpi.row["model"] == _FOLLOWS:
        note(words("kpi.follows"))
        return
    rows = context.rows("kpi_themes", kpi=kpi.key)
    if not rows:
        note(words("drivers.no_themes"))
        return
    is_ratio = rows[0]["measure"] == _RATIO
    estimates = {
        row["theme_id"]: _estimate(kpi, row) for row in rows if None not in (row["gap"], row["low"], row["high"])
    }
    axis = words("drivers.hazard_axis") if is_ratio else _axis(kpi)
    neutral = 1.0 if is_ratio else 0.0
    driver_chart.show(context, Drivers(f"kpi_{kpi.key}_themes", _title(kpi, rows), axis, rows, estimates, neutral))
    with st.expander(words("drivers.why"), icon=":material/help:"):
        note(words("kpi.method"))
        head = [words("drivers.theme"), words("kpi.gap"), words("nps.interval"), words("drivers.why_not")]
        show_table(context, Table(f"kpi_{kpi.key}_by_theme", head, [_line(kpi, row) for row in rows], numeric=[1, 2]))


def _axis(kpi: Kpi) -> str:
    return kpi.words("kpi.gap_axis_percent" if kpi.is_percent else "kpi.gap_axis", kpi=kpi.name)


def _title(kpi: Kpi, rows: Rows) -> str:
    words = kpi.words
    clear = [row for row in rows if row["verdict"] != Verdict.CANNOT_TELL]
    places = {"kpi": kpi.name, "themes": words.amount("theme", len(rows))}
    if not clear:
        return words("kpi.no_theme", **places)
    most = words.theme(clear[0])
    return words(f"kpi.theme_{clear[0]['verdict']}", name=most, n=words.number(len(clear)), **places)


def _estimate(kpi: Kpi, row: dict[str, Any]) -> Estimate:
    words, is_ratio = kpi.words, row["measure"] == _RATIO
    scaled = [row[name] if is_ratio else kpi.scaled(row[name]) for name in ("gap", "low", "high")]
    return Estimate(
        label=words.theme(row),
        value=scaled[0],
        low=scaled[1],
        high=scaled[2],
        tone=_tone(kpi, row),
        text=_number(kpi, row),
        interval=_ends(kpi, row),
        n=words("kpi.sides", with_it=words.number(row["n_with"]), without=words.number(row["n_without"])),
        verdict=words.of("verdict_score", row["verdict"]),
        key=row["theme_id"],
    )


def _tone(kpi: Kpi, row: dict[str, Any]) -> str:
    return tone(row["verdict"], good=Verdict.RAISES if kpi.row["more_is_better"] else Verdict.LOWERS)


def _number(kpi: Kpi, row: dict[str, Any]) -> str:
    words = kpi.words
    if row["gap"] is None:
        return words.number(None)
    return (
        words.ratio(row["gap"]) if row["measure"] == _RATIO else words.signed(kpi.scaled(row["gap"]), kpi.row["digits"])
    )


def _ends(kpi: Kpi, row: dict[str, Any]) -> str:
    words = kpi.words
    if row["measure"] == _RATIO:
        return words.ratios(row["low"], row["high"])
    low, high = (None if row[name] is None else kpi.scaled(row[name]) for name in ("low", "high"))
    return words.interval(low, high, kpi.row["digits"])


def _line(kpi: Kpi, row: dict[str, Any]) -> list[str]:
    words = kpi.words
    return [
        words.theme(row),
        _number(kpi, row),
        _ends(kpi, row) if row["low"] is not None else words.number(None),
        words.reason(row),
    ]
