"""A small company for the explorer's tests: written into a private database, then published as a refresh would."""

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from tests.app import small_accounts, small_changes, small_files, small_lists, small_outcomes
from tests.app.small_voices import LAST, Voices, customers, theme_quotes, themes
from tests.builders import add_all, declared
from vocpipe.pipeline import PUBLISHED
from vocpipe.settings import load_settings
from vocpipe.store.publish import public_settings, publish
from vocpipe.store.workspace import Workspace, transaction

RUN = "20261101T000000-abcd"
_SETTINGS = """
[workspace]
languages = ["ja", "en"]
timezone = "Asia/Tokyo"
"""
Tables = dict[str, list[dict[str, Any]]]


def build_world(root: Path, *, n_feedback: int = 600, seed: int = 3) -> Path:
    """A published workspace in `root`; returns the snapshot's path. The same seed gives the same world."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "vocpipe.toml").write_text(_SETTINGS, encoding="utf-8")
    workspace = Workspace(root)
    with workspace.connect() as con:
        for table in declared().values():
            table.create(con)
        with transaction(con):
            _insert(con, _world(root, n_feedback, random.Random(seed)))
        return publish(con, workspace, workspace.settings, RUN, PUBLISHED)


def republish(root: Path, run_id: str) -> Path:
    """A newer snapshot of the same world."""
    workspace = Workspace(root)
    with workspace.connect() as con:
        _insert(con, {"run": [_run(root) | {"run_id": run_id}]})
        return publish(con, workspace, workspace.settings, run_id, PUBLISHED)


def change_tables(root: Path, tables: Tables, run_id: str = "20261103T000000-0bad") -> Path:
    """Another snapshot of the same world, with these rows instead of those in the tables."""
    with Workspace(root).connect() as con:
        for name in tables:
            con.execute(f"DELETE FROM {name}")
        _insert(con, tables)
    return republish(root, run_id)


def _world(root: Path, n_feedback: int, rng: random.Random) -> Tables:
    """Rows of every table that the explorer's pages draw from."""
    return {
        "run": [_run(root)],
        "theme": themes(RUN),
        "theme_quote": theme_quotes(),
        **customers(120),
        **Voices(n_feedback, rng).tables(),
        **small_changes.tables(RUN),
        **small_outcomes.tables(),
        **small_accounts.tables(),
        **small_files.tables(RUN),
        **small_lists.tables(),
    }


def _run(root: Path) -> dict[str, Any]:
    return {
        "run_id": RUN,
        "started_at": LAST,
        "finished_at": LAST + timedelta(minutes=4),
        "vocpipe_version": "0.1.0",
        "settings": public_settings(Workspace(root), load_settings(root)),
        "models": "{}",
        "seconds": '{"collect": 3.1}',
        "changes": "{}",
    }


def _insert(con: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    """Add the rows to their tables; what only other rows of the table have is null in a row."""
    for table, rows in tables.items():
        empty = dict.fromkeys(name for row in rows for name in row)
        add_all(con, table, [empty | row for row in rows])
