"""The real head, from the real shared model, made once a session: embedding what it learns from takes seconds."""

from functools import cache

from vocpipe.sentiment.head import train, training_sentences
from vocpipe.store.vectors import USE
from vocpipe.structure.encoders import encode


@cache
def training_vectors():
    return encode(USE, training_sentences().column("text").to_pylist())


@cache
def head():
    return train(training_vectors())


def remembering_encode(model, texts, **options):
    """`encode`, which does not embed the training sentences again."""
    if model == USE and texts == training_sentences().column("text").to_pylist():
        return training_vectors()
    return encode(model, texts, **options)


def remembering_train(vectors):
    """`train`, which does not learn the same again."""
    return head() if vectors is training_vectors() else train(vectors)
