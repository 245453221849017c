"""Replay: people's edits, applied one by one in order of time to the machine's themes.

Discovery and placing never see the edits (machine_theme, machine_placement), and each refresh applies all edits anew.
So edits always win and outlive every discovery, and undone ones leave no trace.
"""

import json
from dataclasses import dataclass, field

import pyarrow as pa

from vocpipe.errors import EditError
from vocpipe.inbox.theme_edits import Cause, Edit, Hide, Merge, Move, Pin, Rename, Split, Unhide, Unpin, parse
from vocpipe.themes.editing.edit_texts import EditTexts
from vocpipe.themes.editing.theme_map import ThemeMap
from vocpipe.themes.machine_themes import LANGUAGES
from vocpipe.wording import say


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """An edit as the private database keeps it.

    detail: the rest of it as JSON. run_id: the run that applied it first, None if none could. problem: why the last
    refresh could not apply it, None if it could.
    """

    edit_id: str
    author: str
    kind: str
    theme_id: str | None
    detail: str
    run_id: str | None
    problem: str | None


@dataclass(slots=True)
class _Marks:
    """People's decisions about one theme, except on its sentences. names, named_by: language -> name, author.

    cause, cause_by: the cause that stands for the theme, and who gave it.
    """

    pinned: bool = False
    hidden: bool = False
    names: dict[str, str] = field(default_factory=dict)
    named_by: dict[str, str] = field(default_factory=dict)
    cause: str | None = None
    cause_by: str | None = None


class Replay:
    """The state after the edits so far: where themes were moved, and which are named, pinned or hidden."""

    def __init__(self, theme_map: ThemeMap, texts: EditTexts, run_id: str) -> None:
        self._map, self._texts, self._run_id = theme_map, texts, run_id
        self._marks: dict[str, _Marks] = {}

    def apply(self, edit: StoredEdit) -> bool:
        """Apply one edit; returns whether it became possible, or impossible, since the last refresh."""
        self._texts.begin(edit.edit_id, is_first=edit.run_id is None)
        problem = None
        try:
            self._apply(parse(edit.kind, edit.theme_id, json.loads(edit.detail)), edit)
        except EditError as error:
            problem = str(error)
        run_id = edit.run_id if problem else (edit.run_id or self._run_id)
        if (problem, run_id) != (edit.problem, edit.run_id):
            self._texts.note(problem, run_id)
        return problem != edit.problem

    def outcome(self) -> pa.Table:
        """One row per theme with the columns of edit_outcome that write_result.sql names."""
        pinned = {theme for theme, mark in self._marks.items() if mark.pinned}
        lasting = pinned | {self._map.home(theme) for theme in pinned}
        themes, parents = list(self._map.parents), list(self._map.parents.values())
        marks = [self._marks.get(theme, _Marks()) for theme in themes]
        text, flag = pa.string(), pa.bool_()
        columns = {
            "theme_id": pa.array(themes, text),
            "parent_id": pa.array([parent and self._map.home(parent) for parent in parents], text),
            "merged": pa.array([theme in self._map.redirects for theme in themes], flag),
            "stays_active": pa.array([theme in lasting for theme in themes], flag),
            "is_pinned": pa.array([mark.pinned for mark in marks], flag),
            "is_hidden": pa.array([mark.hidden for mark in marks], flag),
            "cause": pa.array([mark.cause for mark in marks], text),
            "cause_by": pa.array([mark.cause_by for mark in marks], text),
        }
        for lang in LANGUAGES:
            columns[f"name_{lang}"] = pa.array([mark.names.get(lang) for mark in marks], text)
            columns[f"name_{lang}_by"] = pa.array([mark.named_by.get(lang) for mark in marks], text)
        return pa.table(columns)

    def _apply(self, edit: Edit, stored: StoredEdit) -> None:
        match edit:
            case Rename():
                self._rename(self._mark(edit.theme_id), edit, stored.author)
            case Merge():
                self._merge(edit)
            case Split():
                self._split(edit, str(stored.theme_id), stored.author)
            case Move():
                place = self._map.place(edit.theme_id)
                self._texts.hold_sentences(edit.sentence_ids)
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
            case Cause() if edit.sentence_ids:
                self._texts.hold_sentences(edit.sentence_ids)
            case Cause():
                mark = self._mark(edit.theme_id)
                mark.cause, mark.cause_by = edit.cause, stored.author

    def _rename(self, mark: _Marks, edit: Rename | Split, author: str) -> None:
        for language, name in (("ja", edit.name_ja), ("en", edit.name_en)):
            if name:
                mark.names[language], mark.named_by[language] = name, author

    def _merge(self, edit: Merge) -> None:
        source, target = self._map.require(edit.theme_id), self._map.resolve(edit.into)
        if source == target:
            raise EditError(say("themes.edit.merge_into_itself", theme=source))
        if (self._map.parents[source] is None) != (self._map.parents[target] is None):
            raise EditError(say("themes.edit.merge_levels"))
        sources = self._map.sources(source)
        if self._texts.is_first:
            self._texts.hold(sources)
            self._texts.record("merged", source, target, 1.0)
        if self._map.is_dissolved(source):
            self._texts.join()
        theme, subtheme = self._map.place(target)
        within = self._map.within(source)
        self._follow(source, theme, subtheme)
        self._texts.claim(theme, subtheme, sources=sources, within=within)
        self._map.redirects[source] = target

    def _split(self, edit: Split, target: str, author: str) -> None:
        source = self._split_source(edit)
        sources = self._map.sources(source) if source else []
        self._hold_split(edit, source, sources, target)
        if source not in self._map.living:
            self._texts.join()
        self._map.parents[target] = None
        self._rename(self._marks.setdefault(target, _Marks()), edit, author)
        within = self._map.within(source) if source else None
        if source:
            self._follow(source, target, None)
            self._map.redirects[source] = target
        self._texts.claim(target, None, sources=sources, within=within)

    def _split_source(self, edit: Split) -> str | None:
        """The sub-theme that is split off; None if sentences are."""
        source = self._map.require(edit.subtheme_id) if edit.subtheme_id else None
        if source and self._map.parents[source] is None:
            raise EditError(say("themes.edit.split_theme", theme=source))
        return source

    def _hold_split(self, edit: Split, source: str | None, sources: list[str], target: str) -> None:
        """Hold the texts that are split off; the first time also record their origin and name the new theme."""
        if source is None:
            self._texts.hold_sentences(edit.sentence_ids)
        elif self._texts.is_first:
            self._texts.hold(sources)
        if self._texts.is_first:
            self._texts.record_split(source, target)
            self._texts.name_theme(target)

    def _keep(self, theme_id: str) -> None:
        """Hold the texts of a pinned theme while the machine has it; once it has dissolved, they stay in the theme."""
        sources = self._map.sources(theme_id)
        living = [source for source in sources if source in self._map.living]
        self._texts.hold_again(living)
        if self._map.is_dissolved(theme_id) and not self._texts.is_unpinned_later(theme_id):
            self._texts.join()
            dissolved = [source for source in sources if source not in self._map.living]
            self._texts.claim(*self._map.place(theme_id), sources=dissolved, hold="pinned")

    def _mark(self, theme_id: str) -> _Marks:
        return self._marks.setdefault(self._map.require(theme_id), _Marks())

    def _follow(self, source: str, theme: str, subtheme: str | None) -> None:
        keep = subtheme is None and self._map.parents[source] is None
        self._texts.follow(source, theme, subtheme, keep=keep)
