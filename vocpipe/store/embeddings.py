"""The published embeddings: beside each snapshot voc-<run>.duckdb a file embeddings-<run>.duckdb of their own.

They are large, and few who open a snapshot need them. A file comes and goes with its snapshot: it is there before the
snapshot can be found, and without the snapshot it is removed.
"""

from pathlib import Path

import duckdb
import pyarrow as pa

from vocpipe.store.attached import add, new_file
from vocpipe.store.snapshot import opened
from vocpipe.store.tables import PublishedTable
from vocpipe.store.workspace import fetch, fetch_one

_DATABASE = "embeddings"
NONE = pa.table(
    {
        "sentence_id": pa.array([], pa.string()),
        "model": pa.array([], pa.string()),
        "vector": pa.array([], pa.list_(pa.float32())),
    }
)


def beside(snapshot: Path) -> Path:
    """Where the embeddings of the snapshot at that path are, if it has some."""
    return snapshot.with_name(_DATABASE + snapshot.name.removeprefix("voc"))


def write(connection: duckdb.DuckDBPyConnection, path: Path, table: PublishedTable) -> bool:
    """Write the table to a new file, its column `vector` as FLOAT[n]; False, and no file, if there is no vector."""
    row = fetch_one(connection, f"SELECT len(vector) FROM ({table.query}) WHERE vector IS NOT NULL LIMIT 1")
    if row is None:
        return False
    vectors = f"SELECT * REPLACE (CAST(vector AS FLOAT[{row[0]}]) AS vector) FROM ({table.query}) ORDER BY sentence_id"
    with new_file(connection, path, _DATABASE):
        add(connection, _DATABASE, table, vectors)
    return True


def read(snapshot: Path) -> pa.Table | None:
    """sentence_id, model and vector of the snapshot at that path; None if it has no embeddings.

    Raises DamageError if the file can't be read.
    """
    path = beside(snapshot)
    if not path.is_file():
        return None
    with opened(path) as connection:
        return fetch(connection, "FROM sentence_vector")


def remove_orphans(folder: Path) -> list[str]:
    """Remove embeddings whose snapshot is gone; returns the names of the files."""
    snapshots = {beside(path) for path in folder.glob("voc-*.duckdb")}
    orphans = sorted(path for path in folder.glob(f"{_DATABASE}-*.duckdb") if path not in snapshots and path.is_file())
    for path in orphans:
        path.unlink()
    return [path.name for path in orphans]
