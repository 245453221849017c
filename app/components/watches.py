"""Watches: searches that editors saved, which each refresh counts; saved, listed with their weeks, and removed here."""

import json
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from vocpipe.app.components.edits import decide
from vocpipe.app.components.layout import note
from vocpipe.app.components.viewer import viewer
from vocpipe.app.components.week_bars import week_bars
from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.app.filters import CHOSEN, FACETS, Facets
from vocpipe.app.text import escaped, plain
from vocpipe.errors import VocpipeError
from vocpipe.inbox.watches import Watch, add_watch, read_watches, remove_watch
from vocpipe.verdict import Verdict

_KEYS = CHOSEN | FACETS  # filter -> its key in the address
_GROUPS = {"sources": "source", "kinds": "kind", "langs": "language", "plans": "plan"}
_GROUPS |= {"labels": "sentiment", **FACETS}
_CHANGED = (Verdict.RISING, Verdict.NEW, Verdict.FALLING)


def offer(context: PageContext, search: str, facets: Facets) -> None:
    """A button for editors that saves the search with the filters, but for the period, under a name."""
    if not viewer(context).can_edit:
        return
    words = context.words
    with st.popover(words("watch.save"), icon=":material/visibility:", type="tertiary"):
        note(words("watch.about"))
        with st.form("watch", border=False):
            name = st.text_input(words("watch.name"), search, max_chars=100)
            saved = st.form_submit_button(words("watch.keep"), type="primary")
    filters = {kind: getattr(context.kept, kind) for kind in CHOSEN} | facets
    if saved and decide(context, lambda author: add_watch(workspace(), name, search, filters, author=author)):
        st.toast(words("watch.saved"))


def show(context: PageContext) -> None:
    """Draw the watches that stand, those that rise first, and for editors a way to remove one."""
    words = context.words
    standing = _standing()
    if not standing:
        return
    counted = {row["watch_id"]: row for row in context.rows("watches")}
    with st.expander(words("watch.title", n=words.number(len(standing))), expanded=True):
        rows = sorted(standing, key=lambda watch: _place(counted.get(watch.watch_id)))
        st.html("".join(_line(context, watch, counted.get(watch.watch_id)) for watch in rows))
        _removal(context, standing)


def rising(context: PageContext) -> None:
    """On Home: the watches whose words are said more often than before, or for the first time; nothing without one."""
    words = context.words
    rows = [row for row in context.rows("watches") if row["verdict"] in (Verdict.RISING, Verdict.NEW)]
    if not rows:
        return
    standing = {watch.watch_id for watch in _standing()}
    for row in (row for row in rows if row["watch_id"] in standing):
        address = _address(row["search"], json.loads(row["filters"]))
        context.link_behind(words("watch.rises", name=row["name"], change=_change(context, row)), **address)


def _standing() -> list[Watch]:
    """The watches of the inbox; none where it can't be read, which the top of the page says already."""
    try:
        return read_watches(workspace())
    except VocpipeError:
        return []


def _place(row: dict[str, Any] | None) -> int:
    return _CHANGED.index(row["verdict"]) if row and row["verdict"] in _CHANGED else len(_CHANGED)


def _line(context: PageContext, watch: Watch, row: dict[str, Any] | None) -> str:
    words = context.words
    address = urlencode({"lang": words.lang, **_address(watch.search, watch.filters)}, doseq=True)
    chosen = [words.of(_GROUPS[kind], value) for kind, values in watch.filters.items() for value in values]
    about = words.facts([words("watch.words", search=watch.search), *chosen])
    return (
        f'<div class="v-watch"><div><a href="voices?{escaped(address)}" target="_self">{escaped(watch.name)}</a>'
        f'<p class="v-note">{escaped(about)}</p></div>{_found(context, row)}</div>'
    )


def _found(context: PageContext, row: dict[str, Any] | None) -> str:
    """The weeks of a watch, how much it found of late, and whether that is more than before; the reason on a tap."""
    words = context.words
    if row is None:
        return f'<p class="v-note">{escaped(words("watch.waits"))}</p>'
    n = words("theme.few") if row["n_recent"] is None else words.amount("feedback", row["n_recent"])
    color = row["verdict"] if row["verdict"] in _CHANGED else ""
    verdict = f'<summary><span class="v-tag {color}">{escaped(_change(context, row))}</span></summary>'
    return (
        f"<div>{week_bars(row['trend'] or [], 'v-spark', words('watch.weeks'))}"
        f'<p class="v-note">{escaped(words("watch.recent", n=n))}</p></div>'
        f"<details>{verdict}<p>{escaped(words.reason(row))}</p></details>"
    )


def _change(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    word = words.of("change", row["verdict"])
    told = row["verdict"] in (Verdict.RISING, Verdict.FALLING) and row["ratio"] is not None
    return words("themes.change", change=word, ratio=words.ratio(row["ratio"], 1)) if told else word


def _address(search: str, filters: Any) -> dict[str, Any]:
    """The query of the search in the address of Voices."""
    return {"q": search, **{_KEYS[kind]: list(values) for kind, values in filters.items() if kind in _KEYS}}


def _removal(context: PageContext, standing: list[Watch]) -> None:
    if not viewer(context).can_edit:
        return
    words, names = context.words, {watch.watch_id: watch.name for watch in standing}
    with st.popover(words("watch.remove"), type="tertiary"), st.form("unwatch", border=False):
        chosen = st.selectbox(words("watch.which"), list(names), index=None, format_func=lambda one: plain(names[one]))
        removed = st.form_submit_button(words("watch.remove"))
    if removed and chosen and decide(context, lambda author: remove_watch(workspace(), chosen, author=author)):
        st.rerun()
