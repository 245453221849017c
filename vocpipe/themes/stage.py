"""The themes stage: discovers themes once, then puts what is new into them, and discovers anew when it is time."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.inbox.entries import Entry
from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import fetch_one, statement, transaction
from vocpipe.themes.discovery.assign import assign
from vocpipe.themes.discovery.consensus import NOWHERE, Labels, Progress
from vocpipe.themes.discovery.discover import discover
from vocpipe.themes.discovery.emerging import refresh_emerging
from vocpipe.themes.discovery.found import place, record, retire
from vocpipe.themes.discovery.graph import Space
from vocpipe.themes.discovery.identity import match
from vocpipe.themes.discovery.opinions import Opinions, load_opinions
from vocpipe.themes.editing.edits import replay
from vocpipe.themes.naming.namer import ask_namer, machine_names
from vocpipe.themes.naming.naming import Name, name_columns, name_themes, taken_names

STAGE = "themes"
# Themes are discovered anew when the opinions have grown by this factor since they were, or when this share of what
# came since belongs to no theme although there is enough of it to judge.
GROWTH = 2.0
DRIFT = 0.25
DRIFT_FROM = 200

Write = Callable[[], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of detail of a discovery: group of each text, the ids they had, and what the groups are called."""

    labels: Labels
    before: list[str | None]
    names: list[Name]


