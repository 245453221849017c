"""What the machine found, written down: themes that live no more, lineage, and the place of every text."""

import duckdb
import numpy as np
import pyarrow as pa

from vocpipe.store.workspace import statement
from vocpipe.themes.discovery.opinions import Opinions


def retire(connection: duckdb.DuckDBPyConnection, living: list[str]) -> None:
    """Themes and sub-themes that a discovery did not find again live no more."""
    connection.execute("UPDATE machine_theme SET state = 'retired' WHERE NOT list_contains(?, theme_id)", [living])


def record(connection: duckdb.DuckDBPyConnection, run_id: str, lineage: pa.Table) -> None:
    """The events of this run's discovery, instead of what a run that was cut off had told."""
    connection.register("new_lineage", lineage)
    connection.execute("DELETE FROM theme_lineage WHERE run_id = ?", [run_id])
    connection.execute(
        "INSERT INTO theme_lineage SELECT ?, event, from_theme, to_theme, overlap FROM new_lineage", [run_id]
    )
    connection.unregister("new_lineage")


def place(
    connection: duckdb.DuckDBPyConnection,
    opinions: Opinions,
    themes: list[str | None],
    subthemes: list[str | None],
    scores: np.ndarray,
    method: str,
) -> None:
    """Theme, sub-theme and score of each opinion; None where it belongs to none. method: discovered or assigned."""
    placed = pa.table(
        {
            "text_hash": opinions.hashes,
            "theme_id": pa.array(themes, pa.string()),
            "subtheme_id": pa.array(subthemes, pa.string()),
            "score": np.round(scores, 4),
            "method": pa.array([method] * len(opinions), pa.string()),
        }
    )
    connection.register("placed", placed)
    connection.execute(statement("vocpipe.themes.discovery", "place.sql"))
    connection.unregister("placed")
