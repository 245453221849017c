"""Embedding: every text without a vector gets one, so the work grows with what is new."""

from collections.abc import Sequence
from functools import partial

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.encoders import encoder_process
from vocpipe.errors import ModelError
from vocpipe.own_names import OwnNames
from vocpipe.settings import EmbedSettings, Settings
from vocpipe.step import Progress
from vocpipe.store.tables import registered
from vocpipe.store.vectors import encoder_plan
from vocpipe.store.workspace import fetch, fetch_one, statement
from vocpipe.wording import tell
from vocpipe.workers.spread import Spread

# Large enough to make a task's own cost negligible, small enough for a kill to lose only seconds of work.
CHUNK = 2048
# Characters of a sentence that are embedded. Models look at some hundred words at most, and a run of a million letters
# without a blank costs minutes.
MAX_TEXT = 4_000


def embed(connection: duckdb.DuckDBPyConnection, settings: Settings, *, spread: Spread, progress: Progress) -> int:
    """Embed all texts without a vector; returns how many. `spread` encodes the chunks; each is stored as it comes."""
    chunks = chunks_to_embed(connection, settings.embed, own_names=settings.workspace.own_names)
    total, done = sum(chunk.num_rows for chunk in chunks), 0
    how = settings.embed
    encode = partial(encoder_process.encode, batch_size=how.batch_size, device=how.device)
    for vectors in spread(encode, chunks, texts=total, uses_all_cores=True):
        store_vectors(connection, vectors)
        done += vectors.num_rows
        progress(done, total)
    encoder_process.stop()  # the next stages need its memory
    return done


def chunks_to_embed(
    connection: duckdb.DuckDBPyConnection, settings: EmbedSettings, *, own_names: Sequence[str] = ()
) -> list[pa.Table]:
    """The texts to embed, as tables of (model, text_hash, text) of at most `CHUNK` rows and one model each.

    `own_names` are taken out of customers' sentences, not out of the sentiment heads' training sentences. Texts of
    similar length are neighbors, since a batch costs as much as its longest text.
    """
    plan = encoder_plan(settings)
    own_models = pa.table(
        {"lang": list(plan.own), "model": list(plan.own.values())},
        schema=pa.schema([("lang", pa.string()), ("model", pa.string())]),
    )
    with registered(connection, own_model=own_models):
        query = statement("vocpipe.structure", "to_embed.sql")
        todo = _hashed(fetch(connection, query, {"shared": plan.shared}), OwnNames(own_names))
    return [
        part.slice(start, CHUNK)
        for model in sorted(set(todo.column("model").to_pylist()))
        for part in [todo.filter(pc.equal(todo.column("model"), model))]
        for start in range(0, part.num_rows, CHUNK)
    ]


def _hashed(todo: pa.Table, own: OwnNames) -> pa.Table:
    """The rows of to_embed.sql with the texts to embed: the begin of customers' sentences, without own names."""
    rows = zip(todo.column("text").to_pylist(), todo.column("is_feedback").to_pylist(), strict=True)
    texts = [(own.neutral(text) if is_feedback else text)[:MAX_TEXT] for text, is_feedback in rows]
    columns = {name: todo.column(name) for name in ("model", "text_hash")}
    return pa.table(columns | {"text": pa.array(texts, pa.string())})


def remove_damaged_vectors(connection: duckdb.DuckDBPyConnection) -> int:
    """Delete the stored vectors that are none, so that they are computed again; returns how many there were.

    A vector is none if it has not as many numbers as most of its model's, or holds something that is not a number.
    """
    damaged = statement("vocpipe.structure", "damaged_vectors.sql")
    row = fetch_one(connection, f"SELECT count(*) FROM ({damaged})")
    if not row or not row[0]:
        return 0
    connection.execute(f"DELETE FROM embedding WHERE (model, text_hash) IN ({damaged})")
    return int(row[0])


def store_vectors(connection: duckdb.DuckDBPyConnection, vectors: pa.Table) -> None:
    """Store the vectors of (model, text_hash, vector); those that are stored already stay as they are.

    Raises ModelError if the model gave something that is not a number: every distance to it would be wrong.
    """
    if not pc.all(pc.is_finite(vectors.column("vector").combine_chunks().flatten())).as_py():
        raise ModelError(tell("damage.vectors.not_finite", model=vectors.column("model")[0].as_py()))
    with registered(connection, new_vectors=vectors):
        connection.execute(
            "INSERT INTO embedding SELECT model, text_hash, vector FROM new_vectors ON CONFLICT DO NOTHING"
        )
