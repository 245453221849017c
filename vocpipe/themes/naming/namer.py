"""Names from a program of the user's own, such as one that asks a language model on the same machine; off by default.

The program is run once a refresh, for all themes that have just been named. It sees masked sentences alone, and
whatever goes wrong with it, the themes have vocpipe's own names, which are things that customers said.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import statement
from vocpipe.themes.discovery.graph import Indices, Space
from vocpipe.themes.discovery.opinions import Opinions, load_opinions
from vocpipe.themes.naming.program import ProgramError, run_program
from vocpipe.themes.naming.titles import key

LONGEST = 80
# Of each language, the sentences nearest to the middle of the theme, and words.
_SENTENCES, _KEYWORDS = 5, 8
_LANGUAGES = ("ja", "en")
_log = logging.getLogger(__name__)

Names = dict[str, dict[str, str]]  # theme -> language -> name


@dataclass(slots=True)
class _Asked:
    """A theme to be named: in which languages, and what is known of it."""

    theme_id: str
    parent_id: str | None
    languages: list[str]
    names: dict[str, str]  # vocpipe's own
    keywords: dict[str, list[str]] = field(default_factory=dict)
    sentences: dict[str, list[str]] = field(default_factory=dict)
    n_sentences: int = 0


def machine_names(connection: duckdb.DuckDBPyConnection) -> Names:
    """What the machine calls each theme, by language."""
    rows = connection.execute("SELECT theme_id, name_ja, name_en FROM machine_theme").fetchall()
    return {
        theme: {language: name for language, name in zip(_LANGUAGES, names, strict=True) if name}
        for theme, *names in rows
    }


def ask_namer(connection: duckdb.DuckDBPyConnection, settings: Settings, before: Names) -> dict[str, int]:
    """Lets the program name what got a name since `before`; returns how many themes it named, where any.

    A name that can't be used, or a program that fails, leaves vocpipe's own, and one line in the log.
    """
    asked = _newly_named(connection, settings, before) if settings.naming.command else []
    if not asked:
        return {}
    try:
        answer = run_program(settings.naming.command, _document(asked), settings.naming.timeout_seconds)
        given, refused = _usable(answer, asked, _in_use(connection))
    except ProgramError as error:
        _log.warning("naming: the program %s; the %d new themes keep vocpipe's own names", error, len(asked))
        return {}
    if refused:
        why = ", ".join(f"{count} {reason}" for reason, count in sorted(refused.items()))
        _log.warning("naming: the program gave names that can't be used (%s); vocpipe's own stay there", why)
    _write(connection, given)
    return {"named_by_program": len(given)} if given else {}


def _newly_named(connection: duckdb.DuckDBPyConnection, settings: Settings, before: Names) -> list[_Asked]:
    """The living themes that are new, or that are newly spoken of in a language, largest first."""
    wanted = [language for language in settings.workspace.languages if language in _LANGUAGES]
    now = machine_names(connection)
    rows = connection.execute(
        "SELECT theme_id, parent_id, keywords FROM machine_theme WHERE state <> 'retired' ORDER BY theme_id"
    ).fetchall()
    found, keywords = [], {}
    for theme, parent, words in rows:
        new = now[theme].keys() - before[theme].keys() if theme in before else set(wanted)
        languages = [language for language in wanted if language in new]
        if languages:
            found.append(_Asked(theme, parent, languages, now[theme]))
            keywords[theme] = words
    if found:
        _describe(connection, settings, found, keywords)
    return sorted(found, key=lambda one: (-one.n_sentences, one.theme_id))


def _describe(
    connection: duckdb.DuckDBPyConnection, settings: Settings, themes: list[_Asked], keywords: dict[str, list[str]]
) -> None:
    """Fills in what the themes' sentences say."""
    opinions = load_opinions(connection)
    space = opinions.space(connection, encoder_plan(settings.embed))
    places: dict[str, list[int]] = {one.theme_id: [] for one in themes}
    for of in (opinions.themes, opinions.subthemes):
        for place, theme in enumerate(of):
            if theme in places:
                places[theme].append(place)
    for one in themes:
        members = np.array(places[one.theme_id], np.int64)
        one.n_sentences = sum(opinions.table.column("times").take(pa.array(members)).to_pylist())
        for language in sorted(set(space.languages[members].tolist())):
            own = members[space.languages[members] == language]
            one.sentences[language] = _central(own, members, opinions, space)
            spoken = {token for row in own for token in opinions.table.column("tokens")[int(row)].as_py()}
            one.keywords[language] = [word for word in keywords[one.theme_id] if word in spoken][:_KEYWORDS]


