"""The refresh of themes: place new texts, find emerging themes, name them, and apply people's edits.

Everything is written in one transaction, so a killed refresh changes nothing and the next run starts over. Discovery,
which takes longest, runs before the transaction begins.
"""

from collections.abc import Sequence

import duckdb
import numpy as np

from vocpipe.inbox.entries import Entry
from vocpipe.settings import Settings
from vocpipe.step import Counts, Progress, ignore
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import transaction
from vocpipe.themes.blocks import in_blocks, sample
from vocpipe.themes.discovery.discover import min_theme_size
from vocpipe.themes.discovery.due import discovery_basis, is_due
from vocpipe.themes.discovery.emerging import THEMED_SAMPLE
from vocpipe.themes.editing.apply import apply_edits
from vocpipe.themes.emergence import emerging_themes
from vocpipe.themes.load import (
    load_guide,
    load_guided,
    load_last_discovery,
    load_machine_themes,
    load_opinions,
    load_space,
    load_themed_vectors,
    load_used_names,
    load_weighing,
)
from vocpipe.themes.machine_themes import MachineTheme
from vocpipe.themes.naming.namer import ask_program, naming_requests, newly_named
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.placing import Placing, find_themes, place_new
from vocpipe.themes.renaming import rename_unsaid
from vocpipe.themes.write import forget_placements, promote_lasting, write_emerging, write_names, write_placing


def refresh_themes(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    run_id: str,
    *,
    rediscover: bool = False,
    edits: Sequence[Entry] | None = None,
    progress: Progress = ignore,
) -> Counts:
    """Refresh the themes; returns how many texts were placed or belong nowhere, the events by kind, and changed edits.

    rediscover: discover anew even if it is not due. edits: the inbox; None for the edits that the last refresh knew.
    """
    with transaction(connection):
        forget_placements(connection)
    opinions, existing = load_opinions(connection), load_machine_themes(connection)
    if rediscover or is_due(load_last_discovery(connection), discovery_basis(settings), opinions):
        placing = _discover(connection, settings, run_id, opinions, existing, progress)
    else:
        placing = _place_new(connection, settings, opinions)
    counts = placing.counts
    with transaction(connection):
        if counts["placed"]:
            write_placing(connection, placing, run_id)
            counts |= _emerge(connection, settings, run_id)
            counts |= _name(connection, settings, existing)
        if renamed := rename_unsaid(connection, settings, run_id):
            counts["renamed"] = renamed
        new = opinions.part(opinions.new).hashes
        changed = apply_edits(connection, settings, run_id, entries=edits, new=new)
    return counts | ({"edits": changed} if changed else {})


def _discover(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    run_id: str,
    opinions: Opinions,
    existing: list[MachineTheme],
    progress: Progress,
) -> Placing:
    """Discover the themes of all opinions anew: among those that weigh, or in a sample if there are very many."""
    weighing = load_weighing(connection, opinions, min_theme_size(len(opinions), settings.themes) - 1)
    weigh = np.flatnonzero(weighing)
    weighing[weigh] = sample(opinions.part(weigh), settings)
    chosen, rest = opinions.part(np.flatnonzero(weighing)), opinions.part(np.flatnonzero(~weighing))
    space = load_space(connection, chosen, encoder_plan(settings.embed))
    blocks = in_blocks(connection, rest, settings)
    guided = load_guided(connection, settings, chosen)
    return find_themes(chosen, space, blocks, len(rest), existing, settings, run_id, progress, guided)


def _place_new(connection: duckdb.DuckDBPyConnection, settings: Settings, opinions: Opinions) -> Placing:
    """Put the new texts into the existing themes, of which a sample is compared if they hold very many."""
    arrived = opinions.part(opinions.new)
    if not len(arrived):
        return Placing.nothing()
    themed = opinions.part(np.flatnonzero([theme is not None for theme in opinions.themes]))
    themed = themed.part(np.flatnonzero(sample(themed, settings)))
    space = load_space(connection, themed, encoder_plan(settings.embed))
    guide = load_guide(connection, settings)
    return place_new(in_blocks(connection, arrived, settings), len(arrived), themed, space, guide)


def _emerge(connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str) -> Counts:
    """Find emerging themes and promote those that have lasted; returns the counts that are not zero."""
    counts = {"emerged": _find_emerging(connection, settings, run_id)}
    counts["lasted"] = promote_lasting(connection, settings.themes.min_size, run_id)
    return {kind: count for kind, count in counts.items() if count}


def _find_emerging(connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str) -> int:
    min_size = settings.themes.min_size
    unthemed = load_opinions(connection, unthemed=True)
    unthemed = unthemed.part(np.flatnonzero(load_weighing(connection, unthemed, min_size - 1, unthemed=True)))
    if len(unthemed) < 2 * min_size:
        return 0
    plan = encoder_plan(settings.embed)
    space = load_space(connection, unthemed, plan)
    themed = load_themed_vectors(connection, plan, THEMED_SAMPLE)
    emerging = emerging_themes(unthemed, space, themed, load_machine_themes(connection), settings, run_id)
    if emerging.themes.num_rows:
        write_emerging(connection, emerging)
    return int(emerging.themes.num_rows)


def _name(connection: duckdb.DuckDBPyConnection, settings: Settings, before: list[MachineTheme]) -> Counts:
    """Let the user's program, if any, name the themes named since `before`; returns how many themes it named."""
    if not settings.naming.command:
        return {}
    themes = [theme for theme in load_machine_themes(connection) if not theme.is_guided]
    new = newly_named(themes, before, settings.workspace.languages)
    if not new:
        return {}
    opinions = load_opinions(connection)
    space = load_space(connection, opinions, encoder_plan(settings.embed))
    names = ask_program(settings.naming, naming_requests(new, opinions, space), load_used_names(connection))
    if not names:
        return {}
    write_names(connection, names)
    return {"named_by_program": len(names)}
