"""The sentiment stage: every opinion and verdict, and every clause, without a score by the current head gets one.

The head is the general one, or one calibrated on the workspace's scored feedback. Calibration is attempted again only
when that feedback has grown, so that old sentences keep their scores in between.
"""

import hashlib

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.sentiment.calibrate import MAX_TEXTS, MIN_TEXTS, Calibration, Scored, calibrate
from vocpipe.sentiment.head import Heads, Scores, train, training_fingerprint
from vocpipe.sentiment.kept_heads import keep_heads, kept_heads
from vocpipe.sentiment.state import (
    Attempt,
    load_attempt,
    load_calibrated,
    load_heads,
    pack,
    store_attempt,
    store_heads,
)
from vocpipe.sentiment.texts import blocks_of, distinct_texts, vectors_of
from vocpipe.sentiment.training import training_sentences
from vocpipe.settings import Settings
from vocpipe.store.tables import registered
from vocpipe.store.vectors import EncoderPlan, encoder_plan
from vocpipe.store.workspace import fetch, statement, transaction

# Calibration is attempted again when the scored texts have grown by this factor since the last attempt.
GROWTH = 1.2


def refresh_sentiment(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """Score the sentences without a score; returns how many there were.

    The vectors of the sentences and of the training sentences must be stored.
    """
    plan = encoder_plan(settings.embed)
    general = f"{'+'.join(plan.models)}:{training_fingerprint()}"
    attempt = _calibrated(connection, plan, general)
    head_hash = attempt.head_hash if attempt else None
    basis = f"{general}:{head_hash}" if head_hash else general
    pending, clauses = (
        fetch(connection, statement("vocpipe.sentiment", name), {"basis": basis})
        for name in ("pending.sql", "pending_clauses.sql")
    )
    if not (pending.num_rows or clauses.num_rows):
        return 0
    heads = _general_heads(connection, plan, general)
    calibrated = load_calibrated(connection, general) if head_hash else None
    if calibrated is not None:
        heads = Heads(calibrated, heads.intent)
    if pending.num_rows:
        texts, places = distinct_texts(pending)
        _write(connection, score_rows(pending, _scores(connection, plan, heads, texts), places, basis))
    if clauses.num_rows:
        texts, places = distinct_texts(clauses)
        _write_clauses(connection, clause_rows(clauses, _scores(connection, plan, heads, texts), places, basis))
    return int(pending.num_rows)


def clause_rows(pending: pa.Table, scores: Scores, places: npt.NDArray[np.int64], basis: str) -> pa.Table:
    """The rows of clause_sentiment for `pending`, whose texts are scored at `places` of `scores`."""
    found = {
        "sentiment": scores.sentiment[places].round(4),
        "label": pa.array(scores.label[places], pa.string()),
        "basis": pa.array([basis] * pending.num_rows, pa.string()),
    }
    return pa.table({name: pending.column(name) for name in ("sentence_id", "position", "text_hash")} | found)


def score_rows(pending: pa.Table, scores: Scores, places: npt.NDArray[np.int64], basis: str) -> pa.Table:
    """The rows of sentence_sentiment for `pending`, whose texts are scored at `places` of `scores`."""
    return pa.table(
        {
            "sentence_id": pending.column("sentence_id"),
            "sentiment": scores.sentiment[places].round(4),
            "label": pa.array(scores.label[places], pa.string()),
            "intent": pa.array(scores.intent[places], pa.string()),
            "basis": pa.array([basis] * pending.num_rows, pa.string()),
        }
    )


def _calibrated(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, general: str) -> Attempt | None:
    """The last attempt to calibrate, or a new one if it is due; None if there is too little scored feedback."""
    last = load_attempt(connection, general)
    if last and last.head_hash and load_calibrated(connection, general) is None:
        last = None  # its head is damaged: calibrate again
    scored = fetch(connection, statement("vocpipe.sentiment", "scored_texts.sql"))
    if scored.num_rows < max(MIN_TEXTS, GROWTH * (last.texts if last else 0)):
        return last
    head = _general_heads(connection, plan, general).sentiment
    used = scored.slice(0, MAX_TEXTS)  # in the order of their hashes
    calibration = calibrate(
        head,
        vectors_of(connection, plan, training_sentences()),
        Scored.from_table(used, vectors_of(connection, plan, used)),
    )
    packed = pack(calibration.head) if calibration and calibration.head else None
    attempt = _attempt(general, scored.num_rows, calibration, packed)
    with transaction(connection):
        store_attempt(connection, attempt, packed)
    return attempt


def _attempt(general: str, texts: int, calibration: Calibration | None, packed: bytes | None) -> Attempt:
    if calibration is None:
        return Attempt(general, texts)
    head_hash = hashlib.sha256(packed).hexdigest()[:16] if packed else None
    return Attempt(general, texts, calibration.weight, calibration.before, calibration.after, head_hash)


def _general_heads(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, general: str) -> Heads:
    """The heads trained on the training sentences: once on a machine, stored for each `general`."""
    heads = load_heads(connection, general)
    if heads is None:
        training = vectors_of(connection, plan, training_sentences())
        heads = kept_heads(training)
        if heads is None:
            heads = train(training)
            keep_heads(training, heads)
        with transaction(connection):
            store_heads(connection, general, heads)
    return heads


def _write(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    with registered(connection, new_score=rows), transaction(connection):
        connection.execute("DELETE FROM sentence_sentiment WHERE sentence_id IN (SELECT sentence_id FROM new_score)")
        connection.execute("INSERT INTO sentence_sentiment BY NAME SELECT * FROM new_score")


def _write_clauses(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    with registered(connection, new_clause=rows), transaction(connection):
        connection.execute(statement("vocpipe.sentiment", "write_clauses.sql"))


def _scores(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, heads: Heads, texts: pa.Table) -> Scores:
    """The scores of `texts`, block by block, so that memory does not grow with how many there are."""
    parts = [
        heads.score(vectors_of(connection, plan, block), block.column("text").to_pylist()) for block in blocks_of(texts)
    ]
    return Scores(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("sentiment", "label", "intent"))
    )
