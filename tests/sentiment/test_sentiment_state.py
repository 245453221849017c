import base64
import json
import zlib

import duckdb
import numpy as np
import pytest

from tests.builders import add, migrate_until
from vocpipe.sentiment.head import Heads, IntentHead, SentimentHead
from vocpipe.sentiment.state import (
    Attempt,
    load_attempt,
    load_calibrated,
    load_heads,
    pack,
    store_attempt,
    store_heads,
)
from vocpipe.store.workspace import migrate

RANDOM = np.random.default_rng(0)


def numbers(features, classes):
    return RANDOM.normal(size=(features, classes)).astype(np.float32), RANDOM.normal(size=classes).astype(np.float32)


HEADS = Heads(SentimentHead(*numbers(7, 3)), IntentHead(["praise", "question"], *numbers(7, 2)))


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def equal(first, second):
    return (first.weights == second.weights).all() and (first.intercepts == second.intercepts).all()


def test_heads_are_loaded_unchanged_and_only_for_their_basis(connection):
    assert load_heads(connection, "b") is None
    store_heads(connection, "b", HEADS)
    heads = load_heads(connection, "b")
    assert equal(heads.sentiment, HEADS.sentiment)
    assert equal(heads.intent, HEADS.intent)
    assert heads.intent.names == HEADS.intent.names
    assert load_heads(connection, "other") is None


def test_the_last_attempt_replaces_the_one_before(connection):
    first = Attempt("b", 200, 3.0, 0.5, 0.4, "hash")
    store_attempt(connection, first, pack(HEADS.sentiment))
    assert load_attempt(connection, "b") == first
    assert equal(load_calibrated(connection, "b"), HEADS.sentiment)
    store_attempt(connection, Attempt("b", 300), None)
    assert load_attempt(connection, "b") == Attempt("b", 300)
    assert load_attempt(connection, "other") is load_calibrated(connection, "other") is None


def test_an_older_database_keeps_its_heads_and_its_calibration():
    with duckdb.connect() as connection:
        old_database(connection, heads=True)
        migrate(connection)
        heads = load_heads(connection, "b")
        assert equal(heads.sentiment, HEADS.sentiment)
        assert equal(heads.intent, HEADS.intent)
        assert heads.intent.names == HEADS.intent.names
        assert load_attempt(connection, "b") == Attempt("b", 240, 1.0, 0.9, 0.7, "0123456789abcdef")
        assert equal(load_calibrated(connection, "b"), HEADS.sentiment)
        assert connection.execute("FROM duplicate_state").fetchall() == [("7:8",)]


def test_an_older_database_that_never_calibrated_loses_nothing():
    with duckdb.connect() as connection:
        old_database(connection, heads=False)
        migrate(connection)
        assert load_heads(connection, "b") is load_calibrated(connection, "b") is None
        assert load_attempt(connection, "b") == Attempt("b", 240)


def test_an_older_database_masks_its_rejected_texts_anew():
    with duckdb.connect() as connection:
        old_database(connection, heads=False)
        for field, raw, masked in (("score", "a", "x"), ("note", "a", "x"), (None, "a", "y"), (None, "b", None)):
            add(connection, "ingest_reject", field=field, raw=raw, masked=masked)
        migrate(connection)
        assert connection.execute("FROM reject_mask").fetchall() == []


def old_database(connection, *, heads):
    """The schema before sentiment had tables of its own, with the state in its former form."""
    migrate_until(connection, "0012")
    calibration = {"general": "b", "texts": 240}
    if heads:
        scores = {"weight": 1.0, "log_loss_before": 0.9, "log_loss_after": 0.7}
        calibration |= scores | {"head": frozen(HEADS.sentiment), "head_hash": "0123456789abcdef"}
        keep(
            connection,
            "sentiment heads",
            {
                "general": "b",
                "sentiment": frozen(HEADS.sentiment),
                "intent": frozen(HEADS.intent),
                "names": HEADS.intent.names,
            },
        )
    keep(connection, "sentiment", calibration)
    add(connection, "stage_state", stage="duplicates", fingerprint="7:8")


def keep(connection, name, state):
    add(connection, "stage_state", stage=name, fingerprint=json.dumps(state, sort_keys=True))


def frozen(head):
    return base64.b64encode(zlib.compress(np.vstack([head.weights, head.intercepts]).tobytes())).decode()


@pytest.mark.parametrize("damage", [lambda packed: packed[:-3], lambda packed: b"", lambda packed: bytes(len(packed))])
def test_a_damaged_head_is_none(connection, damage):
    store_heads(connection, "b", HEADS)
    store_attempt(connection, Attempt("b", 5, head_hash="h"), pack(HEADS.sentiment))
    for name in ("intent", "calibrated"):
        [(packed,)] = connection.execute("SELECT weights FROM sentiment_head WHERE name = ?", [name]).fetchall()
        connection.execute("UPDATE sentiment_head SET weights = ? WHERE name = ?", [damage(packed), name])
    assert load_heads(connection, "b") is None
    assert load_calibrated(connection, "b") is None
