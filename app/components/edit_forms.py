"""The forms of an edit: each says what will change before it is done."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from vocpipe.app.components.edit_sentences import choose_sentences
from vocpipe.app.components.edits import commit
from vocpipe.app.components.layout import note, stat
from vocpipe.app.context import PageContext
from vocpipe.facets import CAUSES
from vocpipe.inbox.theme_edits import Cause, Edit, Hide, Merge, Move, Pin, Rename, Split, Unhide, Unpin

Theme = dict[str, Any]
_LANGUAGES = ("ja", "en")
_MAX_NAME = 200
_MARKS: dict[str, Callable[[str], Edit]] = {"pin": Pin, "unpin": Unpin, "hide": Hide, "unhide": Unhide}


def _rename(context: PageContext, theme: Theme) -> None:
    key = theme["theme_id"]
    given = _names(context, f"rename_{key}", {f"name_{lang}": theme.get(f"name_{lang}") or "" for lang in _LANGUAGES})
    changed = {name: text for name, text in given.items() if text.strip() and text != theme.get(name)}
    if _button(context, "rename", enabled=bool(changed)):
        commit(context, Rename(key, **changed))


def _merge(context: PageContext, theme: Theme) -> None:
    words, key = context.words, theme["theme_id"]
    rows = [row for row in _targets(context) if bool(row["parent_id"]) == bool(theme["parent_id"])]
    into = _choose(context, "merge", key, [row for row in rows if row["theme_id"] != key])
    if into is None:
        return
    both = context.row("edit_union", themes=[key, into["theme_id"]])
    places = {
        "n": words.amount("feedback", both["n_feedback"]),
        "sentences": words.amount("sentence", both["n_sentences"]),
    }
    stat(words("edit.merge_preview", theme=words.theme(theme), into=words.theme(into), **places))
    if _button(context, "merge"):
        commit(context, Merge(key, into["theme_id"]))


def _split(context: PageContext, theme: Theme) -> None:
    words, key = context.words, theme["theme_id"]
    parts = [row for row in _targets(context) if row["parent_id"] == key]
    how = "part"
    if parts:
        how = st.radio(
            words("edit.split_by"),
            ["part", "sentences"],
            key=f"split_by_{key}",
            format_func=lambda value: words.of("edit_split", value),
            horizontal=True,
        )
    if parts and how == "part":
        _split_part(context, key, parts)
        return
    chosen = choose_sentences(context, key, "split")
    names = _names(context, f"split_{key}", {"name_ja": "", "name_en": ""})
    given = {name: text for name, text in names.items() if text.strip()}
    if _button(context, "split", enabled=bool(chosen and given)):
        commit(context, Split(tuple(chosen), **given))


def _split_part(context: PageContext, key: str, parts: list[Theme]) -> None:
    words = context.words
    part = _choose(context, "split_part", key, parts)
    if part is None:
        return
    one = context.row("edit_union", themes=[part["theme_id"]])
    stat(words("edit.split_preview", part=words.theme(part), n=words.amount("feedback", one["n_feedback"])))
    names = {f"name_{lang}": part[f"name_{lang}"] for lang in _LANGUAGES if part[f"name_{lang}"]}
    if _button(context, "split"):
        commit(context, Split((), part["theme_id"], **names))


def _move(context: PageContext, theme: Theme) -> None:
    key = theme["theme_id"]
    chosen = choose_sentences(context, key, "move")
    to = _choose(context, "move", key, [row for row in _targets(context) if row["theme_id"] != key])
    if _button(context, "move", enabled=bool(chosen and to)) and to:
        commit(context, Move(to["theme_id"], tuple(chosen)))


def _cause(context: PageContext, theme: Theme) -> None:
    words, key = context.words, theme["theme_id"]
    chosen = st.selectbox(
        words("edit.cause_which"),
        CAUSES,
        index=CAUSES.index(theme["cause"]) if theme.get("cause") in CAUSES else None,
        format_func=lambda value: words.of("cause", value),
        key=f"edit_cause_{key}",
        placeholder=words("edit.choose"),
    )
    sentences: list[str] = []
    if st.toggle(words("edit.cause_some"), key=f"edit_cause_some_{key}"):
        sentences = choose_sentences(context, key, "cause", leave=False)
        ready = bool(sentences)
    else:
        note(words("edit.cause_means"))
        ready = chosen != theme.get("cause") or theme.get("cause_by") is None
    if _button(context, "cause", enabled=bool(chosen) and ready) and chosen:
        commit(context, Cause(key, chosen, tuple(sentences)))


def _keep(context: PageContext, theme: Theme) -> None:
    words, key = context.words, theme["theme_id"]
    pinned, hidden = bool(theme.get("is_pinned")), bool(theme.get("is_hidden"))
    for mark, on in (("pin", pinned), ("hide", hidden)):
        kind = f"un{mark}" if on else mark
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(words.label("edit_kind", kind), key=f"edit_do_{kind}"):
                commit(context, _MARKS[kind](key))
            note(words(f"edit.{kind}_means"))


FORMS: dict[str, Callable[[PageContext, Theme], None]] = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "cause": _cause,
    "keep": _keep,
}


def _targets(context: PageContext) -> list[Theme]:
    return context.rows("edit_targets")


def _choose(context: PageContext, what: str, key: str, rows: list[Theme]) -> Theme | None:
    """The theme that the editor chooses from a list that can be searched."""
    words = context.words
    known = {row["theme_id"]: row for row in rows}

    def label(theme_id: str) -> str:
        row = known[theme_id]
        parent = {name: row[f"parent_{name}"] for name in ("name", "name_ja", "name_en")}
        above = words.theme(parent | {"theme_id": row["parent_id"]}) if row["parent_id"] else None
        return words.facts([above, words.theme(row), words.amount("feedback", row["n_feedback"])])

    chosen = st.selectbox(
        words(f"edit.{what}_which"),
        list(known),
        index=None,
        format_func=label,
        key=f"edit_{what}_{key}",
        placeholder=words("edit.choose"),
    )
    return known.get(chosen) if chosen else None


def _names(context: PageContext, place: str, now: dict[str, str]) -> dict[str, str]:
    """The names that the editor writes, in both languages."""
    return {
        name: column.text_input(context.words(f"edit.{name}"), text, key=f"{place}_{name}", max_chars=_MAX_NAME)
        for column, (name, text) in zip(st.columns(2), now.items(), strict=True)
    }


def _button(context: PageContext, kind: str, *, enabled: bool = True) -> bool:
    return st.button(context.words(f"edit.do_{kind}"), type="primary", disabled=not enabled, key=f"edit_do_{kind}")
