"""Emerging themes as rows: groups that emerge among texts without a theme, with ids and names."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.themes.discovery.emerging import Emerging, find_emerging
from vocpipe.themes.discovery.identity import new_id
from vocpipe.themes.machine_themes import MachineTheme, names_by_language
from vocpipe.themes.naming.agreement import title_encoder
from vocpipe.themes.naming.names import name_columns, name_themes, quote_rows
from vocpipe.themes.opinions import Opinions
from vocpipe.themes.space import Matrix, Space


@dataclass(frozen=True, slots=True)
class EmergingThemes:
    """The rows of emerging themes.

    themes: one row per group: theme_id, name_ja, name_en, keywords, certainty, run_id. texts: one row per text in a
    group: text_hash, theme_id, score. quotes: what their names are cut from, the columns of QUOTE_SCHEMA.
    """

    themes: pa.Table
    texts: pa.Table
    quotes: pa.Table


def emerging_themes(
    unthemed: Opinions,
    space: Space,
    themed: Matrix,
    existing: list[MachineTheme],
    settings: Settings,
    run_id: str,
) -> EmergingThemes:
    """The themes that emerge among the opinions `unthemed`, whose vectors are `space`.

    themed: vectors in the shared space of some texts that have a theme, shape (texts, dimensions).
    """
    themed = themed.reshape(-1, space.shared.shape[1])
    emerging = find_emerging(space.shared, themed, settings.themes.min_size)
    taken, encode = names_by_language(existing), title_encoder(settings.embed)
    names = name_themes(
        emerging.labels, unthemed.words(), space, settings.workspace.languages, taken=taken, encode=encode
    )
    ids = _ids(emerging, unthemed, existing)
    themes = pa.table(
        {
            "theme_id": pa.array(ids, pa.string()),
            **name_columns(names),
            "certainty": pa.array(emerging.certainty, pa.float64()),
            "run_id": pa.array([run_id] * len(ids), pa.string()),
        }
    )
    return EmergingThemes(themes, _texts(emerging, unthemed, ids), quote_rows(ids, names))


def _ids(emerging: Emerging, unthemed: Opinions, existing: list[MachineTheme]) -> list[str]:
    """A new id for each group, derived from the first hash of its texts."""
    hashes, used = unthemed.hashes, {theme.theme_id for theme in existing}
    first = [hashes[int(np.argmax(emerging.labels == group))] for group in range(len(emerging.certainty))]
    return [new_id(f"emerging\x1f{text_hash}", used) for text_hash in first]


def _texts(emerging: Emerging, unthemed: Opinions, ids: list[str]) -> pa.Table:
    hashes, inside = unthemed.hashes, np.flatnonzero(emerging.labels >= 0)
    return pa.table(
        {
            "text_hash": pa.array([hashes[place] for place in inside], pa.string()),
            "theme_id": pa.array([ids[emerging.labels[place]] for place in inside], pa.string()),
            "score": np.round(emerging.scores[inside], 4),
        }
    )
