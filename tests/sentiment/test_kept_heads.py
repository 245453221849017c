"""Heads are kept for exactly the vectors that they were trained with, and come back as they were."""

import numpy as np
import pytest

from vocpipe.sentiment.head import Heads, IntentHead, SentimentHead
from vocpipe.sentiment.kept_heads import keep_heads, keep_labels_heads, kept_heads, kept_labels_heads
from vocpipe.store.kept import kept_place

TRAINING = np.arange(12, dtype=np.float32).reshape(4, 3)


def numbers(*shape):
    return np.random.default_rng(len(shape)).random(shape, np.float32)


HEADS = Heads(
    SentimentHead(numbers(5, 3), numbers(3)),
    IntentHead(["praise", "要望", "line\nbreak", "ask"], numbers(5, 4), numbers(4)),
)


@pytest.fixture(autouse=True)
def kept(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    keep_heads(TRAINING, HEADS)


def test_they_come_back_as_they_were():
    heads = kept_heads(TRAINING.copy())
    assert heads.intent.names == HEADS.intent.names
    for name in ("sentiment", "intent"):
        for part in ("weights", "intercepts"):
            assert np.array_equal(getattr(getattr(heads, name), part), getattr(getattr(HEADS, name), part))


def test_heads_of_another_kind_are_kept_beside_them():
    heads = [
        IntentHead(["price", "support"], numbers(5, 2), numbers(2)),
        IntentHead(["hope"], numbers(5, 1), numbers(1)),
    ]
    assert kept_labels_heads("facet", "f", TRAINING) is None
    keep_labels_heads("facet", "f", TRAINING, heads)
    cause, feeling = kept_labels_heads("facet", "f", TRAINING.copy())
    assert (cause.names, feeling.names) == (["price", "support"], ["hope"])
    assert np.array_equal(cause.weights, heads[0].weights)
    assert np.array_equal(feeling.intercepts, heads[1].intercepts)
    assert kept_labels_heads("facet", "other settings", TRAINING) is None


def test_other_vectors_have_other_heads():
    assert kept_heads(TRAINING + np.float32(1e-6)) is None
    assert kept_heads(TRAINING.reshape(3, 4)) is None


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: b"x" + content[1:], lambda _: b""])
def test_damaged_ones_are_trained_again(damage):
    (path,) = kept_place("x").parent.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert kept_heads(TRAINING) is None
