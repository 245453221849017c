"""The customers at risk: what they pay against their risk as a chart, and the list with words of theirs."""

from typing import Any

import altair as alt
import streamlit as st

from vocpipe.app.components.charts import arrow, calm
from vocpipe.app.components.findings import Rows
from vocpipe.app.components.frame import Figure, Table, pickable, show_figure
from vocpipe.app.components.palette import palette
from vocpipe.app.context import PageContext
from vocpipe.app.text import escaped

# How the list may be sorted: by the column, the largest first; a customer without a value comes last.
SORTS = {"value": "monthly_value", "risk": "risk", "recent": "said_on"}
_MAX_SHOWN = 12
_MIN_SHOWN = 5  # customers behind a sum


def show_at_risk(context: PageContext, rows: Rows) -> None:
    """Draw the list, sorted as the address says, with a button for the rest."""
    words = context.words
    chosen = _sort(context)
    ordered = by(rows, SORTS[chosen])
    is_whole = st.query_params.get("all") == "1"
    largest = max((row["risk"] for row in rows), default=1.0)
    for row in ordered if is_whole else ordered[:_MAX_SHOWN]:
        _row(context, row, largest)
    if not is_whole and len(ordered) > _MAX_SHOWN:
        context.link("customers", words("drivers.show_all", n=words.number(len(ordered))), sort=chosen, all="1")


def _sort(context: PageContext) -> str:
    """The order that the viewer chose, kept in the address."""
    words = context.words
    given = st.query_params.get("sort", "")
    st.session_state["w_sort"] = given if given in SORTS else next(iter(SORTS))

    def changed() -> None:
        st.query_params["sort"] = st.session_state["w_sort"]

    st.segmented_control(
        words("customers.sort"),
        tuple(SORTS),
        required=True,
        key="w_sort",
        on_change=changed,
        format_func=lambda name: words(f"customers.sort_{name}"),
    )
    return str(st.session_state["w_sort"])


def by(rows: Rows, column: str) -> Rows:
    """The rows by that column, the largest first, ties by their risk, those without a value last."""
    known = [row for row in rows if row[column] is not None]
    return [
        *sorted(known, key=lambda row: (row[column], row["risk"]), reverse=True),
        *(row for row in rows if row[column] is None),
    ]


def show_values(context: PageContext, rows: Rows) -> None:
    """Draw a point per customer: the risk against what they pay; a click opens the customer."""
    figure = values_figure(context, rows)
    picked = show_figure(context, figure) if figure else None
    if picked:
        context.go("customer", customer=picked["customer"])


def finding(context: PageContext, rows: Rows) -> str:
    """How many are likely to leave, and what they pay together."""
    words, known = context.words, [row["monthly_value"] for row in rows if row["monthly_value"] is not None]
    value = sum(known) if len(known) >= _MIN_SHOWN else None
    places = {"customers": words.amount("customer", len(rows)), "days": words.amount("day", rows[0]["horizon_days"])}
    return words("customers.finding" if value else "customers.finding_no_value", value=words.money(value), **places)


def tested(context: PageContext, whole: dict[str, Any], days: int) -> str:
    """The back-test in one line: how many of those listed left within the days, against all customers."""
    words = context.words
    return words(
        "customers.tested",
        k=words.number(whole["k"]),
        days=words.amount("day", days),
        precision=words.percent(whole["precision_at_k"], 0),
        interval=words.shares(whole["low"], whole["high"], 0),
        base=words.percent(whole["base_rate"], 0),
        n=words.number(whole["n"]),
    )


def values_figure(context: PageContext, rows: Rows) -> Figure | None:
    """The customers by their risk and what they pay; None if nothing is known of what they pay."""
    words = context.words
    known = [row for row in rows if row["monthly_value"]]
    if not known:
        return None
    behind = as_table(context, rows, len(rows))
    return Figure(words("customers.values_title"), _values(context, known), behind)


def as_table(context: PageContext, rows: Rows, n: int) -> Table:
    """The first `n` by what they pay."""
    names = ("customer", "plan", "months", "value", "risk", "quote")
    head = [context.words(f"customers.{name}") for name in names]
    cells = [_cells(context, row) for row in by(rows, "monthly_value")[:n]]
    return Table("customers_at_risk", head, cells, numeric=(2, 3, 4))


def _cells(context: PageContext, row: dict[str, Any]) -> list[str]:
    words = context.words
    return [
        row["customer_id"],
        row["plan"] or words.number(None),
        words.number(row["months"]),
        words.money(row["monthly_value"]),
        words.percent(row["risk"], 0),
        row["text"] or "",
    ]


def _values(context: PageContext, rows: Rows) -> alt.Chart:
    words, colors = context.words, palette()
    points = [
        {
            "customer": row["customer_id"],
            "risk": row["risk"],
            "value": row["monthly_value"],
            "plan": row["plan"] or words.number(None),
            "risk_text": words.percent(row["risk"], 0),
            "value_text": words.money(row["monthly_value"]),
            "quote": row["text"] or "",
        }
        for row in rows
    ]
    ends = [row["monthly_value"] for row in rows]
    chart: alt.Chart = (
        alt.Chart(arrow(points))
        .mark_point(color=colors.accent, filled=True, size=90, opacity=0.75)
        .encode(
            x=alt.X("risk:Q", title=words("customers.risk"), axis=alt.Axis(format=".0%", grid=False, tickCount=5)),
            y=alt.Y(
                "value:Q",
                title=words("customers.value"),
                # From a power of ten on: a customer who pays ten times as much is as far away wherever they are.
                scale=alt.Scale(type="log", domain=[min(ends) / 1.3, max(ends) * 1.3], nice=False),
                axis=alt.Axis(labelExpr=f"'{words.money_sign}' + format(datum.value, ',')", tickCount=4, grid=False),
            ),
            tooltip=[
                alt.Tooltip("customer:N", title=words("customers.customer")),
                alt.Tooltip("plan:N", title=words("customers.plan")),
                alt.Tooltip("risk_text:N", title=words("customers.risk")),
                alt.Tooltip("value_text:N", title=words("customers.value")),
                alt.Tooltip("quote:N", title=words("customers.quote")),
            ],
        )
        .add_params(pickable(["customer"]))
    )
    return calm(chart.properties(height=230))


def _row(context: PageContext, row: dict[str, Any], largest: float) -> None:
    left, right = st.columns([2, 9], gap="small", vertical_alignment="center")
    with left:
        context.link("customer", row["customer_id"], customer=row["customer_id"])
    with right:
        st.html(_facts(context, row, largest))


def _facts(context: PageContext, row: dict[str, Any], largest: float) -> str:
    words = context.words
    who = words.facts([row["plan"], words.amount("month", row["months"]) if row["months"] is not None else None])
    width = 100 * row["risk"] / largest
    said = (
        f'<span class="v-said" lang="{escaped(row["lang"] or "")}">{escaped(row["text"])}</span>'
        if row["text"]
        else f'<span class="v-said v-note">{escaped(words("customers.no_quote"))}</span>'
    )
    return (
        f'<div class="v-customer"><span class="v-who">{escaped(who)}</span>'
        f'<span class="v-money">{escaped(words.money(row["monthly_value"]))}</span>'
        f'<span class="v-risk"><span class="v-bar"><i style="width:{width:.0f}%"></i></span>'
        f"{escaped(words.percent(row['risk'], 0))}</span>{said}</div>"
    )
