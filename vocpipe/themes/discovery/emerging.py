"""Emerging themes: dense new groups among what no theme explains, and what becomes of them.

HDBSCAN (Campello, Moulavi, Sander 2013) is at its best where most points belong nowhere. A group that holds together
clearly better than what lies around it emerges; it is shown as such, new sentences may join it, and when it has lasted
it is a theme like any other.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan, load_vectors
from vocpipe.store.workspace import fetch, fetch_one, statement
from vocpipe.themes.discovery.consensus import NOWHERE, Labels
from vocpipe.themes.discovery.density import dense_groups
from vocpipe.themes.discovery.graph import nearest
from vocpipe.themes.discovery.identity import new_id
from vocpipe.themes.discovery.lexical import Matrix
from vocpipe.themes.discovery.opinions import Opinions, load_opinions
from vocpipe.themes.naming.naming import name_columns, name_themes, taken_names

# What has lasted: said over so many days, in so many different weeks, by so many times the least number of sentences.
DAYS, WEEKS, TIMES_LEAST = 14, 3, 2
_SAMPLES = 3
_FIRM = 0.5
# How near a group's texts are to each other at the least: so many standard deviations nearer than what lies around it,
# and a cosine for where nearly nothing lies around it.
_CLEARLY, _NEAR = 2.5, 0.5
# Themed texts that HDBSCAN sees beside the others, and the share of a group that they may be.
_BESIDE = 1000
_OLD = 0.2


@dataclass(frozen=True, slots=True)
class Emerging:
    """Each text's group, -1 for none, and how surely it is in it, shape (texts,); how sure each group is, 0 to 1."""

    labels: Labels
    certainty: list[float]
    scores: npt.NDArray[np.float64]


def refresh_emerging(connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str) -> dict[str, int]:
    """Finds what emerges among the texts without a theme, and lets what has lasted be a theme; in a transaction.

    Returns how many emerged and how many became themes, where there are any.
    """
    emerged = _emerge(connection, settings, run_id, load_opinions(connection, unthemed=True))
    least = {"sentences": TIMES_LEAST * settings.themes.min_size, "weeks": WEEKS, "days": DAYS}
    connection.execute(statement("vocpipe.themes.discovery", "emerging_lasting.sql"), least)
    lasted = fetch_one(connection, "SELECT count(*) FROM lasting")
    connection.execute(
        "INSERT INTO theme_lineage SELECT ?, 'continued', theme_id, theme_id, 1.0 FROM lasting ORDER BY theme_id",
        [run_id],
    )
    connection.execute("UPDATE machine_theme SET state = 'active' WHERE theme_id IN (SELECT theme_id FROM lasting)")
    connection.execute(statement("vocpipe.themes.discovery", "emerging_promote.sql"), {"run": run_id})
    counts = {"emerged": emerged, "lasted": int(lasted[0]) if lasted else 0}
    return {kind: count for kind, count in counts.items() if count}


def find_emerging(vectors: Matrix, themed: Matrix, min_size: int) -> Emerging:
    """Groups among texts that belong nowhere; vectors of unit length, shape (texts, dimensions).

    themed: vectors of some texts that have a theme. They show HDBSCAN what dense means, and a group that they are in is
    nothing new.
    """
    if len(vectors) < 2 * min_size:
        return Emerging(np.full(len(vectors), NOWHERE, np.int64), [], np.zeros(len(vectors)))
    labels, scores = dense_groups(np.concatenate([vectors, themed]), min_size, min_samples=_SAMPLES, seed=0)
    old = np.bincount(labels[len(vectors) :][labels[len(vectors) :] >= 0], minlength=int(labels.max(initial=0)) + 1)
    labels, scores = labels[: len(vectors)], scores[: len(vectors)]
    together = _closeness(vectors, labels)
    around = together[labels == NOWHERE]
    bar = max(_NEAR, float(around.mean() + _CLEARLY * around.std())) if len(around) >= min_size else _NEAR
    firm = []
    for group in range(int(labels.max(initial=NOWHERE)) + 1):
        inside = labels == group
        new = inside.sum() >= max(min_size, (1 - _OLD) * (inside.sum() + old[group]))
        if new and scores[inside].mean() >= _FIRM and together[inside].mean() > bar:
            firm.append(group)
    number = np.full(int(labels.max(initial=NOWHERE)) + 2, NOWHERE, np.int64)
    number[firm] = np.arange(len(firm))
    certainty = [float(round(scores[labels == group].mean(), 3)) for group in firm]
    return Emerging(number[labels], certainty, scores)


def _closeness(vectors: Matrix, labels: Labels) -> npt.NDArray[np.float64]:
    """Mean cosine of each text to the nearest few of its own group, or of all for a text in none; shape (texts,)."""
    found = np.zeros(len(vectors))
    for group in range(NOWHERE, int(labels.max(initial=NOWHERE)) + 1):
        members = np.flatnonzero(labels == group)
        inside = vectors[members]
        _, cosines = nearest(inside, inside, _SAMPLES, same=True)
        found[members] = cosines.mean(axis=1) if cosines.shape[1] else 0.0
    return found


def _emerge(connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str, rest: Opinions) -> int:
    """Writes down the groups that emerge among `rest`; how many."""
    if len(rest) < 2 * settings.themes.min_size:
        return 0
    plan = encoder_plan(settings.embed)
    space = rest.space(connection, plan)
    themed = load_vectors(connection, plan.shared, _some_themed(connection))
    found = find_emerging(space.shared, themed.reshape(-1, space.shared.shape[1]), settings.themes.min_size)
    if not found.certainty:
        return 0
    rows = connection.execute("SELECT theme_id, name_ja, name_en FROM machine_theme").fetchall()
    taken = taken_names(row[1:] for row in rows)
    names = name_themes(found.labels, rest.words(), space, settings.workspace.languages, taken=taken)
    used = {row[0] for row in rows}
    first = [rest.hashes[int(np.argmax(found.labels == group))] for group in range(len(names))]
    ids = [new_id(f"emerging\x1f{text_hash}", used) for text_hash in first]
    inside = np.flatnonzero(found.labels >= 0)
    texts = pa.table(
        {
            "text_hash": [rest.hashes[place] for place in inside],
            "theme_id": [ids[found.labels[place]] for place in inside],
            "score": np.round(found.scores[inside], 4),
        }
    )
    groups = pa.table(
        {
            "theme_id": ids,
            **name_columns(names),
            "certainty": found.certainty,
            "run_id": [run_id] * len(ids),
        }
    )
    connection.register("emerging_group", groups)
    connection.register("emerging_text", texts)
    connection.execute(statement("vocpipe.themes.discovery", "emerging_found.sql"))
    connection.unregister("emerging_group")
    connection.unregister("emerging_text")
    return len(ids)


def _some_themed(connection: duckdb.DuckDBPyConnection) -> pa.Array:
    """The hashes of some texts that have a theme, always the same while they are there."""
    query = "SELECT text_hash FROM machine_placement WHERE theme_id IS NOT NULL ORDER BY text_hash LIMIT ?"
    return fetch(connection, query, [_BESIDE]).column("text_hash").combine_chunks()
