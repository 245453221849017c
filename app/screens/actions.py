"""Actions: what was decided about themes, from the decision to the word to customers, and whether it helped."""

from itertools import groupby

import streamlit as st

from vocpipe.app.components import decide_action, we_did_list
from vocpipe.app.components.action_card import Rows, show_action
from vocpipe.app.components.actions_board import STAGES, actions, count_stale
from vocpipe.app.components.edits import theme_names
from vocpipe.app.components.layout import note
from vocpipe.app.components.viewer import viewer
from vocpipe.app.context import PageContext
from vocpipe.app.page import Page
from vocpipe.inbox.actions import Action
from vocpipe.verdict import Verdict

_SHOWN = 12  # cards of one stage


def show(context: PageContext) -> None:
    """Draw the page."""
    words = context.words
    found = actions()
    effects = _grouped(context.rows("action_effects"), "action_id")
    st.title(_finding(context, found, effects))
    if viewer(context).can_edit:
        decide_action.show_form(context)
    names = theme_names(context)
    if found:
        _board(context, found, names, effects)
        we_did_list.show_list(context, [one for one in found if one.status == "done"], names)
    if dropped := actions(dropped=True):
        with st.expander(words("actions.dropped", n=words.number(len(dropped)))):
            for one in dropped:
                note(words.facts([one.title, names.get(one.theme_id), words.day(one.done_on), one.closed_by]))


def _finding(context: PageContext, found: list[Action], effects: dict[str, Rows]) -> str:
    """What the board says first: what is late, else what is proven, else how much is under way."""
    words = context.words
    if not found:
        return words("actions.none")
    late = count_stale(context)
    if late:
        return words("actions.stale", actions=words.amount("action", late))
    told = sum(
        any(row["verdict"] != Verdict.CANNOT_TELL for row in effects.get(one.action_id, []))
        for one in found
        if one.status in ("done", "told")
    )
    if told:
        return words("actions.moved", actions=words.amount("action", told))
    return words("actions.under_way", actions=words.amount("action", len(found)))


def _board(context: PageContext, found: list[Action], names: dict[str, str], effects: dict[str, Rows]) -> None:
    words = context.words
    raised = _grouped(context.rows("action_raised", themes=sorted({one.theme_id for one in found})), "theme_id")
    with st.container(key="board"):
        columns = st.columns(len(STAGES))
    for column, stage in zip(columns, STAGES, strict=True):
        here = [one for one in found if one.status == stage]
        with column:
            st.markdown(words("heading.count", heading=f"**{words.of('action_status', stage)}**", n=len(here)))
            # What is next comes first; of what is done, the newest.
            for one in (here if stage in ("open", "doing") else here[::-1])[:_SHOWN]:
                name = names.get(one.theme_id, one.theme_id)
                show_action(context, one, name, raised.get(one.theme_id, []), effects.get(one.action_id, []))
            if len(here) > _SHOWN:
                note(words("heading.more", n=words.number(len(here) - _SHOWN)))


def _grouped(rows: Rows, by: str) -> dict[str, Rows]:
    return {key: list(group) for key, group in groupby(rows, key=lambda row: str(row[by]))}


PAGE = Page("actions", show, order=100, filters=frozenset())
