"""One action on the board: what, for which theme, who raised it, what came of it, and the next step."""

from typing import Any

import streamlit as st

from vocpipe.app.components.actions_board import stale, today
from vocpipe.app.components.edits import decide
from vocpipe.app.components.layout import note, stat, tags
from vocpipe.app.components.viewer import viewer
from vocpipe.app.context import PageContext
from vocpipe.app.data import workspace
from vocpipe.app.text import address_of, escaped
from vocpipe.inbox.actions import Action, advance_action, close_action, undo_action
from vocpipe.verdict import Verdict

Rows = list[dict[str, Any]]
_COLORS = {Verdict.RAISES: "positive", Verdict.LOWERS: "negative"}


def show_action(context: PageContext, action: Action, name: str, raised: Rows, effects: Rows) -> None:
    """Draw the card. name: of the theme; raised, effects: rows of action_raised and action_effects about it."""
    words = context.words
    with st.container(border=True, gap="xsmall"):
        st.html(f'<p class="v-stat"><b>{escaped(action.title)}</b></p>')
        context.link("theme", name, theme=context.pending.home(action.theme_id))
        if why := stale(context, action):
            tags([(words(f"actions.{why.why}", days=words.amount("day", why.days)), "rising")])
        _facts(context, action)
        _raised(context, raised)
        if action.status in ("done", "told"):
            _effects(context, effects)
        if viewer(context).can_edit:
            _steps(context, action)


def _facts(context: PageContext, action: Action) -> None:
    words = context.words
    release = words("theme.release", release=action.release) if action.release else None
    owner = words("theme.owner", owner=action.owner) if action.owner else None
    stat(words.facts([words.day(action.done_on), release, owner]))
    if address := address_of(action.ticket):
        st.html(
            f'<p class="v-stat"><a href="{escaped(address)}" target="_blank" rel="noopener noreferrer">'
            f"{escaped(words('actions.ticket'))}</a></p>"
        )


def _raised(context: PageContext, raised: Rows) -> None:
    """How many customers raise it, and of which plans; a number about fewer than five is not told."""
    words = context.words
    everyone = next((row["n"] for row in raised if row["plan"] is None), None)
    if everyone is None:
        note(words("actions.raised_few"))
        return
    parts = [
        words("actions.of_plan", plan=row["plan"], n=words.number(row["n"]))
        for row in raised
        if row["plan"] and row["n"]
    ]
    note(words.facts([words("actions.raised", customers=words.amount("customer", everyone)), *parts]))


def _effects(context: PageContext, effects: Rows) -> None:
    words = context.words
    if not effects:
        note(words("theme.not_measured"))
        return
    for row in effects:
        # Whether fewer mentions are good depends on the theme; a higher NPS always is.
        color = _COLORS.get(row["verdict"], "") if row["measure"] == "nps" else ""
        figure = _figure(context, row) if row["effect"] is not None else ""
        verdict = escaped(words.of("verdict_effect", row["verdict"]))
        st.html(
            f'<p class="v-note">{escaped(words.of("effect", row["measure"]))}</p>'
            f'<p class="v-stat"><span class="v-tag {color}">{verdict}</span>'
            f" {escaped(figure)}</p>"
        )
    with st.expander(words("actions.why")):
        for row in effects:
            note(words.reason(row))


def effect_lines(context: PageContext, effects: Rows) -> list[str]:
    """Each effect of an action in words: the measure, the verdict, and the number if there is one."""
    words = context.words
    return [
        words(
            "report.effect",
            measure=words.of("effect", row["measure"]),
            verdict=words.of("verdict_effect", row["verdict"]),
            figure=_figure(context, row) if row["effect"] is not None else words.number(None),
        )
        for row in effects
    ]


def _figure(context: PageContext, row: dict[str, Any]) -> str:
    words = context.words
    if row["measure"] == "mentions":
        return words.with_interval(words.ratio(row["effect"]), words.ratios(row["low"], row["high"]))
    return words.with_interval(words.signed(row["effect"]), words.interval(row["low"], row["high"]))


def _steps(context: PageContext, action: Action) -> None:
    """The buttons that move the action on, or take the last step back."""
    words, key, place = context.words, action.action_id, workspace()
    day = min(action.done_on, today(context))
    steps = {
        "open": [
            ("start", lambda who: advance_action(place, key, "doing", author=who)),
            ("drop", lambda who: close_action(place, key, ending="dropped", author=who)),
        ],
        "doing": [
            ("ship", lambda who: close_action(place, key, done_on=day, author=who)),
            ("drop", lambda who: close_action(place, key, ending="dropped", author=who)),
        ],
        "done": [("tell", lambda who: advance_action(place, key, "told", author=who))],
    }
    back = ("back", lambda who: undo_action(place, key, author=who))
    with st.container(horizontal=True, gap="small"):
        for step, work in [*steps.get(action.status, []), back]:
            clicked = st.button(words(f"actions.{step}"), key=f"action_{step}_{key}", type="tertiary")
            if clicked and decide(context, work):
                st.rerun()
