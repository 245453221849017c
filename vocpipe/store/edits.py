"""What people may do to themes: each kind of edit, what makes one valid, and its way into the inbox.

It stands in the store, not among the stages, so that the command line and the explorer use the very same.
"""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import duckdb

from vocpipe.errors import EditError
from vocpipe.store.inbox import Entry, append_entry, new_edit_id, read_entries
from vocpipe.store.snapshot import newest, open_snapshot
from vocpipe.store.workspace import Workspace, fetch_one

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Rename:
    """The theme is called so from now on, in the languages given."""

    theme_id: str
    name_ja: str | None = None
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """All of `theme_id` belongs to `into` from now on; two themes, or two sub-themes."""

    theme_id: str
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """The sentences, or all of the sub-theme, become a theme of their own."""

    sentence_ids: tuple[str, ...] = ()
    subtheme_id: str | None = None
    name_ja: str | None = None
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The sentences, and whatever is worded the same, belong to the theme or sub-theme."""

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
    """The theme stays, flagged for those who show themes."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class Unhide:
    """The flag is taken off again."""

    theme_id: str


Edit = Rename | Merge | Split | Move | Pin | Unpin | Hide | Unhide
KINDS: dict[str, Callable[..., Edit]] = {
    "rename": Rename,
    "merge": Merge,
    "split": Split,
    "move": Move,
    "pin": Pin,
    "unpin": Unpin,
    "hide": Hide,
    "unhide": Unhide,
}


def made_theme(edit_id: str) -> str:
    """The durable id of the theme that a split makes."""
    return "t_" + hashlib.sha256(f"edit\x1f{edit_id}".encode()).hexdigest()[:12]


def submit(workspace: Workspace, edit: Edit, *, author: str | None = None) -> Entry:
    """The edit as it lies in the inbox, after it was checked against the newest snapshot; the next refresh applies it.

    Raises EditError, in one line, where it can't be, and WorkspaceError where nothing has been published yet.
    """
    with open_snapshot(newest(workspace)) as published:
        edit = check(edit, published, read_entries(workspace))
    edit_id = new_edit_id()
    detail = {key: value for key, value in asdict(edit).items() if value and key != "theme_id"}
    theme_id = made_theme(edit_id) if isinstance(edit, Split) else edit.theme_id
    kind = type(edit).__name__.casefold()
    return append_entry(workspace, kind, theme_id=theme_id, detail=detail, author=author, edit_id=edit_id)


def parse(kind: str, theme_id: str | None, detail: dict[str, Any]) -> Edit:
    """The edit that a row of the inbox holds; raises EditError for a kind that this version doesn't know."""
    if kind not in KINDS:
        raise EditError(f"{kind!r} is no kind of edit that this version knows")
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in detail.items()}
    try:
        return KINDS[kind](**(given if kind == "split" else given | {"theme_id": theme_id}))
    except TypeError as error:
        raise EditError(f"the {kind} can't be read: {error}") from error


def check(edit: Edit, published: duckdb.DuckDBPyConnection, entries: list[Entry]) -> Edit:
    """The edit with tidied names; raises EditError where it can't be done to what is published.

    entries: what the inbox holds already, of which the snapshot may not know yet.
    """
    edit = _tidied(edit)
    gone = {entry.theme_id: entry.detail["into"] for entry in entries if entry.kind == "merge" and not entry.undone_at}
    if isinstance(edit, Split):
        if bool(edit.sentence_ids) == bool(edit.subtheme_id):
            raise EditError("name either the sentences to split off or a sub-theme")
        if edit.subtheme_id and _parent(published, edit.subtheme_id, gone) is None:
            raise EditError(f"{edit.subtheme_id} is a theme of its own already; name one of its sub-themes")
        _check_sentences(published, edit.sentence_ids)
        return edit
    parent = _parent(published, edit.theme_id, gone)
    if isinstance(edit, Merge):
        if edit.into == edit.theme_id:
            raise EditError(f"{edit.theme_id} can't be merged into itself")
        if (parent is None) != (_parent(published, edit.into, gone) is None):
            raise EditError("merge a theme into a theme, or a sub-theme into a sub-theme")
    if isinstance(edit, Move):
        if not edit.sentence_ids:
            raise EditError("name the sentences to move")
        _check_sentences(published, edit.sentence_ids)
    return edit


def _tidied(edit: Edit) -> Edit:
    if not isinstance(edit, Rename | Split):
        return edit
    names = {key: getattr(edit, key) for key in ("name_ja", "name_en")}
    if isinstance(edit, Rename) and not any(name is not None for name in names.values()):
        raise EditError("say the new name, in Japanese, in English or in both")
    tidy = {key: " ".join(name.split()) for key, name in names.items() if name is not None}
    if not all(tidy.values()):
        raise EditError("a name can't be empty")
    if any(len(name) > _LONGEST_NAME for name in tidy.values()):
        raise EditError(f"a name can't be longer than {_LONGEST_NAME} characters")
    return replace(edit, name_ja=tidy.get("name_ja"), name_en=tidy.get("name_en"))


def _parent(published: duckdb.DuckDBPyConnection, theme_id: str, gone: dict[str | None, str]) -> str | None:
    """The theme that a sub-theme is in, None for a theme; raises EditError where it isn't there or is no more."""
    if theme_id in gone:
        raise EditError(f"{theme_id} was merged into {gone[theme_id]}; name that one, or undo the merge first")
    row = fetch_one(published, "SELECT parent_id, state FROM theme WHERE theme_id = ?", [theme_id])
    if row is None:
        raise EditError(f"there is no theme {theme_id!r} in the newest snapshot; vocpipe theme list shows them")
    if row[1] == "retired":
        raise EditError(f"{theme_id} has retired; vocpipe theme list shows the themes there are")
    return str(row[0]) if row[0] else None


def _check_sentences(published: duckdb.DuckDBPyConnection, sentence_ids: tuple[str, ...]) -> None:
    for sentence_id in sentence_ids:
        row = fetch_one(published, "SELECT role FROM sentence WHERE sentence_id = ?", [sentence_id])
        if row is None:
            raise EditError(f"there is no sentence {sentence_id!r} in the newest snapshot")
        if row[0] != "opinion":
            raise EditError(f"{sentence_id} says no opinion, so it belongs to no theme")
