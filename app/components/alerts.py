"""The alerts on Home: themes that rise, fall or are new, and customers at risk, each with the way to it."""

from typing import Any

import streamlit as st

from vocpipe.app.components.layout import note, stat
from vocpipe.app.view import View

_KINDS = ("rising theme", "falling theme", "new theme", "customer at risk")
_LISTED = 3


def show(view: View) -> None:
    """Draw a column per kind."""
    words = view.words
    alerts = view.rows("alerts")
    if not alerts:
        stat(words("alerts.no_alerts"))
        view.link("risk", words("alerts.to_risk"))
        return
    note(words("alerts.note"))
    for column, kind in zip(st.columns(len(_KINDS), gap="medium"), _KINDS, strict=True):
        rows = [row for row in alerts if row["kind"] == kind]
        with column:
            st.markdown(f"**{words.of('alert', kind)}** ({words.number(len(rows))})")
            for row in rows[:_LISTED]:
                with st.container(gap="xxsmall"):
                    _alert(view, row)
            _rest(view, kind, len(rows))


def _alert(view: View, row: dict[str, Any]) -> None:
    words = view.words
    if row["kind"] == "customer at risk":
        view.link("risk", row["subject"], customer=row["subject"])
    else:
        view.link("theme", words.theme({**row, "theme_id": row["subject"]}), theme=row["subject"])
    note(words("alerts.since", day=words.day(row["since"])))
    note(words.reason(row))


def _rest(view: View, kind: str, n: int) -> None:
    """What is not listed here, and where it is; of customers, why there may be none."""
    words = view.words
    at_risk = kind == "customer at risk"
    page = "risk" if at_risk else "themes"
    if n > _LISTED:
        view.link(page, words("alerts.more", n=words.number(n - _LISTED)))
    elif not n:
        note(words("alerts.none"))
    if at_risk and n <= _LISTED:
        view.link("risk", words("alerts.to_risk"))
