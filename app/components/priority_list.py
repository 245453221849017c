"""The list of problems by priority: each factor as a bar, and the weights that the reader moves."""

from collections.abc import Iterable
from math import prod
from statistics import median
from typing import Any

import streamlit as st

from vocpipe.app.components.cells import Table
from vocpipe.app.components.download import download
from vocpipe.app.components.layout import note
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped
from vocpipe.facets import OTHER

FACTORS = ("reach", "severity", "value", "confidence")
_MOST = 12
_STEPS = (0.0, 0.5, 1.0, 1.5, 2.0)
Rows = list[dict[str, Any]]


def show(context: PageContext, rows: Rows) -> None:
    """Draw the weights and the list in their order."""
    words = context.words
    factors = _known(rows)
    with st.popover(words("priorities.weights"), icon=":material/tune:", type="tertiary"):
        weights = {name: _weight(context, name) for name in factors}
        st.write(words("priorities.why_text"))
    if "value" not in factors:
        note(words("priorities.no_amounts"))
    with st.container(key="ranked"):
        for row in ordered(rows, weights)[:_MOST]:
            _row(context, row, factors)
    if len(rows) > _MOST:
        note(words("priorities.shown", n=words.number(_MOST), all=words.number(len(rows))))
    download(context, as_table(context, rows, len(rows), weights))
    if rows[0]["n_small"]:
        note(words("priorities.small", themes=words.amount("theme", rows[0]["n_small"])))


def as_table(context: PageContext, rows: Rows, n: int, weights: dict[str, float] | None = None) -> Table:
    """The first `n` by these weights, or with all alike, each factor as the list writes it."""
    words, factors = context.words, _known(rows)
    head = [words("drivers.theme"), words("theme.by_cause"), *(words(f"priorities.{name}") for name in factors)]
    first = ordered(rows, weights or dict.fromkeys(factors, 1.0))[:n]
    lines = [
        [words.theme(row), words.of("cause", row["cause"]), *(_said(context, row, name) for name in factors)]
        for row in first
    ]
    return Table("priorities", head, lines)


def requests_table(context: PageContext, rows: Rows) -> Table:
    """What customers ask for, of rows of the query requests."""
    words = context.words
    head = [words("drivers.theme"), words("column.customers"), words("customers.value")]
    lines = [[words.theme(row), words.number(row["customers"]), words.money(row["monthly_value"])] for row in rows]
    return Table("requests", head, lines, numeric=[1, 2])


def ordered(rows: Rows, weights: dict[str, float]) -> Rows:
    """The rows by their priority, the highest first."""
    typical = typical_factors(rows, weights)
    return sorted(rows, key=lambda row: -score(row, weights, typical))


def _known(rows: Rows) -> list[str]:
    """The factors: without the value where it is known of no row."""
    return [name for name in FACTORS if name != "value" or any(row["value"] is not None for row in rows)]


def score(row: dict[str, Any], weights: dict[str, float], typical: dict[str, float]) -> float:
    """The product of the factors, each to the power of its weight: a weight of 0 leaves the factor out.

    typical: the median of each factor, which stands for one that is not known: it neither lifts nor sinks a row.
    """
    factors = {name: typical[name] if row[name] is None else float(row[name]) for name in weights}
    return float(prod(factors[name] ** weight for name, weight in weights.items()))


def typical_factors(rows: list[dict[str, Any]], names: Iterable[str]) -> dict[str, float]:
    """The median of each factor over the rows in which it is known; 1 where it is known in none."""
    known = {name: [float(row[name]) for row in rows if row[name] is not None] for name in names}
    return {name: median(values) if values else 1.0 for name, values in known.items()}


def _weight(context: PageContext, name: str) -> float:
    """The slider of a weight, which is stored in the address as w_<name>; 1 if it is not there."""
    words, key = context.words, f"w_{name}"
    given = {str(step): step for step in _STEPS}.get(st.query_params.get(key, ""))
    if given is None:
        st.query_params.pop(key, None)
    st.session_state[f"slider_{name}"] = 1.0 if given is None else given

    def changed() -> None:
        st.query_params[key] = str(st.session_state[f"slider_{name}"])

    weight: float = st.select_slider(
        words(f"priorities.{name}"),
        _STEPS,
        key=f"slider_{name}",
        on_change=changed,
        format_func=lambda step: words.number(step, 1),
        help=words(f"priorities.{name}_help"),
    )
    return weight


def _row(context: PageContext, row: dict[str, Any], factors: list[str]) -> None:
    words = context.words
    left, middle, right = st.columns([5, 8, 1], gap="medium", vertical_alignment="center")
    with left:
        context.link("theme", words.theme(row), theme=row["theme_id"])
        if row["cause"] not in (None, OTHER):
            note(words.of("cause", row["cause"]))
    with middle:
        cells = "".join(_bar(context, row, name) for name in factors)
        st.html(f'<div class="v-factors">{cells}</div>')
    with right:
        context.link("voices", words("priorities.read"), theme=row["theme_id"])


def _bar(context: PageContext, row: dict[str, Any], name: str) -> str:
    words = context.words
    width = round(100 * (row[name] or 0))
    return (
        f'<div><p class="v-note">{escaped(words(f"priorities.{name}"))}</p>'
        f'<div class="v-bar"><i style="width:{width}%"></i></div>'
        f'<p class="v-stat">{escaped(_said(context, row, name))}</p></div>'
    )


def _said(context: PageContext, row: dict[str, Any], name: str) -> str:
    """A factor in words."""
    words = context.words
    return {
        "reach": words.facts([words("priorities.people", n=words.number(row["people"])), _customers(context, row)]),
        "severity": words("priorities.negative", share=words.percent(row["negative"], 0)),
        "value": words("priorities.monthly", value=words.money(row["monthly_value"])),
        "confidence": words.percent(row["confidence"], 0),
    }[name]


def _customers(context: PageContext, row: dict[str, Any]) -> str | None:
    return None if row["customers"] is None else context.words.amount("customer", row["customers"])
