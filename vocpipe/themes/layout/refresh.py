"""The refresh of the map: new texts join it, and it is drawn anew only when too much has changed."""

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.step import Counts
from vocpipe.store.tables import registered
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import fetch, statement, transaction
from vocpipe.themes.discovery.due import MAX_GROWTH
from vocpipe.themes.discovery.neighbors import find_neighbors
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
    another encoder, and when it has grown by MAX_GROWTH since it was drawn.
    """
    with transaction(connection):
        connection.execute(statement("vocpipe.themes", "layout/forget_places.sql"))
    opinions, known = load_opinions(connection), _load(connection, settings)
    stands = np.isin(opinions.hashes, known.hashes)
    if redraw or len(opinions) >= MAX_GROWTH * max(known.n_drawn, 1):
        drawn = _draw(connection, settings, opinions, known, stands)
        _write(connection, settings, opinions.hashes, drawn, "drawn")
        return {"drawn": len(opinions)} if len(opinions) else {}
    new = opinions.part(np.flatnonzero(~stands))
    _write(connection, settings, new.hashes, _join(connection, settings, opinions, known, stands), "joined")
    return {"joined": len(new)} if len(new) else {}


def _draw(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    opinions: Opinions,
    known: Map,
    stands: npt.NDArray[np.bool_],
) -> Places:
    """The places of all opinions on a new map, which begins from the old one if there is one."""
    if not len(opinions):
        return np.empty((0, 2))
    space = load_space(connection, opinions, encoder_plan(settings.embed))
    start = flat(space.shared)
    if len(known.hashes):
        start = np.empty((len(opinions), 2))
        start[stands] = known.places
        start[~stands] = _join(connection, settings, opinions, known, stands)
    graph = find_neighbors(space, opinions.words(settings.workspace.own_names)).graph()
    return draw(graph, _numbered(opinions.themes), start)


def _join(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    opinions: Opinions,
    known: Map,
    stands: npt.NDArray[np.bool_],
) -> Places:
    """The places of the new texts beside those that stand on the map."""
    plan, new = encoder_plan(settings.embed), opinions.part(np.flatnonzero(~stands))
    if not len(new):
        return np.empty((0, 2))
    old = opinions.part(np.flatnonzero(stands))
    return join(load_space(connection, new, plan), load_space(connection, old, plan), known.places)


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
