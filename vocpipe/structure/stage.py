"""What came in becomes clean, masked texts and sentences, batch by batch; what is there already is left alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.settings import Settings
from vocpipe.store.workspace import fetch, fetch_one, statement, transaction
from vocpipe.structure.dedupe import find_duplicates
from vocpipe.structure.prepare import NO_SENTENCES, Preparer, masked_reject

RULES_VERSION = 4  # raise it when any rule of this stage changes what comes out: all texts are then redone
BATCH = 2_000

Progress = Callable[[int, int], None]


def structure(
    connection: duckdb.DuckDBPyConnection, settings: Settings, *, progress: Progress | None = None
) -> dict[str, int]:
    """How many things said were structured and forgotten, the sentences made of them, and the duplicates found.

    Every batch is a transaction of its own: a run that is cut off loses one batch at most, and the next one goes on.
    `progress` is told (done, total) in things said after every batch.
    """
    counts = {"feedback": 0, "deleted": _forget_deleted(connection), "sentences": 0, "opinions": 0, "masked": 0}
    total = _todo(connection, settings)
    if total:
        preparer = Preparer(settings.workspace.languages, settings.workspace.own_names)
        for start in range(0, total, BATCH):
            for name, count in _batch(connection, preparer, start).items():
                counts[name] += count
            if progress is not None:
                progress(min(start + BATCH, total), total)
    connection.execute("DROP TABLE structure_todo")
    counts["rejects"] = _mask_rejects(connection)
    counts["duplicates"] = find_duplicates(connection)
    return counts


def rules(settings: Settings) -> str:
    """What, beside the raw row itself, a cleaned text depends on; the end of `feedback_clean.basis`."""
    names = "\x1f".join(settings.workspace.own_names)
    return f":{RULES_VERSION}:{'-'.join(settings.workspace.languages)}:{names}"


def _sql(name: str) -> str:
    return statement("vocpipe.structure", name)


def _todo(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    connection.execute(_sql("todo.sql"), {"rules": rules(settings)})
    (count,) = fetch_one(connection, "SELECT count(*) FROM structure_todo") or (0,)
    return int(count)


def _forget_deleted(connection: duckdb.DuckDBPyConnection) -> int:
    gone = fetch(connection, _sql("gone.sql"))
    if gone.num_rows:
        with transaction(connection), _registered(connection, structure_batch=gone, structure_sentence=NO_SENTENCES):
            connection.execute(_sql("forget.sql"))
            connection.execute("DELETE FROM feedback_clean WHERE feedback_id IN (FROM structure_batch)")
    return int(gone.num_rows)


def _batch(connection: duckdb.DuckDBPyConnection, preparer: Preparer, start: int) -> dict[str, int]:
    """Structures the next texts of the to-do list from place `start`; returns counts."""
    query = "SELECT * EXCLUDE (place) FROM structure_todo WHERE place >= ? AND place < ? ORDER BY place"
    rows = fetch(connection, query, [start, start + BATCH])
    made = preparer.prepare(rows)
    batch = rows.select(["feedback_id"])
    with transaction(connection):
        with _registered(connection, structure_batch=batch, structure_sentence=made.sentence):
            connection.execute(_sql("keep_edits.sql"))
            connection.execute(_sql("forget.sql"))
        _write(connection, "feedback_clean", made.clean, replace=True)
        _write(connection, "sentence", made.sentence, replace=True)
        _write(connection, "survey_answer", made.answer)
        _write(connection, "duplicate_band", made.band)
    return made.counts


@contextmanager
def _registered(connection: duckdb.DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """SQL sees each of `tables` under its name within the block."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


def _write(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, *, replace: bool = False) -> None:
    if rows.num_rows:
        with _registered(connection, structure_rows=rows):
            how = "INSERT OR REPLACE" if replace else "INSERT"
            connection.execute(f"{how} INTO {table} BY NAME SELECT * FROM structure_rows")


def _mask_rejects(connection: duckdb.DuckDBPyConnection) -> int:
    todo = fetch(connection, _sql("rejects_to_mask.sql"))
    if todo.num_rows:
        pairs: list[tuple[Any, Any]] = list(zip(todo["raw"].to_pylist(), todo["is_value"].to_pylist(), strict=True))
        masked = pa.array([masked_reject(raw, is_value=is_value) for raw, is_value in pairs], pa.string())
        with _registered(connection, structure_masked=todo.append_column("masked", masked)):
            connection.execute(_sql("mask_rejects.sql"))
    return int(todo.num_rows)
