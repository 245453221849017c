"""Heads as text, and the general ones kept in the database: a refresh with little new does not train them again.

Numbers are float32, compressed, in base64: weights row by row, then the offset.
"""

import base64
import json
import zlib

import duckdb
import numpy as np

from vocpipe.sentiment.head import Head, Intent, Linear, Matrix, train
from vocpipe.store.workspace import fetch_one

_STAGE = "sentiment heads"


def general_head(connection: duckdb.DuckDBPyConnection, vectors: Matrix, general: str) -> Head:
    """The head that `train` makes of the training sentences with these vectors, trained once for each `general`:
    the models' names and the training fingerprint, which tell what the vectors and sentences are.
    """
    row = fetch_one(connection, "SELECT fingerprint FROM stage_state WHERE stage = ?", [_STAGE])
    kept = json.loads(row[0]) if row else {}
    if kept.get("general") == general:
        weights, offset = _numbers(kept["intent"], len(kept["names"]))
        return Head(thawed(kept["sentiment"]), Intent(kept["names"], weights, offset))
    head = train(vectors)
    kept = {
        "general": general,
        "sentiment": frozen(head.sentiment),
        "intent": frozen(head.intent),
        "names": head.intent.names,
    }
    connection.execute("INSERT OR REPLACE INTO stage_state VALUES (?, ?)", [_STAGE, json.dumps(kept, sort_keys=True)])
    return head


def frozen(head: Linear | Intent) -> str:
    """The head's numbers as text."""
    return base64.b64encode(zlib.compress(np.vstack([head.weights, head.offset]).tobytes())).decode()


def thawed(text: str) -> Linear:
    """The sentiment head that was frozen."""
    return Linear(*_numbers(text, 3))


def _numbers(text: str, classes: int) -> tuple[Matrix, Matrix]:
    rows = np.frombuffer(zlib.decompress(base64.b64decode(text)), dtype=np.float32).reshape(-1, classes)
    return rows[:-1], rows[-1]
