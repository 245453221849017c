"""The sentiment stage: every opinion and verdict that was not scored with the present head is.

The head is the general one, or one calibrated on the workspace's scored feedback. It is looked at anew only when that
feedback has grown, and kept in between, so that old sentences keep their numbers.
"""

import hashlib
import json
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vocpipe.sentiment.calibrate import LEAST, Scored, calibrate
from vocpipe.sentiment.head import Head, Matrix, place_by_language, training_fingerprint, training_sentences
from vocpipe.sentiment.kept import frozen, general_head, thawed
from vocpipe.settings import Settings
from vocpipe.store.vectors import EncoderPlan, encoder_plan, load_vectors
from vocpipe.store.workspace import fetch, fetch_one, statement, transaction

STAGE = "sentiment"
# Calibration is tried anew when the scored texts have grown by this factor since the last try.
GROWTH = 1.2

_PENDING = """
SELECT sentence_id, text_hash, text, lang FROM sentence
ANTI JOIN (SELECT sentence_id FROM sentence_sentiment WHERE basis = ?) USING (sentence_id)
WHERE role IN ('opinion', 'verdict') ORDER BY sentence_id
"""


def refresh_sentiment(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """Scores what has not been scored yet; returns how many sentences that were.

    The sentences' own vectors and those of the training sentences are already stored.
    """
    plan = encoder_plan(settings.embed)
    general = f"{'+'.join(plan.models)}:{training_fingerprint()}"
    state = _calibrated(connection, plan, general)
    pending = fetch(connection, _PENDING, [_basis(state, general)])
    if pending.num_rows:
        _score(connection, plan, state, pending, general)
    return int(pending.num_rows)


def _basis(state: dict[str, Any], general: str) -> str:
    """What a score was told with: the general head, or the calibrated one."""
    return f"{general}:{state['head_hash']}" if state.get("head") else general


def _calibrated(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, general: str) -> dict[str, Any]:
    """What the last try to calibrate gave, or a new try where one is due; {} while there is too little to try."""
    row = fetch_one(connection, "SELECT fingerprint FROM stage_state WHERE stage = ?", [STAGE])
    state: dict[str, Any] = json.loads(row[0]) if row else {}
    if state.get("general") != general:
        state = {}
    scored = fetch(connection, statement("vocpipe.sentiment", "scored_texts.sql"))
    if scored.num_rows < max(LEAST, GROWTH * state.get("texts", 0)):
        return state
    state = _try(connection, plan, scored, general) | {"general": general, "texts": scored.num_rows}
    connection.execute("INSERT OR REPLACE INTO stage_state VALUES (?, ?)", [STAGE, json.dumps(state, sort_keys=True)])
    return state


def _try(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, scored: pa.Table, general: str) -> dict[str, Any]:
    ours, theirs = _vectors(connection, plan, scored)
    found = calibrate(
        general_head(connection, ours, general).sentiment,
        ours,
        Scored(
            scored.column("text_hash").to_pylist(),
            scored.column("text").to_pylist(),
            theirs,
            scored.column("label").to_numpy().astype(np.int64),
            scored.column("weight").to_numpy(),
            scored.column("source").to_pylist(),
        ),
    )
    if found is None:
        return {}
    state = {"weight": found.weight, "log_loss_before": found.before, "log_loss_after": found.after}
    if found.head is None:
        return state
    head = frozen(found.head)
    return state | {"head": head, "head_hash": hashlib.sha256(head.encode()).hexdigest()[:16]}


def _score(
    connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, state: dict[str, Any], pending: pa.Table, general: str
) -> None:
    keys = pc.binary_join_element_wise(pending.column("text_hash"), pending.column("lang"), " ")
    _, first, place = np.unique(keys.to_numpy(zero_copy_only=False).astype(str), return_index=True, return_inverse=True)
    texts = pending.take(pa.array(first))
    ours, theirs = _vectors(connection, plan, texts)
    head = general_head(connection, ours, general)
    if state.get("head"):
        head = Head(thawed(state["head"]), head.intent)
    feelings = head.feel(theirs, texts.column("text").to_pylist())
    scored = pa.table(
        {
            "sentence_id": pending.column("sentence_id"),
            "sentiment": feelings.sentiment[place].round(4),
            "label": pa.array(feelings.label[place], pa.string()),
            "intent": pa.array(feelings.intent[place], pa.string()),
            "basis": pa.array([_basis(state, general)] * pending.num_rows, pa.string()),
        }
    )
    connection.register("scored", scored)
    with transaction(connection):
        connection.execute("DELETE FROM sentence_sentiment WHERE sentence_id IN (SELECT sentence_id FROM scored)")
        connection.execute("INSERT INTO sentence_sentiment SELECT * FROM scored")
    connection.unregister("scored")


def _vectors(connection: duckdb.DuckDBPyConnection, plan: EncoderPlan, texts: pa.Table) -> tuple[Matrix, Matrix]:
    """The vectors of the training sentences and of these texts (text_hash, lang), alike in their columns."""
    ours = training_sentences()
    both = pa.concat_tables([table.select(["text_hash", "lang"]) for table in (ours, texts)]).combine_chunks()
    hashes, langs = both.column("text_hash").combine_chunks(), both.column("lang").to_pylist()
    own = {
        lang: load_vectors(connection, model, hashes.filter(pa.array([each == lang for each in langs])))
        for lang, model in plan.own.items()
    }
    vectors = place_by_language(load_vectors(connection, plan.shared, hashes), langs, own)
    return vectors[: len(ours)], vectors[len(ours) :]
