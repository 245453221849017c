"""Lists (?list=…, of testers &theme=…): whom marketing may turn to and why, and how much is written to customers."""

from typing import Any

import streamlit as st

from vocpipe.app.components import contact_load, hand_off
from vocpipe.app.components.cells import Table
from vocpipe.app.components.download import download
from vocpipe.app.components.findings import Rows, choice, first_rows, picked, show_rest
from vocpipe.app.components.layout import callout, note
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.app.text import escaped

_TESTERS, _LAPSED = "testers", "lapsed"


def show(context: PageContext) -> None:
    """Draw the choice of a list, its rule and its customers, and how much is written to customers."""
    words = context.words
    st.title(words("page.lists"))
    rules = {row["list"]: row for row in context.rows("list_rules")}
    if not rules:
        note(words("lists.none"))
        return
    labels = {
        name: words("lists.label", name=words(f"lists.{_key(name)}"), n=words.number(rule["n_customers"]))
        for name, rule in rules.items()
    }
    default = next((name for name, rule in rules.items() if rule["n_customers"]), next(iter(rules)))
    name = choice(context, "list", list(rules), labels, default)
    _list(context, rules[name])
    contact_load.show(context)


def _key(name: str) -> str:
    return name.replace("-", "_")


def _list(context: PageContext, rule: dict[str, Any]) -> None:
    words, name = context.words, rule["list"]
    note(rule[f"rule_{words.lang}"])
    if rule[f"backtest_{words.lang}"]:
        callout("info", rule[f"backtest_{words.lang}"])
    if not rule["n_customers"]:
        note(words.reason(rule))
        return
    theme = _theme(context) if name == _TESTERS else None
    rows = context.rows("list_customers", list=name, theme=theme)
    shown = first_rows(context, rows, f"list_{name}_{theme}")
    for row in shown:
        _customer(context, row, is_lapsed=name == _LAPSED)
    show_rest(context, shown, rows, f"list_{name}_{theme}")
    download(context, _table(context, name, rows))
    who = f"{name}:{theme}" if theme else name
    hand_off.show(context, who, f"vocpipe audience export --who {who} --for generic --out exports/")
    note(words("lists.as_of", day=words.day(rule["as_of"])))


def _theme(context: PageContext) -> str:
    """The theme that testers are looked for, as the viewer chose it."""
    themes = {row["theme_id"]: row for row in context.rows("list_themes")}
    chosen = picked(context, "theme", "lists.which_theme", themes, next(iter(themes)), _theme_name)
    return str(chosen["theme_id"])


def _theme_name(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    return words("lists.label", name=words.theme(row), n=words.number(row["n_customers"]))


def _customer(context: PageContext, row: dict[str, Any], *, is_lapsed: bool) -> None:
    words = context.words
    left, right = st.columns([2, 9], gap="small", vertical_alignment="center")
    with left:
        context.link("customer", row["customer_id"], customer=row["customer_id"])
    with right:
        who = words.facts(
            [
                row["plan"],
                _worth(context, row),
                words.reason(row),
                words.theme(row) if is_lapsed and row["name"] else None,
            ]
        )
        said = (
            f'<p class="v-note" lang="{escaped(row["lang"] or "")}">{escaped(row["text"])}</p>' if row["text"] else ""
        )
        st.html(f'<p class="v-stat">{escaped(who)}</p>{said}')


def _worth(context: PageContext, row: dict[str, Any]) -> str | None:
    words = context.words
    if row["monthly_value"]:
        return words("customers.month_value", value=words.money(row["monthly_value"]))
    return words("lists.ordered", value=words.money(row["amount"])) if row["amount"] else None


def _table(context: PageContext, name: str, rows: Rows) -> Table:
    words = context.words
    head = [words(f"lists.{column}") for column in ("customer", "since", "why", "said")]
    lines = [[row["customer_id"], words.day(row["since"]), words.reason(row), row["text"] or ""] for row in rows]
    return Table(f"list_{_key(name)}", head, lines)


# Lists are as of one day and over all data: no filter works here.
PAGE = Page("lists", show, order=72, filters=frozenset())
