"""The alerts on Home: themes that rise, fall or are new, and customers at risk, each with a link."""

from typing import Any

import streamlit as st

from vocpipe.app.components.layout import heading, note, stat
from vocpipe.app.context import PageContext

_KINDS = ("rising theme", "falling theme", "new theme", "customer at risk")
_MAX_SHOWN = 3


def show(context: PageContext) -> None:
    """Draw a column per kind."""
    words = context.words
    alerts = context.rows("alerts")
    if not alerts:
        stat(words("alerts.no_alerts"))
        context.link("customers", words("alerts.to_risk"))
        return
    note(words("alerts.note"))
    for column, kind in zip(st.columns(len(_KINDS), gap="medium"), _KINDS, strict=True):
        rows = [row for row in alerts if row["kind"] == kind]
        with column:
            heading(words, words.of("alert", kind), len(rows))
            for row in rows[:_MAX_SHOWN]:
                with st.container(gap="xxsmall"):
                    _alert(context, row)
            _below(context, kind, len(rows))


def _alert(context: PageContext, row: dict[str, Any]) -> None:
    words = context.words
    if row["kind"] == "customer at risk":
        context.link("customer", row["subject"], customer=row["subject"])
    else:
        context.link("theme", words.theme({**row, "theme_id": row["subject"]}), theme=row["subject"])
    note(words("alerts.since", day=words.day(row["since"])))
    note(words.reason(row))


def _below(context: PageContext, kind: str, n: int) -> None:
    """A link to the alerts not shown here; for customers, also to the reason why there may be none."""
    words = context.words
    at_risk = kind == "customer at risk"
    if n > _MAX_SHOWN:
        context.link("customers" if at_risk else "themes", words("heading.more", n=words.number(n - _MAX_SHOWN)))
        return
    if not n:
        note(words("alerts.none"))
    if at_risk:
        context.link("customers", words("alerts.to_risk"))
