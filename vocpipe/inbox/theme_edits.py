"""Edits of themes: each kind, the checks before it enters the inbox, and reading it back."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import duckdb

from vocpipe.errors import EditError
from vocpipe.facets import CAUSES
from vocpipe.inbox.entries import Entry, append_entry, new_edit_id, read_entries
from vocpipe.store.snapshot import open_newest
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import say, tell

_MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Rename:
    """The theme gets a new name in the languages given."""

    theme_id: str
    name_ja: str | None = None
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """All of `theme_id` becomes part of `into`; both are themes, or both are sub-themes."""

    theme_id: str
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """The sentences, or all of the sub-theme, become a new theme."""

    sentence_ids: tuple[str, ...] = ()
    subtheme_id: str | None = None
    name_ja: str | None = None
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The sentences, and all others with their wording, move to the theme or sub-theme."""

    theme_id: str
    sentence_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """The theme never retires."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class Unpin:
    """The theme may retire again."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class Hide:
    """The theme stays, flagged so that lists of themes can leave it out."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class Unhide:
    """The flag of a hidden theme is removed."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class Cause:
    """The theme has the cause; or, if sentences of it are given, these and all others with their wording have it."""

    theme_id: str
    cause: str
    sentence_ids: tuple[str, ...] = ()


Edit = Rename | Merge | Split | Move | Pin | Unpin | Hide | Unhide | Cause
KINDS: dict[str, Callable[..., Edit]] = {
    "rename": Rename,
    "merge": Merge,
    "split": Split,
    "move": Move,
    "pin": Pin,
    "unpin": Unpin,
    "hide": Hide,
    "unhide": Unhide,
    "cause": Cause,
}


def split_theme_id(edit_id: str) -> str:
    """The durable id of the theme that the split with this id creates."""
    return "t_" + hashlib.sha256(f"edit\x1f{edit_id}".encode()).hexdigest()[:12]


def submit(workspace: Workspace, edit: Edit, *, author: str | None = None) -> Entry:
    """The entry in the inbox, after the edit was checked against the newest snapshot; the next refresh applies it.

    Raises EditError, in one line, if the edit is not possible, and WorkspaceError if nothing is published yet.
    """
    with open_newest(workspace) as published:
        edit = check(edit, published, read_entries(workspace))
    edit_id = new_edit_id()
    detail = {key: value for key, value in asdict(edit).items() if value and key != "theme_id"}
    theme_id = split_theme_id(edit_id) if isinstance(edit, Split) else edit.theme_id
    kind = type(edit).__name__.casefold()
    return append_entry(workspace, kind, theme_id=theme_id, detail=detail, author=author, edit_id=edit_id)


def parse(kind: str, theme_id: str | None, detail: dict[str, Any]) -> Edit:
    """The edit that an entry of the inbox holds; raises EditError for a kind that this version does not know."""
    # Always English: the refresh stores the message with the edit.
    if kind not in KINDS:
        raise EditError(say("error.edit.unknown_kind", "en", kind=repr(kind)))
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in detail.items()}
    try:
        return KINDS[kind](**(fields if kind == "split" else fields | {"theme_id": theme_id}))
    except TypeError as error:
        raise EditError(say("error.edit.unreadable", "en", kind=kind, problem=error)) from error


def check(edit: Edit, published: duckdb.DuckDBPyConnection, entries: list[Entry]) -> Edit:
    """The edit with tidied names; raises EditError if it is not possible in the published snapshot.

    entries: those in the inbox, some of which the snapshot may not have applied yet.
    """
    edit = _tidied(edit)
    merges = [entry for entry in entries if entry.kind == "merge" and not entry.undone_at]
    merged = {entry.theme_id: entry.detail["into"] for entry in merges}
    if isinstance(edit, Split):
        _check_split(edit, published, merged)
        return edit
    parent = _parent(published, edit.theme_id, merged)
    if isinstance(edit, Merge):
        if edit.into == edit.theme_id:
            raise EditError(tell("error.edit.merge_itself", theme=edit.theme_id))
        if (parent is None) != (_parent(published, edit.into, merged) is None):
            raise EditError(tell("error.edit.merge_levels"))
    if isinstance(edit, Move):
        if not edit.sentence_ids:
            raise EditError(tell("error.edit.nothing_to_move"))
        _check_sentences(published, edit.sentence_ids)
    if isinstance(edit, Cause):
        _check_cause(edit, published)
    return edit


def _check_cause(edit: Cause, published: duckdb.DuckDBPyConnection) -> None:
    if edit.cause not in CAUSES:
        raise EditError(tell("error.edit.unknown_cause", cause=repr(edit.cause), causes=", ".join(CAUSES)))
    _check_sentences(published, edit.sentence_ids)


def _check_split(edit: Split, published: duckdb.DuckDBPyConnection, merged: dict[str | None, str]) -> None:
    if bool(edit.sentence_ids) == bool(edit.subtheme_id):
        raise EditError(tell("error.edit.split_what"))
    if edit.subtheme_id and _parent(published, edit.subtheme_id, merged) is None:
        raise EditError(tell("error.edit.split_theme", theme=edit.subtheme_id))
    _check_sentences(published, edit.sentence_ids)


def _tidied(edit: Edit) -> Edit:
    if not isinstance(edit, Rename | Split):
        return edit
    names = {key: name for key in ("name_ja", "name_en") if (name := getattr(edit, key)) is not None}
    if isinstance(edit, Rename) and not names:
        raise EditError(tell("error.edit.no_name"))
    tidy = {key: " ".join(name.split()) for key, name in names.items()}
    if not all(tidy.values()):
        raise EditError(tell("error.edit.empty_name"))
    if any(len(name) > _MAX_NAME for name in tidy.values()):
        raise EditError(tell("error.edit.long_name", max=_MAX_NAME))
    return replace(edit, name_ja=tidy.get("name_ja"), name_en=tidy.get("name_en"))


def _parent(published: duckdb.DuckDBPyConnection, theme_id: str, merged: dict[str | None, str]) -> str | None:
    """The theme that a sub-theme is in, None for a theme; raises EditError if the theme no longer exists."""
    if theme_id in merged:
        raise EditError(tell("error.edit.merged", theme=theme_id, into=merged[theme_id]))
    row = fetch_one(published, "SELECT parent_id, state FROM theme WHERE theme_id = ?", [theme_id])
    if row is None:
        raise EditError(tell("error.theme.unknown", theme=repr(theme_id)))
    if row[1] == "retired":
        raise EditError(tell("error.theme.retired", theme=theme_id))
    return str(row[0]) if row[0] else None


def _check_sentences(published: duckdb.DuckDBPyConnection, sentence_ids: tuple[str, ...]) -> None:
    for sentence_id in sentence_ids:
        row = fetch_one(published, "SELECT role FROM sentence WHERE sentence_id = ?", [sentence_id])
        if row is None:
            raise EditError(tell("error.edit.unknown_sentence", sentence=repr(sentence_id)))
        if row[0] != "opinion":
            raise EditError(tell("error.edit.no_opinion", sentence=sentence_id))
