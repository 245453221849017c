"""The state of sentiment in the database: its heads, and the last attempt to calibrate one.

So a refresh with little new feedback trains no head again, and old sentences keep their scores.
"""

import zlib
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from vocpipe.sentiment.features import Matrix
from vocpipe.sentiment.head import Heads, IntentHead, SentimentHead
from vocpipe.sentiment.training import LABELS
from vocpipe.store.workspace import fetch_one

_CLASSES = list(LABELS)
DAMAGED = (zlib.error, ValueError)  # what unpacking a head raises whose bytes were changed: they carry a checksum


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt to calibrate the general head of `basis` on `texts` scored texts.

    weight: of a scored text, with the log loss of held-out scores before and after; None if there were too few
    labels. head_hash: of the calibrated head; None if the general one stays.
    """

    basis: str
    texts: int
    weight: float | None = None
    log_loss_before: float | None = None
    log_loss_after: float | None = None
    head_hash: str | None = None


def load_heads(connection: duckdb.DuckDBPyConnection, basis: str) -> Heads | None:
    """The general heads that were trained for `basis`; None if there are none, or they are damaged."""
    sentiment, intent = _load(connection, "sentiment", basis), load_labels_head(connection, "intent", basis)
    if sentiment is None or intent is None:
        return None
    try:
        return Heads(SentimentHead(*_of_classes(sentiment)), intent)
    except DAMAGED:
        return None


def load_labels_head(connection: duckdb.DuckDBPyConnection, name: str, basis: str) -> IntentHead | None:
    """The head `name` (intent, cause, feeling) trained for `basis`; None if there is none, or it is damaged."""
    row = _load(connection, name, basis)
    try:
        return IntentHead(row[0], *_of_classes(row)) if row else None
    except DAMAGED:
        return None


def store_heads(connection: duckdb.DuckDBPyConnection, basis: str, heads: Heads) -> None:
    """Store the general heads in place of the former ones."""
    _store(connection, "sentiment", basis, _CLASSES, pack(heads.sentiment))
    store_labels_head(connection, "intent", basis, heads.intent)


def store_labels_head(connection: duckdb.DuckDBPyConnection, name: str, basis: str, head: IntentHead) -> None:
    """Store the head `name` in place of the former one."""
    _store(connection, name, basis, head.names, pack(head))


def load_attempt(connection: duckdb.DuckDBPyConnection, basis: str) -> Attempt | None:
    """The last attempt to calibrate the general head of `basis`; None if there was none."""
    row = fetch_one(connection, "SELECT * FROM sentiment_calibration WHERE basis = ?", [basis])
    return Attempt(*row) if row else None


def store_attempt(connection: duckdb.DuckDBPyConnection, attempt: Attempt, packed: bytes | None) -> None:
    """Replace the last attempt, and replace the calibrated head by `packed` unless it is None."""
    connection.execute("DELETE FROM sentiment_calibration")
    connection.execute(
        "INSERT INTO sentiment_calibration VALUES (?, ?, ?, ?, ?, ?)",
        [
            attempt.basis,
            attempt.texts,
            attempt.weight,
            attempt.log_loss_before,
            attempt.log_loss_after,
            attempt.head_hash,
        ],
    )
    if packed is not None:
        _store(connection, "calibrated", attempt.basis, _CLASSES, packed)


def load_calibrated(connection: duckdb.DuckDBPyConnection, basis: str) -> SentimentHead | None:
    """The last head that was calibrated from the general one of `basis`; None if there is none, or it is damaged."""
    row = _load(connection, "calibrated", basis)
    try:
        return SentimentHead(*_of_classes(row)) if row else None
    except DAMAGED:
        return None


def pack(head: SentimentHead | IntentHead) -> bytes:
    """The head as bytes: float32, the weights row by row, then the intercepts, compressed with zlib."""
    return zlib.compress(np.vstack([head.weights, head.intercepts]).tobytes())


def unpack(packed: bytes, classes: int) -> tuple[Matrix, Matrix]:
    """Weights, shape (features, classes), and intercepts, shape (classes,), of a head that `pack` packed."""
    rows = np.frombuffer(zlib.decompress(packed), dtype=np.float32).reshape(-1, classes)
    return rows[:-1], rows[-1]


def _load(connection: duckdb.DuckDBPyConnection, name: str, basis: str) -> tuple[Any, ...] | None:
    query = "SELECT classes, weights FROM sentiment_head WHERE name = ? AND basis = ?"
    return fetch_one(connection, query, [name, basis])


def _store(connection: duckdb.DuckDBPyConnection, name: str, basis: str, classes: list[str], packed: bytes) -> None:
    connection.execute("INSERT OR REPLACE INTO sentiment_head VALUES (?, ?, ?, ?)", [name, basis, classes, packed])


def _of_classes(row: tuple[Any, ...]) -> tuple[Matrix, Matrix]:
    classes, packed = row
    return unpack(packed, len(classes))
