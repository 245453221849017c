"""Reads the data of the theme steps from the private database, as arrays, Arrow tables and dataclasses."""

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.settings import Settings
from vocpipe.store.vectors import EncoderPlan, encoder_plan, load_vectors
from vocpipe.store.workspace import fetch, fetch_one, statement
from vocpipe.themes.discovery.due import LastDiscovery
from vocpipe.themes.guided.guide import Guide, Guided, Taught
from vocpipe.themes.guided.taught import taught_by
from vocpipe.themes.machine_themes import LANGUAGES, MachineTheme
from vocpipe.themes.naming.answers import UsedNames, used_names
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import Matrix, Space
from vocpipe.themes.words import Words


def load_opinions(connection: duckdb.DuckDBPyConnection, *, unthemed: bool = False) -> Opinions:
    """All opinions of the workspace; unthemed: only those that were placed and belong to no theme."""
    return Opinions(fetch(connection, statement("vocpipe.themes", "opinions.sql"), {"unthemed": unthemed}))


def load_weighing(
    connection: duckdb.DuckDBPyConnection, opinions: Opinions, most: int, *, unthemed: bool = False
) -> npt.NDArray[np.bool_]:
    """Whether themes are made of each opinion, shape (texts,); the others join the themes that there are.

    One piece of feedback, however long it is, weighs as much as its first `most` opinions: one letter makes no theme.
    """
    continued = fetch(connection, statement("vocpipe.themes", "continued.sql"), {"unthemed": unthemed, "most": most})
    beyond = pc.is_in(opinions.table.column("text_hash"), value_set=continued.column("text_hash").combine_chunks())
    return ~np.asarray(beyond.to_numpy(), dtype=bool)


def load_space(connection: duckdb.DuckDBPyConnection, opinions: Opinions, plan: EncoderPlan) -> Space:
    """The vectors of the opinions; raises KeyError if an opinion has no vector."""
    hashes, languages = opinions.table.column("text_hash").combine_chunks(), opinions.languages
    own = {
        language: load_vectors(
            connection, plan.inside(language), hashes.take(pa.array(np.flatnonzero(languages == language)))
        )
        for language in plan.own
        if (languages == language).any()
    }
    return Space(load_vectors(connection, plan.shared, hashes), languages, own)


def load_themed_vectors(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, count: int) -> Matrix:
    """Shared vectors of up to `count` texts that have a theme: those with the lowest hashes.

    Shape (texts, dimensions), or (0, 0) if no text has a theme.
    """
    query = "SELECT text_hash FROM machine_placement WHERE theme_id IS NOT NULL ORDER BY text_hash LIMIT ?"
    hashes = fetch(connection, query, [count]).column("text_hash").combine_chunks()
    return load_vectors(connection, plan.shared, hashes)


def load_machine_themes(connection: duckdb.DuckDBPyConnection) -> list[MachineTheme]:
    """Every theme and sub-theme that discovery ever made, also retired ones, in the order of their ids."""
    query = (
        "SELECT theme_id, parent_id, keywords, state, is_guided, name_ja, name_en FROM machine_theme ORDER BY theme_id"
    )
    quotes = load_quotes(connection)
    return [
        MachineTheme(theme_id, parent_id, _names(names), keywords, state, quotes.get(theme_id, {}), is_guided)
        for theme_id, parent_id, keywords, state, is_guided, *names in connection.execute(query).fetchall()
    ]


def load_guide(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Guide:
    """The company's own themes with their texts, in the order of the settings."""
    ids = [theme.theme_id for theme in settings.theme]  # a theme may have left the settings since the last refresh
    query = "SELECT * FROM guide_text WHERE list_contains(?, theme_id) ORDER BY theme_id, text_hash"
    rows = fetch(connection, query, [ids])
    return Guide(
        ids,
        [theme.words for theme in settings.theme],
        load_space(connection, Opinions(rows), encoder_plan(settings.embed)),
        Words(rows["text"].to_pylist(), rows["tokens"].to_pylist()),
        np.array([ids.index(theme_id) for theme_id in rows["theme_id"].to_pylist()], np.int64),
        np.array(rows["is_example"].to_pylist(), bool),
    )


def load_guided(connection: duckdb.DuckDBPyConnection, settings: Settings, opinions: Opinions) -> Guided:
    """The company's own themes, and the opinions that people put into them."""
    return Guided(load_guide(connection, settings), _load_taught(connection, settings, opinions))


def _load_taught(connection: duckdb.DuckDBPyConnection, settings: Settings, opinions: Opinions) -> Taught:
    """The opinions that people put into guided themes, by an edit or by a label of the feedback that says them."""
    if not settings.theme:
        return Taught()
    rows = fetch(connection, statement("vocpipe.themes", "taught.sql"), {"columns": settings.taxonomy.labels})
    return taught_by(rows, settings.theme, opinions.hashes)


def load_quotes(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str | None]]:
    """Theme -> language -> the sentence that its name was cut from; None if the name is made of words of the theme."""
    quotes: dict[str, dict[str, str | None]] = {}
    for theme_id, language, quote in connection.execute("SELECT theme_id, lang, quote FROM theme_quote").fetchall():
        quotes.setdefault(theme_id, {})[language] = quote
    return quotes


def load_last_discovery(connection: duckdb.DuckDBPyConnection) -> LastDiscovery | None:
    """The last discovery; None before the first one."""
    row = fetch_one(connection, "SELECT basis, opinions, unthemed, resolution FROM theme_discovery")
    return LastDiscovery(*row) if row else None


def load_used_names(connection: duckdb.DuckDBPyConnection) -> UsedNames:
    """The names of themes that are not retired: the machine's, and those published by the last refresh."""
    rows = connection.execute(statement("vocpipe.themes", "names_in_use.sql")).fetchall()
    return used_names((theme_id, is_sub, _names(names)) for theme_id, is_sub, *names in rows)


def _names(names: list[str | None]) -> dict[str, str]:
    return {language: name for language, name in zip(LANGUAGES, names, strict=True) if name}
