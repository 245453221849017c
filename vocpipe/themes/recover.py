"""Themes of a private database that was lost: taken back, so that their ids, names and edits last.

The database that was set aside is asked first, since one damaged block leaves most tables readable; then the newest
snapshot that can be read, which does not show what was where before people edited it.
"""

from collections.abc import Callable

import duckdb
import pyarrow as pa

from vocpipe.errors import WorkspaceError
from vocpipe.store.rebuild import databases_set_aside
from vocpipe.store.snapshot import ask_newest
from vocpipe.store.tables import registered
from vocpipe.store.workspace import Workspace, fetch, fetch_one, statement, transaction

Former = dict[str, pa.Table]

# What discovery found, and what edits hold: neither can be made from the inputs again.
_LASTING = (
    *("machine_theme", "theme_quote", "machine_placement", "emerging_theme", "theme_lineage", "theme_discovery"),
    *("theme_edit", "edit_member", "edit_theme", "edit_lineage"),
)


def recover_themes(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> int:
    """Take back the themes of a former database if this one has never had any; returns how many."""
    if fetch_one(connection, "SELECT 1 FROM machine_theme LIMIT 1"):
        return 0
    for former in (_set_aside, _published):
        if found := _taken(connection, workspace, former):
            return found
    return 0


def _taken(connection: duckdb.DuckDBPyConnection, workspace: Workspace, former: Callable[[Workspace], Former]) -> int:
    """How many themes were taken from a former database; 0 if there is none, or it can't be read."""
    try:
        tables = former(workspace)
        with (
            registered(connection, **{f"former_{name}": rows for name, rows in tables.items()}),
            transaction(connection),
        ):
            if "sentence_theme" in tables:
                connection.execute(statement("vocpipe.themes", "recover_places.sql"))
            for name in tables.keys() & set(_LASTING):
                connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM former_{name}")
            connection.execute(statement("vocpipe.themes", "recover.sql"))
    except (duckdb.Error, WorkspaceError):
        return 0
    return int(tables["machine_theme"].num_rows) if tables else 0


def _set_aside(workspace: Workspace) -> Former:
    """The lasting tables of the database that was set aside last; nothing without one."""
    found = [path for path in databases_set_aside(workspace) if not path.name.startswith("voc.duckdb.wal")]
    if not found:
        return {}
    with duckdb.connect(str(found[-1]), read_only=True, config={"enable_external_access": "false"}) as damaged:
        there = {row[0] for row in damaged.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        return {name: fetch(damaged, f"SELECT * FROM {name}") for name in _LASTING if name in there}


def _published(workspace: Workspace) -> Former:
    """The themes of the newest readable snapshot, and where each sentence was; nothing before the first one."""
    themes, _, _ = ask_newest(
        workspace,
        lambda snapshot: {
            "machine_theme": fetch(snapshot, statement("vocpipe.themes", "former_themes.sql")),
            "sentence_theme": fetch(snapshot, "SELECT * FROM sentence_theme"),
            **_published_quotes(snapshot),
        },
    )
    return themes


def _published_quotes(snapshot: duckdb.DuckDBPyConnection) -> Former:
    """What the names were cut from; nothing in a snapshot of an older vocpipe, whose names are whole sentences."""
    if not fetch_one(
        snapshot, "SELECT 1 FROM duckdb_columns() WHERE table_name = 'theme' AND column_name = 'quote_ja'"
    ):
        return {}
    return {"theme_quote": fetch(snapshot, statement("vocpipe.themes", "former_quotes.sql"))}
