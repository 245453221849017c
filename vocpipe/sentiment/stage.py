"""The sentiment stage: every opinion that was not scored with the present head is."""

import duckdb
import pyarrow as pa

from vocpipe.sentiment.head import train, training_fingerprint, training_sentences
from vocpipe.settings import Settings
from vocpipe.store.vectors import encoder_plan, load_vectors
from vocpipe.store.workspace import fetch, transaction

_PENDING = """
SELECT sentence_id, text_hash FROM sentence
ANTI JOIN (SELECT sentence_id FROM sentence_sentiment WHERE basis = ?) USING (sentence_id)
WHERE role = 'opinion' ORDER BY sentence_id
"""


def refresh_sentiment(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """Scores what has not been scored yet; returns how many sentences that were.

    The sentences' own vectors and those of the training sentences are already stored.
    """
    model = encoder_plan(settings.embed).shared
    basis = f"{model}:{training_fingerprint()}"
    pending = fetch(connection, _PENDING, [basis])
    if pending.num_rows == 0:
        return 0
    head = train(load_vectors(connection, model, training_sentences().column("text_hash").combine_chunks()))
    hashes = pending.column("text_hash").combine_chunks().dictionary_encode()
    feelings = head.feel(load_vectors(connection, model, hashes.dictionary))
    place = hashes.indices.to_numpy()
    scored = pa.table(
        {
            "sentence_id": pending.column("sentence_id"),
            "sentiment": feelings.sentiment[place].round(4),
            "label": pa.array(feelings.label[place], pa.string()),
            "intent": pa.array(feelings.intent[place], pa.string()),
            "basis": pa.array([basis] * pending.num_rows, pa.string()),
        }
    )
    connection.register("scored", scored)
    with transaction(connection):
        connection.execute("DELETE FROM sentence_sentiment WHERE sentence_id IN (SELECT sentence_id FROM scored)")
        connection.execute("INSERT INTO sentence_sentiment SELECT * FROM scored")
    connection.unregister("scored")
    return int(pending.num_rows)
