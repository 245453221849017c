"""The refresh of the map: new texts join it, and it is drawn anew only when too much has changed."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.step import Counts
from vocpipe.store.tables import registered
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import fetch, statement, transaction
from vocpipe.themes.blocks import in_blocks, sample
from vocpipe.themes.discovery.due import MAX_GROWTH
from vocpipe.themes.discovery.last_neighbors import forget_neighbors, take_neighbors
from vocpipe.themes.layout.draw import Places, draw, flat
from vocpipe.themes.layout.join import join
from vocpipe.themes.load import load_opinions, load_space
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import NOWHERE, Labels


@dataclass(frozen=True, slots=True)
class Map:
    """Where texts stand: their hashes in order, their places, and how many of them were drawn with the whole map."""

    hashes: list[str]
    places: Places
    n_drawn: int


def refresh_layout(connection: duckdb.DuckDBPyConnection, settings: Settings, *, redraw: bool = False) -> Counts:
    """Give each new text a place; returns how many texts joined the map, or were drawn on a new one.

    redraw: draw the whole map anew, as when themes are discovered anew on demand. It is also drawn anew at first, for
    another encoder, and when it has grown by MAX_GROWTH since it was drawn. Of very many texts a sample is drawn, and
    the others join it.
    """
    with transaction(connection):
        connection.execute(statement("vocpipe.themes", "layout/forget_places.sql"))
    opinions, known = load_opinions(connection), _load(connection, settings)
    chosen, drawn = sample(opinions, settings), 0
    if redraw or chosen.sum() >= MAX_GROWTH * max(known.n_drawn, 1):
        looked_at = opinions.part(np.flatnonzero(chosen))
        _write(connection, settings, looked_at.hashes, _draw(connection, settings, looked_at, opinions, known), "drawn")
        drawn, known = len(looked_at), _load(connection, settings)
    forget_neighbors()
    new = opinions.part(np.flatnonzero(~np.isin(opinions.hashes, known.hashes)))
    _write(connection, settings, new.hashes, _join(connection, settings, new, opinions, known), "joined")
    counts = {"drawn": drawn, "joined": len(new)}
    return {kind: count for kind, count in counts.items() if count}


def _draw(
    connection: duckdb.DuckDBPyConnection, settings: Settings, looked_at: Opinions, opinions: Opinions, known: Map
) -> Places:
    """The places of the texts that are looked at on a new map, which begins from the old one if there is one."""
    if not len(looked_at):
        return np.empty((0, 2))
    space = load_space(connection, looked_at, encoder_plan(settings.embed))
    start = flat(space.shared)
    if len(known.hashes):
        start, stands = np.empty((len(looked_at), 2)), np.isin(looked_at.hashes, known.hashes)
        start[stands] = known.places[np.isin(known.hashes, looked_at.hashes)]
        start[~stands] = _join(connection, settings, looked_at.part(np.flatnonzero(~stands)), opinions, known)
    graph = take_neighbors(space, looked_at.words(settings.workspace.own_names)).graph()
    return draw(graph, _numbered(looked_at.themes), start)


def _join(
    connection: duckdb.DuckDBPyConnection, settings: Settings, new: Opinions, opinions: Opinions, known: Map
) -> Places:
    """The places of the new texts beside those of `opinions` that stand on the map."""
    if not len(new):
        return np.empty((0, 2))
    old = opinions.part(np.flatnonzero(np.isin(opinions.hashes, known.hashes)))
    near = np.flatnonzero(sample(old, settings))
    space = load_space(connection, old.part(near), encoder_plan(settings.embed))
    blocks = in_blocks(connection, new, settings)
    return np.concatenate([join(arriving, space, known.places[near]) for _, arriving in blocks])


def _load(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Map:
    query = statement("vocpipe.themes", "layout/places.sql")
    rows = fetch(connection, query, {"model": settings.embed.model})
    places = np.column_stack([rows["x"].to_numpy(), rows["y"].to_numpy()])
    n_drawn = int((rows["method"].to_numpy() == "drawn").sum())
    return Map(rows["text_hash"].to_pylist(), places, n_drawn)


def _write(
    connection: duckdb.DuckDBPyConnection, settings: Settings, hashes: list[str], places: Places, method: str
) -> None:
    """Write places; a new map replaces all of the old one."""
    rows = pa.table(
        {
            "text_hash": pa.array(hashes, pa.string()),
            "x": places[:, 0],
            "y": places[:, 1],
            "method": pa.array([method] * len(hashes), pa.string()),
            "model": pa.array([settings.embed.model] * len(hashes), pa.string()),
        }
    )
    with registered(connection, new_place=rows), transaction(connection):
        if method == "drawn":
            connection.execute("DELETE FROM text_place")
        connection.execute("INSERT INTO text_place BY NAME SELECT * FROM new_place ORDER BY text_hash")


def _numbered(themes: list[str | None]) -> Labels:
    """A number for each text's theme, NOWHERE for none."""
    number = {theme: place for place, theme in enumerate(sorted({theme for theme in themes if theme}))}
    return np.array([NOWHERE if theme is None else number[theme] for theme in themes], np.int64)
