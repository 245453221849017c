"""The replay of pending edits over a snapshot, sentence by sentence, as the next refresh will apply them."""

import re
from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import EditError
from vocpipe.inbox.entries import Entry
from vocpipe.inbox.theme_edits import Cause, Edit, Hide, Merge, Move, Pin, Rename, Split, Unhide, Unpin, parse
from vocpipe.store.workspace import fetch_one, statement

_MARKS: dict[type, tuple[str, bool]] = {
    Pin: ("is_pinned", True),
    Unpin: ("is_pinned", False),
    Hide: ("is_hidden", True),
    Unhide: ("is_hidden", False),
}
_PARAMETER = re.compile(r"\$(\w+)")
TABLES = ("theme", "sentence_theme")


def replay(cursor: duckdb.DuckDBPyConnection, pending: Sequence[Entry], language: str) -> dict[str, pa.Table]:
    """The tables theme and sentence_theme as they are after the pending edits, in the order of time.

    What an edit can't do any more, since another came before it, is left out: the refresh says why. language: the
    workspace's first, in which a theme's `name` is.
    """
    _run(cursor, "begin")
    for entry in pending:
        try:
            _apply(cursor, parse(entry.kind, entry.theme_id, entry.detail), entry, language)
        except EditError:
            continue
    return {name: cursor.sql(_sql(f"result_{name}")).to_arrow_table() for name in TABLES}


def _apply(cursor: duckdb.DuckDBPyConnection, edit: Edit, entry: Entry, language: str) -> None:
    match edit:
        case Merge():
            source, target = edit.theme_id, _resolved(cursor, edit.into)
            _check(source != target and _level(cursor, source) == _level(cursor, target))
            _run(cursor, "redirect", source=source, target=target)
        case Split():
            _split(cursor, edit, entry)
        case Move():
            theme = _resolved(cursor, edit.theme_id)
            home = _parent(cursor, theme)
            inside = {"theme": home or theme, "subtheme": theme if home else None}
            _run(cursor, "place", **inside, sentences=list(edit.sentence_ids))
        case Rename():
            _rename(cursor, edit, entry.author, language)
        case Cause() if edit.sentence_ids:
            pass  # the table sentence is not laid over: its cause shows after the next refresh
        case Cause():
            cursor.execute(
                "UPDATE pending_theme SET cause = ?, cause_by = ? WHERE theme_id = ?",
                [edit.cause, entry.author, edit.theme_id],
            )
        case _:
            column, value = _MARKS[type(edit)]
            cursor.execute(f"UPDATE pending_theme SET {column} = ? WHERE theme_id = ?", [value, edit.theme_id])


def _split(cursor: duckdb.DuckDBPyConnection, edit: Split, entry: Entry) -> None:
    target = str(entry.theme_id)
    if edit.subtheme_id:
        _check(_parent(cursor, edit.subtheme_id) is not None)
    names = {"name_ja": edit.name_ja, "name_en": edit.name_en}
    _run(cursor, "create", theme=target, author=entry.author, **names)
    if edit.subtheme_id:
        _run(cursor, "redirect", source=edit.subtheme_id, target=target)
    else:
        _run(cursor, "place", theme=target, subtheme=None, sentences=list(edit.sentence_ids))


def _rename(cursor: duckdb.DuckDBPyConnection, edit: Rename, author: str, language: str) -> None:
    for lang, name in (("ja", edit.name_ja), ("en", edit.name_en)):
        if name:
            cursor.execute(
                f"UPDATE pending_theme SET name_{lang} = ?, name_{lang}_by = ? WHERE theme_id = ?",
                [name, author, edit.theme_id],
            )
    first, second = ("name_ja", "name_en") if language == "ja" else ("name_en", "name_ja")
    cursor.execute(f"UPDATE pending_theme SET name = coalesce({first}, {second}) WHERE theme_id = ?", [edit.theme_id])


def _resolved(cursor: duckdb.DuckDBPyConnection, theme: str) -> str:
    """The theme that it has become part of, or itself."""
    while redirect := _row(cursor, theme)[1]:
        theme = redirect
    return theme


def _parent(cursor: duckdb.DuckDBPyConnection, theme: str) -> str | None:
    parent, redirect, _ = _row(cursor, theme)
    _check(redirect is None)
    return str(parent) if parent else None


def _level(cursor: duckdb.DuckDBPyConnection, theme: str) -> bool:
    return _parent(cursor, theme) is None


def _row(cursor: duckdb.DuckDBPyConnection, theme: str) -> tuple[Any, ...]:
    row = fetch_one(cursor, "SELECT parent_id, redirect, state FROM pending_theme WHERE theme_id = ?", [theme])
    _check(row is not None)
    return row or ()


def _check(possible: bool) -> None:
    if not possible:
        raise EditError("")


def _run(cursor: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> None:
    # Without the comments, which name parameters too; each statement is given those that it uses.
    for text in re.sub(r"^--.*\n", "", _sql(name), flags=re.MULTILINE).split(";\n"):
        if text.strip():
            used = set(_PARAMETER.findall(text))
            cursor.execute(text, {key: value for key, value in parameters.items() if key in used} or None)


def _sql(name: str) -> str:
    return statement("vocpipe.app", f"overlay/{name}.sql")
