"""Themes that only people's edits keep: which new texts join them, and what they are called.

The machine knows nothing of them, so its own vote among neighbors is held again, among the texts that they lie between.
"""

from collections.abc import Sequence

import duckdb
import numpy as np
import numpy.typing as npt

from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan
from vocpipe.themes.discovery.assign import assign
from vocpipe.themes.discovery.consensus import NOWHERE
from vocpipe.themes.discovery.opinions import Opinions, load_opinions
from vocpipe.themes.naming.naming import name_themes, taken_names


def join_newcomers(connection: duckdb.DuckDBPyConnection, settings: Settings, edit_id: str, new: Sequence[str]) -> None:
    """Adds to an edit's texts those new ones whose neighbors are mostly its own, not others of the same machine themes.

    It hangs on no other edit, so undoing one changes nothing here.
    """
    around, held = _around(connection, edit_id)
    arrived = np.isin(around.hashes, list(new)) if len(around) else np.zeros(0, dtype=bool)
    known, guests = around.part(np.flatnonzero(~arrived | held)), around.part(np.flatnonzero(arrived & ~held))
    if not len(guests) or not held.any():
        return
    plan = encoder_plan(settings.embed)
    labels = held[~arrived | held].astype(np.int64)
    nowhere = np.full(len(known), NOWHERE, np.int64)
    result = assign(guests.space(connection, plan), known.space(connection, plan), labels, nowhere)
    joined = [text_hash for text_hash, label in zip(guests.hashes, result.themes.tolist(), strict=True) if label == 1]
    connection.execute(
        "INSERT INTO edit_member SELECT ?, unnest(?::VARCHAR[]), 'joined', NULL, NULL", [edit_id, joined]
    )


def name_made(
    connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str, edit_id: str, theme_id: str
) -> None:
    """Writes down what the theme that the edit made is called, where its author doesn't say, and its keywords."""
    around, held = _around(connection, edit_id)
    names: dict[str, str] = {}
    keywords: list[str] = []
    if held.any():
        space = around.space(connection, encoder_plan(settings.embed))
        labels = np.where(held, 0, 1).astype(np.int64)
        found = name_themes(labels, around.words(), space, settings.workspace.languages, taken=_taken(connection))[0]
        names, keywords = found.by_language, found.keywords
    connection.execute("DELETE FROM edit_theme WHERE theme_id = ?", [theme_id])
    connection.execute(
        "INSERT INTO edit_theme VALUES (?, ?, ?, ?::VARCHAR[], ?)",
        [theme_id, names.get("ja"), names.get("en"), keywords, run_id],
    )


def _around(connection: duckdb.DuckDBPyConnection, edit_id: str) -> tuple[Opinions, npt.NDArray[np.bool_]]:
    """The edit's texts and all others that the machine has in the same themes; which of them are the edit's."""
    opinions = load_opinions(connection)
    members = {
        row[0]
        for row in connection.execute("SELECT text_hash FROM edit_member WHERE edit_id = ?", [edit_id]).fetchall()
    }
    held = np.fromiter((text_hash in members for text_hash in opinions.hashes), bool, len(opinions))
    homes = {theme for theme, inside in zip(opinions.themes, held, strict=True) if inside and theme}
    near = np.fromiter((theme in homes for theme in opinions.themes), bool, len(opinions)) | held
    places = np.flatnonzero(near)
    return opinions.part(places), held[places]


def _taken(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """What the machine calls the themes there are."""
    rows = connection.execute("SELECT name_ja, name_en FROM machine_theme WHERE state <> 'retired'").fetchall()
    return taken_names(rows)
