"""Apply people's edits to the machine's themes; the result is the themes that everybody sees."""

import json
from collections.abc import Collection, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.inbox.entries import Entry
from vocpipe.settings import Settings
from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch_one, statement
from vocpipe.themes.editing.edit_texts import EditTexts
from vocpipe.themes.editing.replay import Replay, StoredEdit
from vocpipe.themes.editing.theme_map import ThemeMap
from vocpipe.themes.load import load_machine_themes

_INBOX_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("edit_id", "author", "kind", "theme_id", "detail", "undone_by")),
        *((name, pa.timestamp("us")) for name in ("edited_at", "undone_at")),
    ]
)


def apply_edits(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    run_id: str,
    *,
    entries: Sequence[Entry] | None = None,
    new: Collection[str] = (),
) -> int:
    """Write theme, sentence_theme, unthemed and theme_mark from the machine's themes and the edits; in a transaction.

    entries: the inbox, or None for the edits known from the last refresh. new: hashes of the texts that were placed for
    the first time in this refresh, which may join what people made. Returns how many edits came, were undone, or became
    possible or impossible to apply.
    """
    changed = _take_over(connection, entries) if entries else 0
    theme_map = ThemeMap.of(load_machine_themes(connection))
    texts = EditTexts(connection, settings, run_id, new, theme_map.redirects)
    replay = Replay(theme_map, texts, run_id)
    for edit in _standing(connection):
        changed += replay.apply(edit)
    with registered(connection, edit_outcome=replay.outcome()):
        connection.execute(_sql("write_result.sql"))
    return changed


def _take_over(connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry]) -> int:
    """Take over the inbox; returns how many edits came or were undone since the last time."""
    columns: dict[str, list[Any]] = {name: [getattr(entry, name) for entry in entries] for name in _INBOX_SCHEMA.names}
    columns["detail"] = [json.dumps(entry.detail, ensure_ascii=False, sort_keys=True) for entry in entries]
    with registered(connection, inbox_edit=pa.table(columns, schema=_INBOX_SCHEMA)):
        row = fetch_one(connection, _sql("count_changed.sql"))
        connection.execute(_sql("take_over.sql"))
    return int(row[0]) if row else 0


def _standing(connection: duckdb.DuckDBPyConnection) -> list[StoredEdit]:
    """The edits that were not undone, in the order of time."""
    return [StoredEdit(*row) for row in connection.execute(_sql("standing.sql")).fetchall()]


def _sql(name: str) -> str:
    return statement("vocpipe.themes.editing", name)