def refresh_themes(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    run_id: str,
    *,
    rediscover: bool = False,
    edits: Sequence[Entry] | None = None,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Places every new opinion and lays people's edits over that; returns how many were placed or belong nowhere,
    lineage events by kind, and how many edits are new or changed.

    edits: the inbox, or None for what is known of it from the last time.
    """
    with transaction(connection):
        connection.execute(statement("vocpipe.themes.discovery", "prune.sql"))
    opinions = load_opinions(connection)
    basis = _basis(settings)
    state = _state(connection)
    if rediscover or _due(opinions, state, basis):
        write = _discover(connection, settings, run_id, opinions, basis, progress)
    else:
        write = _assign(connection, settings, opinions)
    new = opinions.part(opinions.new).hashes
    with transaction(connection):
        before = machine_names(connection)
        counts = write()
        if counts["placed"]:
            counts |= refresh_emerging(connection, settings, run_id)
            counts |= ask_namer(connection, settings, before)
        changed = replay(connection, settings, run_id, entries=edits, new=new)
    return counts | ({"edits": changed} if changed else {})


def _basis(settings: Settings) -> str:
    """What themes depend on besides the texts; another engine, model or own names mean another discovery."""
    basis = [settings.embed.model, settings.themes.model_dump(), settings.workspace.own_names]
    return json.dumps(basis, sort_keys=True)


def _state(connection: duckdb.DuckDBPyConnection) -> dict[str, str | int]:
    row = fetch_one(connection, "SELECT fingerprint FROM stage_state WHERE stage = ?", [STAGE])
    return json.loads(row[0]) if row else {}


def _due(opinions: Opinions, state: dict[str, str | int], basis: str) -> bool:
    """Is it time? At first, with other settings, after much growth, or when much that came fits nowhere."""
    if state.get("basis") != basis:
        return True
    then = int(state["opinions"])
    if len(opinions) >= GROWTH * max(then, 1):
        return True
    unthemed = sum(theme is None for theme in opinions.themes) - len(opinions.new) - int(state["unthemed"])
    since = len(opinions) - then
    return since >= DRIFT_FROM and unthemed > DRIFT * since


def _discover(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    run_id: str,
    opinions: Opinions,
    basis: str,
    progress: Progress | None,
) -> Write:
    """Finds the themes; what is returned writes them down."""
    space = opinions.space(connection, encoder_plan(settings.embed))
    words = opinions.words(settings.workspace.own_names)
    found = discover(space, words, settings.themes, progress=progress)
    languages = settings.workspace.languages
    themes, subthemes = (
        Level(
            labels,
            before,
            name_themes(labels, words, space, languages, taken=_names(connection, sub=sub), scores=scores),
        )
        for labels, before, sub, scores in (
            (found.themes, opinions.themes, False, found.scores),
            (found.subthemes, opinions.subthemes, True, None),  # the scores are of the themes
        )
    )

    def write() -> dict[str, int]:
        ids, lineage = _keep(connection, run_id, themes, opinions, None)
        parents = _parents(found.themes, found.subthemes, ids)
        subids, sublineage = _keep(connection, run_id, subthemes, opinions, parents)
        retire(connection, [*ids, *subids])
        record(connection, run_id, pa.concat_tables([lineage, sublineage]))
        places = _named(found.themes, ids), _named(found.subthemes, subids)
        place(connection, opinions, *places, found.scores, "discovered")
        unthemed = int((found.themes == NOWHERE).sum())
        _remember(
            connection,
            {"basis": basis, "opinions": len(opinions), "unthemed": unthemed, "resolution": found.resolution},
        )
        events = lineage.column("event").to_pylist()
        counts = {kind: events.count(kind) for kind in sorted(set(events))}
        return {"placed": len(opinions), "unthemed": unthemed, **counts}

    return write


def _assign(connection: duckdb.DuckDBPyConnection, settings: Settings, opinions: Opinions) -> Write:
    """Finds the places of what is new; what is returned writes them down."""
    new = opinions.new
    if len(new) == 0:
        return lambda: {"placed": 0, "unthemed": 0}
    plan = encoder_plan(settings.embed)
    themed = np.flatnonzero([theme is not None for theme in opinions.themes])
    known, arrived = opinions.part(themed), opinions.part(new)
    ids, labels = _numbered(known.themes)
    subids, sublabels = _numbered(known.subthemes)
    known_space: Space = known.space(connection, plan)
    result = assign(arrived.space(connection, plan), known_space, labels, sublabels)

    def write() -> dict[str, int]:
        places = _named(result.themes, ids), _named(result.subthemes, subids)
        place(connection, arrived, *places, result.scores, "assigned")
        return {"placed": len(arrived), "unthemed": int((result.themes == NOWHERE).sum())}

    return write


def _names(connection: duckdb.DuckDBPyConnection, *, sub: bool) -> dict[str, set[str]]:
    """What the living themes, or sub-themes, are called: a part that splits off must not be called the same."""
    rows = connection.execute(
        "SELECT name_ja, name_en FROM machine_theme WHERE state <> 'retired' AND (parent_id IS NOT NULL) = ?", [sub]
    ).fetchall()
    return taken_names(rows)


def _keep(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    level: Level,
    opinions: Opinions,
    parents: list[str] | None,
) -> tuple[list[str], pa.Table]:
    """Write the level's themes: those that go on keep their id and name, the others are born."""
    hashes = opinions.hashes
    first: dict[int, str] = {}
    for label, text_hash in zip(level.labels.tolist(), hashes, strict=True):
        first.setdefault(label, text_hash)
    kind = "theme" if parents is None else "sub-theme"
    seeds = [f"{kind}\x1f{first[group]}" for group in range(len(level.names))]
    taken = {row[0] for row in connection.execute("SELECT theme_id FROM machine_theme").fetchall()}
    matching = match(level.labels, level.before, seeds, taken)
    rows = pa.table(
        {
            "theme_id": matching.ids,
            "parent_id": pa.array(parents, pa.string())
            if parents is not None
            else pa.nulls(len(matching.ids), pa.string()),
            **name_columns(level.names),
            "run_id": pa.array([run_id] * len(matching.ids), pa.string()),
        }
    )
    connection.register("found_theme", rows)
    connection.execute(statement("vocpipe.themes.discovery", "keep.sql"))
    connection.unregister("found_theme")
    return matching.ids, matching.lineage


def _remember(connection: duckdb.DuckDBPyConnection, state: dict[str, object]) -> None:
    connection.execute(
        "INSERT INTO stage_state VALUES (?, ?) ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint",
        [STAGE, json.dumps(state, sort_keys=True)],
    )


def _numbered(themes: list[str | None]) -> tuple[list[str], Labels]:
    """The themes' ids, and each text's theme as a place among them."""
    ids = sorted({theme for theme in themes if theme is not None})
    number = {theme: place for place, theme in enumerate(ids)}
    return ids, np.array([NOWHERE if theme is None else number[theme] for theme in themes], np.int64)


def _named(labels: Labels, ids: list[str]) -> list[str | None]:
    return [ids[label] if label >= 0 else None for label in labels.tolist()]


def _parents(themes: Labels, subthemes: Labels, ids: list[str]) -> list[str]:
    """The theme each sub-theme lies in."""
    parents = {sub: theme for sub, theme in zip(subthemes.tolist(), themes.tolist(), strict=True) if sub >= 0}
    return [ids[parents[sub]] for sub in sorted(parents)]
