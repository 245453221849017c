"""Themes get new names and keywords where the old ones came from a person who was forgotten."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.store.tables import registered
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import fetch, fetch_one, statement
from vocpipe.themes.editing.edited_theme import Surroundings, name_edited
from vocpipe.themes.load import load_machine_themes, load_opinions, load_quotes, load_space
from vocpipe.themes.machine_themes import LANGUAGES, MachineTheme, names_by_language
from vocpipe.themes.naming.agreement import title_encoder
from vocpipe.themes.naming.names import KEYWORDS, QUOTE_SCHEMA, Name, name_themes
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import NOWHERE, Labels, Space
from vocpipe.themes.write import write_quotes

_EDIT_THEMES = (
    "SELECT theme_id, NULL AS parent_id, keywords, 'active', name_ja, name_en FROM edit_theme ORDER BY theme_id"
)
_MEMBERS = (
    "SELECT edit.theme_id, member.text_hash FROM theme_edit AS edit JOIN edit_member AS member USING (edit_id) "
    "WHERE edit.kind = 'split'"
)
IsTheirs = Callable[[str], bool]


def rename(connection: duckdb.DuckDBPyConnection, settings: Settings, is_theirs: IsTheirs) -> int:
    """Give names in the words of others to the themes whose name or keywords `is_theirs`; returns how many.

    A name in a language that is not theirs stays, and so do all other themes. Call it in a transaction, after the
    person's sentences were removed. A theme that nobody else speaks of has no name any more.
    """
    machine, edited = load_machine_themes(connection), _edited_themes(connection)
    found = [theme for theme in machine if _is_named_by(theme, is_theirs)]
    split = [theme for theme in edited if _is_named_by(theme, is_theirs)]
    if not found and not split:
        return 0
    texts = _Texts.load(connection, settings)
    taken = [theme for theme in (*machine, *edited) if theme.is_living]
    names = {
        **_names(found, machine, taken, texts, is_sub=False),
        **_names(found, machine, taken, texts, is_sub=True),
    }
    _write(connection, "machine_theme", [_without(theme, names.get(theme.theme_id), is_theirs) for theme in found])
    members = _members(connection)
    renamed = [_without(theme, _edited_name(theme, members, taken, texts), is_theirs) for theme in split]
    _write(connection, "edit_theme", renamed)
    return len(found) + len(split)


def rename_unsaid(connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str) -> int:
    """Give other names to the themes named in words that nobody says any more; returns how many.

    Such words were a customer's whose texts are gone. Nothing is looked at in a run in which no sentence went, nor
    where a program of the user's own gives the names. Call it in a transaction.
    """
    lost = fetch_one(connection, statement("vocpipe.themes", "lost_words.sql"), {"run": run_id})
    if settings.naming.command or not lost:
        return 0
    themes = [*load_machine_themes(connection), *_edited_themes(connection)]
    words = {word for theme in themes for word in (*_said(theme), *theme.keywords)}
    with registered(connection, wording=pa.table({"word": pa.array(sorted(words), pa.string())})):
        unsaid = fetch(connection, statement("vocpipe.themes", "unsaid.sql"))["word"].to_pylist()
    return rename(connection, settings, set(unsaid).__contains__) if unsaid else 0


def _said(theme: MachineTheme) -> list[str]:
    """What customers said, of which the theme's names are made; a guided theme's are the company's own words."""
    return [] if theme.is_guided else [part for language in theme.names for part in theme.said(language)]


@dataclass(frozen=True, slots=True)
class _Texts:
    opinions: Opinions
    space: Space
    settings: Settings

    @classmethod
    def load(cls, connection: duckdb.DuckDBPyConnection, settings: Settings) -> "_Texts":
        opinions = load_opinions(connection)
        space = load_space(connection, opinions, encoder_plan(settings.embed))
        return cls(opinions, space, settings)


def _is_named_by(theme: MachineTheme, is_theirs: IsTheirs) -> bool:
    names = () if theme.is_guided else theme.names.values()
    return any(map(is_theirs, (*_said(theme), *names, *theme.keywords)))


