"""Every opinion and verdict without facets by the current heads gets a cause and a feeling."""

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.sentiment.facets.head import FacetHeads, heads_fingerprint, train_facets
from vocpipe.sentiment.facets.training import facet_sentences
from vocpipe.sentiment.kept_heads import keep_labels_heads, kept_labels_heads
from vocpipe.sentiment.state import load_labels_head, store_labels_head
from vocpipe.sentiment.texts import blocks_of, distinct_texts, vectors_of
from vocpipe.settings import Settings
from vocpipe.store.tables import registered
from vocpipe.store.vectors import EncoderPlan, encoder_plan
from vocpipe.store.workspace import fetch, statement, transaction


def refresh_facets(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """Give the sentences without facets theirs; returns how many there were.

    The vectors of the sentences and of the training sentences must be stored.
    """
    plan = encoder_plan(settings.embed)
    basis = f"{'+'.join(plan.models)}:{heads_fingerprint()}"
    pending = fetch(connection, statement("vocpipe.sentiment.facets", "pending.sql"), {"basis": basis})
    if pending.num_rows:
        texts, places = distinct_texts(pending)
        cause, feeling = _told(connection, plan, _heads(connection, plan, basis), texts)
        found = {
            "sentence_id": pending.column("sentence_id"),
            "cause": pa.array(cause[places], pa.string()),
            "feeling": pa.array(feeling[places], pa.string()),
            "basis": pa.array([basis] * pending.num_rows, pa.string()),
        }
        _write(connection, pa.table(found))
    return int(pending.num_rows)


def _told(
    connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, heads: FacetHeads, texts: pa.Table
) -> list[npt.NDArray[np.str_]]:
    """Cause and feeling of each text, both of shape (texts,)."""
    parts = [
        heads.facets(vectors_of(connection, plan, block), block.column("text").to_pylist())
        for block in blocks_of(texts)
    ]
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


def _heads(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, basis: str) -> FacetHeads:
    """The heads trained on the training sentences: once on a machine, stored for each `basis`."""
    cause, feeling = (load_labels_head(connection, name, basis) for name in ("cause", "feeling"))
    if cause is not None and feeling is not None:
        return FacetHeads(cause, feeling)
    training = vectors_of(connection, plan, facet_sentences())
    kept = kept_labels_heads("facet", heads_fingerprint(), training)
    heads = train_facets(training) if kept is None else FacetHeads(*kept)
    if kept is None:
        keep_labels_heads("facet", heads_fingerprint(), training, [heads.cause, heads.feeling])
    with transaction(connection):
        store_labels_head(connection, "cause", basis, heads.cause)
        store_labels_head(connection, "feeling", basis, heads.feeling)
    return heads


def _write(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    with registered(connection, new_facet=rows), transaction(connection):
        connection.execute("DELETE FROM sentence_facet WHERE sentence_id IN (SELECT sentence_id FROM new_facet)")
        connection.execute("INSERT INTO sentence_facet BY NAME SELECT * FROM new_facet")
