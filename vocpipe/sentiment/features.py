"""The features of sentiment and intent: a sentence's vectors, its character n-grams ("runs of letters"), and signs."""

import hashlib
import json
import unicodedata
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.sentiment.signs import SIGNS, signs
from vocpipe.sentiment.training import training_sentences
from vocpipe.store.kept import keep, kept_place, read_kept

Matrix = npt.NDArray[np.float32]
RUN_LENGTHS = (1, 3)
# The weight of the signs of feeling; that of the vectors is 1. Weights of 1 to 5 do equally well on unseen sources.
SIGNS_WEIGHT = 3.0
_RUNS: dict[str, Any] = {"analyzer": "char", "ngram_range": RUN_LENGTHS, "min_df": 2, "sublinear_tf": True}


def place_by_language(shared: Matrix, langs: list[str], own: dict[str, Matrix]) -> Matrix:
    """The shared vectors and, next to them, a language's own vectors for its sentences and zeros for the others.

    Shapes: `shared` (sentences, dimensions), `own[lang]` (sentences in that language, its own dimensions).
    """
    parts = [shared]
    for lang, vectors in sorted(own.items()):
        part = np.zeros((len(shared), vectors.shape[1]), dtype=np.float32)
        part[np.array(langs) == lang] = vectors
        parts.append(part)
    return np.hstack(parts)


def features(vectors: Matrix, texts: list[str], *, letters: float = 1.0) -> Any:
    """The sentences' features as a sparse matrix, shape (sentences, dimensions + runs of letters + signs).

    letters: the weight of the runs of letters; that of the vectors is 1.
    """
    from scipy import sparse

    runs = letters * _letters().transform(_folded(texts))
    feeling = sparse.csr_matrix(SIGNS_WEIGHT * signs(texts))
    return sparse.hstack([sparse.csr_matrix(vectors), runs, feeling], format="csr", dtype=np.float32)


def letter_columns(columns: int) -> slice:
    """The places of the runs of letters among so many columns of `features`."""
    end = columns - len(SIGNS)
    return slice(end - len(_letters().vocabulary_), end)


@cache
def _letters() -> Any:
    """TF-IDF of the runs of letters in the training sentences; others are ignored. Counted once on a machine."""
    texts = _folded(training_sentences().column("text").to_pylist())
    about = [version("scikit-learn"), _RUNS, hashlib.sha256("\n".join(texts).encode()).hexdigest()]
    place = kept_place(f"runs-of-letters-{hashlib.sha256(repr(about).encode()).hexdigest()[:12]}")
    if kept := read_kept(place):
        return _of(*json.loads(kept))
    counter = _counter().fit(texts)
    runs = counter.get_feature_names_out().tolist()
    keep(place, json.dumps([runs, counter.idf_.tolist()]).encode())
    return counter


def _counter(runs: list[str] | None = None) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(vocabulary=runs, dtype=np.float32, **_RUNS)


def _of(runs: list[str], weights: list[float]) -> Any:
    """The counter of these runs, each with its weight."""
    counter = _counter(runs)
    counter.idf_ = np.array(weights, np.float32)
    return counter


def _folded(texts: list[str]) -> list[str]:
    return [unicodedata.normalize("NFKC", text).casefold() for text in texts]
