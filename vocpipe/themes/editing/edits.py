"""Replay: what the machine found, with everything on top that people decided about it, in the order of time.

The machine never sees the edits: it finds and places as if there were none (machine_theme, machine_placement), and each
refresh lays the edits over that anew. So they always win, outlive every discovery, and undone ones leave no trace.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import EditError
from vocpipe.inbox.entries import Entry
from vocpipe.inbox.theme_edits import Edit, Hide, Merge, Move, Pin, Rename, Split, Unhide, Unpin, parse
from vocpipe.settings import Settings
from vocpipe.store.workspace import fetch_one, statement
from vocpipe.themes.editing.edit_texts import EditTexts
from vocpipe.themes.editing.theme_map import ThemeMap, load_map

_INBOX_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("edit_id", "author", "kind", "theme_id", "detail", "undone_by")),
        *((name, pa.timestamp("us")) for name in ("edited_at", "undone_at")),
    ]
)


def replay(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    run_id: str,
    *,
    entries: Sequence[Entry] | None = None,
    new: Sequence[str] = (),
) -> int:
    """Makes theme, sentence_theme and unthemed of what the machine found and the edits; to be called in a transaction.

    entries: the inbox, or None for the edits known from the last time. new: hashes of the texts that were placed for
    the first time now, which may join what people made. Returns how many edits came, were undone, or can or can't be
    applied other than before.
    """
    changed = _sync(connection, entries) if entries else 0
    connection.execute(statement("vocpipe.themes.editing", "edit_begin.sql"))
    theme_map = load_map(connection)
    texts = EditTexts(connection, settings, run_id, new, theme_map.redirects)
    walk = _Walk(theme_map, texts, run_id)
    standing = connection.execute(
        "SELECT edit_id, author, kind, theme_id, detail, run_id, problem "
        "FROM theme_edit WHERE undone_at IS NULL ORDER BY edited_at"
    ).fetchall()
    for row in standing:
        changed += walk.step(*row)
    connection.register("edit_outcome", walk.outcome())
    connection.execute(statement("vocpipe.themes.editing", "edit_finish.sql"))
    connection.unregister("edit_outcome")
    return changed


def _sync(connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry]) -> int:
    """Takes over the inbox; returns how many edits came or were undone since the last time."""
    columns: dict[str, list[Any]] = {name: [getattr(entry, name) for entry in entries] for name in _INBOX_SCHEMA.names}
    columns["detail"] = [json.dumps(entry.detail, ensure_ascii=False, sort_keys=True) for entry in entries]
    connection.register("inbox_edit", pa.table(columns, schema=_INBOX_SCHEMA))
    row = fetch_one(connection, statement("vocpipe.themes.editing", "edit_changed.sql"))
    connection.execute(statement("vocpipe.themes.editing", "edit_sync.sql"))
    connection.unregister("inbox_edit")
    return int(row[0]) if row else 0


@dataclass(slots=True)
class _Mark:
    """What people said of one theme besides its sentences."""

    pinned: bool = False
    hidden: bool = False
    names: dict[str, str] = field(default_factory=dict)
    named_by: dict[str, str] = field(default_factory=dict)


class _Walk:
    """The edits until now: which theme leads where, and what is marked."""

    def __init__(self, theme_map: ThemeMap, texts: EditTexts, run_id: str) -> None:
        self._map, self._texts, self._run_id = theme_map, texts, run_id
        self._marks: dict[str, _Mark] = {}

    def step(
        self,
        edit_id: str,
        author: str,
        kind: str,
        theme_id: str | None,
        detail: str,
        run_id: str | None,
        problem: str | None,
    ) -> int:
        """Applies one edit; 1 where it can be now and could not before, or the other way round."""
        self._texts.begin(edit_id, is_first=run_id is None)
        says = None
        try:
            self._apply(parse(kind, theme_id, json.loads(detail)), theme_id, author)
        except EditError as error:
            says = str(error)
        applied = run_id if says else (run_id or self._run_id)
        if (says, applied) != (problem, run_id):
            self._texts.note(says, applied)
        return int(says != problem)

    def outcome(self) -> pa.Table:
        """One row per theme, the columns that edit_finish.sql names."""
        pinned = {theme for theme, mark in self._marks.items() if mark.pinned}
        kept = pinned | {self._map.home(theme) for theme in pinned}
        themes = list(self._map.parents)
        marks = [self._marks.get(theme, _Mark()) for theme in themes]
        parents = [self._map.parents[theme] for theme in themes]
        text, flag = pa.string(), pa.bool_()
        return pa.table(
            {
                "theme_id": pa.array(themes, text),
                "parent_id": pa.array([parent and self._map.home(parent) for parent in parents], text),
                "merged": pa.array([theme in self._map.redirects for theme in themes], flag),
                "kept": pa.array([theme in kept for theme in themes], flag),
                "is_pinned": pa.array([mark.pinned for mark in marks], flag),
                "is_hidden": pa.array([mark.hidden for mark in marks], flag),
                **{f"name_{lang}": pa.array([mark.names.get(lang) for mark in marks], text) for lang in ("ja", "en")},
                **{
                    f"name_{lang}_by": pa.array([mark.named_by.get(lang) for mark in marks], text)
                    for lang in ("ja", "en")
                },
            }
        )

    def _apply(self, edit: Edit, theme_id: str | None, author: str) -> None:
        match edit:
            case Rename():
                self._rename(self._mark(edit.theme_id), edit, author)
            case Merge():
                self._merge(edit)
            case Split():
                self._split(edit, str(theme_id), author)
            case Move():
                place = self._map.place(edit.theme_id)
                self._texts.name(edit.sentence_ids)
                self._texts.claim(*place, sources=[])
            case Pin():
                self._mark(edit.theme_id).pinned = True
                self._keep(edit.theme_id)
            case Unpin():
                self._mark(edit.theme_id).pinned = False
            case Hide():
                self._mark(edit.theme_id).hidden = True
            case Unhide():
                self._mark(edit.theme_id).hidden = False

    def _rename(self, mark: _Mark, edit: Rename | Split, author: str) -> None:
        for language, name in (("ja", edit.name_ja), ("en", edit.name_en)):
            if name:
                mark.names[language], mark.named_by[language] = name, author

    def _merge(self, edit: Merge) -> None:
        source, target = self._map.there(edit.theme_id), self._map.resolve(edit.into)
        if source == target:
            raise EditError(f"{source} would be merged into itself")
        if (self._map.parents[source] is None) != (self._map.parents[target] is None):
            raise EditError("one of them is a theme and the other a sub-theme")
        sources = self._map.sources(source)
        if self._texts.is_first:
            self._texts.hold(sources)
            self._texts.tell("merged", source, target, 1.0)
        if source in self._map.machine - self._map.living:
            self._texts.join()
        theme, subtheme = self._map.place(target)
        within = self._within(source)
        self._follow(source, theme, subtheme)
        self._texts.claim(theme, subtheme, sources=sources, within=within)
        self._map.redirects[source] = target

    def _split(self, edit: Split, made: str, author: str) -> None:
        source = self._map.there(edit.subtheme_id) if edit.subtheme_id else None
        if source and self._map.parents[source] is None:
            raise EditError(f"{source} is a theme of its own")
        sources = self._map.sources(source) if source else []
        if source is None:
            self._texts.name(edit.sentence_ids)
        elif self._texts.is_first:
            self._texts.hold(sources)
        if self._texts.is_first:
            self._texts.tell_split(source, made)
            self._texts.name_made(made)
        if source not in self._map.living:
            self._texts.join()
        self._map.parents[made] = None
        self._rename(self._marks.setdefault(made, _Mark()), edit, author)
        within = self._within(source) if source else None
        if source:
            self._follow(source, made, None)
            self._map.redirects[source] = made
        self._texts.claim(made, None, sources=sources, within=within)

    def _keep(self, theme_id: str) -> None:
        """While a pinned theme lives, remember what is in it; when discovery dissolves it, that stays with it."""
        sources = self._map.sources(theme_id)
        living = [source for source in sources if source in self._map.living]
        self._texts.hold_anew(living)
        if theme_id in self._map.machine - self._map.living and not self._texts.is_unpinned_later(theme_id):
            self._texts.join()
            gone = [source for source in sources if source not in self._map.living]
            self._texts.claim(*self._map.place(theme_id), sources=gone, hold="pinned")

    def _mark(self, theme_id: str) -> _Mark:
        return self._marks.setdefault(self._map.there(theme_id), _Mark())

    def _follow(self, source: str, theme: str, subtheme: str | None) -> None:
        keep = subtheme is None and self._map.parents[source] is None
        self._texts.follow(source, theme, subtheme, keep=keep)

    def _within(self, source: str) -> str | None:
        """The theme that a sub-theme lies in until now; None for a theme."""
        return self._map.home(source) if self._map.parents[source] else None
