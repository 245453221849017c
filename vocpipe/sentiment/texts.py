"""The texts that heads score: each once, in blocks, with their vectors."""

from collections.abc import Iterator

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.sentiment.features import Matrix, place_by_language
from vocpipe.store.vectors import EncoderPlan, load_vectors
from vocpipe.store.workspace import fetch_one

_BLOCK = 20_000  # texts that are scored together


def distinct_texts(pending: pa.Table) -> tuple[pa.Table, npt.NDArray[np.int64]]:
    """The rows of `pending` with each text and language once, and for every row of `pending` its place among them."""
    keys = pc.binary_join_element_wise(pending.column("text_hash"), pending.column("lang"), " ")
    _, first, places = np.unique(
        keys.to_numpy(zero_copy_only=False).astype(str), return_index=True, return_inverse=True
    )
    return pending.take(pa.array(first)), places


def blocks_of(texts: pa.Table) -> Iterator[pa.Table]:
    """The rows in parts that are scored together, so that memory does not grow with how many there are."""
    for start in range(0, texts.num_rows, _BLOCK):
        yield texts.slice(start, _BLOCK)


def vectors_of(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, texts: pa.Table) -> Matrix:
    """The vectors of `texts` (text_hash, lang)."""
    hashes, langs = texts.column("text_hash").combine_chunks(), texts.column("lang").to_pylist()
    own = {
        lang: _own_vectors(connection, model, hashes.filter(pa.array([each == lang for each in langs], pa.bool_())))
        for lang, model in plan.own.items()
    }
    return place_by_language(load_vectors(connection, plan.shared, hashes), langs, own)


def _own_vectors(connection: duckdb.DuckDBPyConnection, model: str, hashes: pa.Array) -> Matrix:
    """The vectors of a language's own model, also of no text: then of shape (0, dimensions)."""
    if len(hashes):
        return load_vectors(connection, model, hashes)
    row = fetch_one(connection, "SELECT len(vector) FROM embedding WHERE model = ? LIMIT 1", [model])
    return np.empty((0, row[0] if row else 0), np.float32)