def _central(own: Indices, members: Indices, opinions: Opinions, space: Space) -> list[str]:
    """The texts of those of `own` that are nearest to the middle of all members, masked as every sentence is."""
    near = (space.shared[own] @ space.shared[members].mean(axis=0)).round(6)
    best = own[np.argsort(-near, kind="stable")[:_SENTENCES]]
    texts: list[str] = opinions.table.column("text").take(pa.array(best)).to_pylist()
    return texts


def _document(asked: list[_Asked]) -> str:
    """What the program reads; in ASCII, so that no encoding stands between the two."""
    columns = ("theme_id", "parent_id", "languages", "names", "keywords", "sentences", "n_sentences")
    return json.dumps([{name: getattr(one, name) for name in columns} for one in asked], indent=1)


def _in_use(connection: duckdb.DuckDBPyConnection) -> dict[tuple[bool, str, str], set[str]]:
    """(sub-theme?, language, key of a name) -> the living themes that the machine or a person calls so."""
    used: dict[tuple[bool, str, str], set[str]] = {}
    for theme, sub, *names in connection.execute(statement("vocpipe.themes.naming", "names_in_use.sql")).fetchall():
        for language, name in zip(_LANGUAGES, names, strict=True):
            if name:
                used.setdefault((sub, language, key(name)), set()).add(theme)
    return used


def _usable(
    answer: Any, asked: list[_Asked], used: dict[tuple[bool, str, str], set[str]]
) -> tuple[Names, Counter[str]]:
    """The names in the answer that can be used, and how many can't for which reason.

    A theme, or a language, that the program leaves out is no mistake of it.
    """
    if not isinstance(answer, dict):
        raise ProgramError('printed no JSON object like {"t_…": {"ja": "…", "en": "…"}}')
    given: Names = {}
    refused = Counter({"of no theme that was asked for": len(answer.keys() - {one.theme_id for one in asked})})
    for one in asked:
        names = answer.get(one.theme_id, {})
        for language in one.languages if isinstance(names, dict) else ():
            name = names.get(language)
            if name is None:
                continue
            tidy = " ".join(name.split()) if isinstance(name, str) else ""
            holders = used.setdefault((one.parent_id is not None, language, key(tidy)), set())
            reason = _unusable(tidy, taken=bool(holders - {one.theme_id}))
            if reason:
                refused[reason] += 1
                continue
            holders.add(one.theme_id)
            given.setdefault(one.theme_id, {})[language] = tidy
        refused["no names by language"] += not isinstance(names, dict)
    return given, +refused


def _unusable(name: str, *, taken: bool) -> str | None:
    checks: list[tuple[str, Callable[[], bool]]] = [
        ("empty", lambda: not key(name)),
        (f"longer than {LONGEST} characters", lambda: len(name) > LONGEST),
        ("with characters that can't be shown", lambda: not name.isprintable()),
        ("taken by another theme", lambda: taken),
    ]
    return next((reason for reason, fails in checks if fails()), None)


def _write(connection: duckdb.DuckDBPyConnection, given: Names) -> None:
    names = {f"name_{one}": pa.array([by.get(one) for by in given.values()], pa.string()) for one in _LANGUAGES}
    connection.register("given_name", pa.table({"theme_id": pa.array(list(given), pa.string()), **names}))
    connection.execute(statement("vocpipe.themes.naming", "give_names.sql"))
    connection.unregister("given_name")
