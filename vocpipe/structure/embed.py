"""Embedding: every text that has no vector yet gets one; the work grows with what is new."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.own_names import OwnNames
from vocpipe.settings import EmbedSettings
from vocpipe.store.vectors import as_column, encoder_plan
from vocpipe.store.workspace import fetch, statement
from vocpipe.structure.encoders import encode

# Big enough that a task's own cost is nothing, small enough that a kill loses seconds of work.
CHUNK = 2048


def chunks_to_embed(
    connection: duckdb.DuckDBPyConnection,
    settings: EmbedSettings,
    *,
    own_names: Sequence[str] = (),
    extra: pa.Table | None = None,
) -> list[pa.Table]:
    """What still has to be embedded, as tables of (model, text_hash, text) of at most `CHUNK` rows and one model each.

    Sentences' texts are without `own_names`. `extra` holds texts beside them, as (text_hash, text, lang): what the
    sentiment head learns from. Texts of like length stand together, since a batch costs what its longest text costs.
    """
    plan = encoder_plan(settings)
    own = pa.table(
        {"lang": list(plan.own), "model": list(plan.own.values())},
        schema=pa.schema([("lang", pa.string()), ("model", pa.string())]),
    )
    none = pa.table(
        {"text_hash": [], "text": [], "lang": []},
        schema=pa.schema([(name, pa.string()) for name in ("text_hash", "text", "lang")]),
    )
    connection.register("own_model", own)
    connection.register("extra_text", extra if extra is not None else none)
    try:
        query = statement("vocpipe.structure", "to_embed.sql")
        todo = _compared(fetch(connection, query, {"shared": plan.shared}), OwnNames(own_names))
    finally:
        connection.unregister("own_model")
        connection.unregister("extra_text")
    return [
        part.slice(start, CHUNK)
        for model in sorted(set(todo.column("model").to_pylist()))
        for part in [todo.filter(pc.equal(todo.column("model"), model))]
        for start in range(0, part.num_rows, CHUNK)
    ]


def _compared(todo: pa.Table, own: OwnNames) -> pa.Table:
    """The rows of to_embed.sql with the texts that their hashes are of."""
    rows = zip(todo.column("text").to_pylist(), todo.column("is_said").to_pylist(), strict=True)
    texts = pa.array([own.neutral(text) if is_said else text for text, is_said in rows], pa.string())
    return pa.table({"model": todo.column("model"), "text_hash": todo.column("text_hash"), "text": texts})


def encode_chunk(chunk: pa.Table, *, batch_size: int = 64) -> pa.Table:
    """The chunk's vectors as (model, text_hash, vector). Touches no database: may run in another process or machine."""
    model = chunk.column("model")[0].as_py()
    vectors = encode(model, chunk.column("text").to_pylist(), batch_size=batch_size)
    return pa.table(
        {"model": chunk.column("model"), "text_hash": chunk.column("text_hash"), "vector": as_column(vectors)}
    )


def store_vectors(connection: duckdb.DuckDBPyConnection, vectors: pa.Table) -> None:
    """Keep the vectors; one that is there already is left as it is."""
    connection.register("new_vectors", vectors)
    try:
        connection.execute(
            "INSERT INTO embedding SELECT model, text_hash, vector FROM new_vectors ON CONFLICT DO NOTHING"
        )
    finally:
        connection.unregister("new_vectors")