def _without(theme: MachineTheme, new: Name | None, is_theirs: IsTheirs) -> MachineTheme:
    """The theme with what is not theirs of its names and keywords, filled up from the new ones."""
    kept = {
        language: name
        for language, name in theme.names.items()
        if theme.is_guided or not any(map(is_theirs, (name, *theme.said(language))))
    }
    lost = theme.names.keys() - kept.keys()
    names = kept | {language: name for language, name in (new.by_language if new else {}).items() if language in lost}
    words = [word for word in theme.keywords if not is_theirs(word)]
    words += [word for word in (new.keywords if new else []) if word not in words]
    quotes = {language: theme.quotes.get(language) for language in kept if language in theme.quotes}
    quotes |= {language: new.quotes.get(language) for language in lost & names.keys()} if new else {}
    return MachineTheme(theme.theme_id, theme.parent_id, names, words[:KEYWORDS], theme.state, quotes, theme.is_guided)


def _names(
    found: list[MachineTheme], machine: list[MachineTheme], taken: list[MachineTheme], texts: _Texts, *, is_sub: bool
) -> dict[str, Name]:
    """Theme -> a new name, of the `found` themes or sub-themes that others speak of."""
    lost = [theme.theme_id for theme in found if theme.is_subtheme is is_sub]
    homes = texts.opinions.subthemes if is_sub else texts.opinions.themes
    spoken = {home for home in homes if home}
    # Those that need a name come first, so that they have the first choice.
    ids = [theme_id for theme_id in lost if theme_id in spoken]
    if not ids:
        return {}
    ids += [theme.theme_id for theme in machine if theme.theme_id in spoken and theme.theme_id not in ids]
    used = names_by_language(theme for theme in taken if theme.is_subtheme is is_sub)
    named = name_themes(
        _labels(homes, ids),
        texts.opinions.words(),
        texts.space,
        texts.settings.workspace.languages,
        taken=used,
        encode=title_encoder(texts.settings.embed),
    )
    return {theme_id: name for theme_id, name in zip(ids, named, strict=True) if theme_id in lost}


def _labels(homes: list[str | None], ids: list[str]) -> Labels:
    number = {theme_id: place for place, theme_id in enumerate(ids)}
    return np.array([number.get(home, NOWHERE) if home else NOWHERE for home in homes], np.int64)


def _edited_name(
    theme: MachineTheme, members: dict[str, set[str]], taken: list[MachineTheme], texts: _Texts
) -> Name | None:
    held = members.get(theme.theme_id, set()) & set(texts.opinions.hashes)
    if not held:
        return None
    around = Surroundings.of(texts.opinions, held)
    hashes = set(around.opinions.hashes)
    places = np.flatnonzero([text_hash in hashes for text_hash in texts.opinions.hashes])
    return name_edited(around, texts.space.part(places), texts.settings, names_by_language(taken))


def _edited_themes(connection: duckdb.DuckDBPyConnection) -> list[MachineTheme]:
    """The themes that edits have made."""
    quotes = load_quotes(connection)
    return [
        MachineTheme(theme_id, parent, _given(names), keywords, state, quotes.get(theme_id, {}))
        for theme_id, parent, keywords, state, *names in connection.execute(_EDIT_THEMES).fetchall()
    ]


def _given(names: list[str | None]) -> dict[str, str]:
    return {language: name for language, name in zip(LANGUAGES, names, strict=True) if name}


def _members(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    for row in fetch(connection, _MEMBERS).to_pylist():
        members.setdefault(row["theme_id"], set()).add(row["text_hash"])
    return members


def _write(connection: duckdb.DuckDBPyConnection, table: str, themes: list[MachineTheme]) -> None:
    rows = pa.table(
        {
            "theme_id": pa.array([theme.theme_id for theme in themes], pa.string()),
            **{
                f"name_{language}": pa.array([theme.names.get(language) for theme in themes], pa.string())
                for language in LANGUAGES
            },
            "keywords": pa.array([theme.keywords for theme in themes], pa.list_(pa.string())),
        }
    )
    with registered(connection, renamed_theme=rows):
        connection.execute(statement("vocpipe.themes", f"rename_{table}.sql"))
    write_quotes(connection, _quotes(themes))


def _quotes(themes: list[MachineTheme]) -> pa.Table:
    rows = [
        {"theme_id": theme.theme_id, "lang": language, "name": theme.names[language], "quote": quote}
        for theme in themes
        for language, quote in theme.quotes.items()
    ]
    return pa.Table.from_pylist(rows, schema=QUOTE_SCHEMA)
