"""Writes the machine's themes and placements; call every function in a transaction."""

import duckdb
import pyarrow as pa

from vocpipe.store.tables import registered
from vocpipe.store.workspace import fetch_one, statement
from vocpipe.themes.discovery.due import LastDiscovery
from vocpipe.themes.discovery.emerging import MIN_DAYS, MIN_SIZE_FACTOR, MIN_WEEKS
from vocpipe.themes.emergence import EmergingThemes
from vocpipe.themes.machine_themes import LANGUAGES
from vocpipe.themes.naming.answers import Names
from vocpipe.themes.naming.names import quote_rows
from vocpipe.themes.placing import DiscoveredThemes, Placing


def forget_placements(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget the places of texts whose sentences are gone or changed; if they come back, they are placed again."""
    connection.execute(statement("vocpipe.themes", "forget_placements.sql"))


def write_placing(connection: duckdb.DuckDBPyConnection, placing: Placing, run_id: str) -> None:
    """Write the places of texts and, after a discovery, its themes."""
    if placing.discovered:
        _write_discovered(connection, placing.discovered, run_id)
    with registered(connection, placed=placing.placements):
        connection.execute(statement("vocpipe.themes", "write_placements.sql"))


def write_emerging(connection: duckdb.DuckDBPyConnection, emerging: EmergingThemes) -> None:
    """Write emerging themes, their texts and their births."""
    with registered(connection, emerging_group=emerging.themes, emerging_text=emerging.texts):
        connection.execute(statement("vocpipe.themes", "write_emerging.sql"))
    write_quotes(connection, emerging.quotes)


def promote_lasting(connection: duckdb.DuckDBPyConnection, min_size: int, run_id: str) -> int:
    """Turn emerging themes that have lasted into ordinary themes; returns how many.

    min_size: the minimum number of sentences in a theme.
    """
    bounds = {"sentences": MIN_SIZE_FACTOR * min_size, "weeks": MIN_WEEKS, "days": MIN_DAYS}
    connection.execute(statement("vocpipe.themes", "lasting.sql"), bounds)
    connection.execute(
        "INSERT INTO theme_lineage SELECT ?, 'continued', theme_id, theme_id, 1.0 FROM lasting ORDER BY theme_id",
        [run_id],
    )
    connection.execute("UPDATE machine_theme SET state = 'active' WHERE theme_id IN (SELECT theme_id FROM lasting)")
    connection.execute(statement("vocpipe.themes", "promote.sql"), {"run": run_id})
    row = fetch_one(connection, "SELECT count(*) FROM lasting")
    return int(row[0]) if row else 0


def write_names(connection: duckdb.DuckDBPyConnection, names: Names) -> None:
    """Write names from the user's program over the machine's; a language that is left out keeps its name."""
    columns = {f"name_{language}": [by.get(language) for by in names.values()] for language in LANGUAGES}
    given = {"theme_id": list(names)} | columns
    rows = pa.table({column: pa.array(values, pa.string()) for column, values in given.items()})
    with registered(connection, given_name=rows):
        connection.execute(statement("vocpipe.themes", "write_names.sql"))
    write_quotes(connection, quote_rows([], []))


def write_quotes(connection: duckdb.DuckDBPyConnection, quotes: pa.Table) -> None:
    """Write what names were cut from, after the names are written; other names lose what they were cut from."""
    with registered(connection, given_quote=quotes):
        connection.execute(statement("vocpipe.themes", "write_quotes.sql"))


def _write_discovered(connection: duckdb.DuckDBPyConnection, discovered: DiscoveredThemes, run_id: str) -> None:
    with registered(connection, discovered_theme=discovered.themes, discovered_lineage=discovered.lineage):
        connection.execute(statement("vocpipe.themes", "write_themes.sql"))
        # A run that was cut off may have written its events already.
        connection.execute("DELETE FROM theme_lineage WHERE run_id = ?", [run_id])
        connection.execute(
            "INSERT INTO theme_lineage SELECT ?, event, from_theme, to_theme, overlap FROM discovered_lineage", [run_id]
        )
    write_quotes(connection, discovered.quotes)
    _write_last_discovery(connection, discovered.last)


def _write_last_discovery(connection: duckdb.DuckDBPyConnection, last: LastDiscovery) -> None:
    connection.execute("DELETE FROM theme_discovery")
    connection.execute(
        "INSERT INTO theme_discovery (basis, opinions, unthemed, resolution) VALUES (?, ?, ?, ?)",
        [last.basis, last.opinions, last.unthemed, last.resolution],
    )
