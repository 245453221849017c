"""Search by meaning: what it needs loads beside the page, which shows what the words found meanwhile.

The encoder and the vectors of a snapshot are loaded once per server, whoever asks first.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import streamlit as st

from vocpipe.app.data import Snapshot
from vocpipe.encoders.models import encode
from vocpipe.errors import DamageError, ModelError
from vocpipe.search.meaning import Meanings, meanings, with_vectors
from vocpipe.search.words import MAX_LETTERS
from vocpipe.store import embeddings

_PATIENCE = 0.05  # seconds for what is nearly there


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question found by its meaning: sentence ids, the nearest first. state: ready, loading or missing."""

    state: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ready:
    model: str
    meanings: Meanings
    turn: Lock

    def near(self, question: str) -> tuple[str, ...]:
        with self.turn:  # the encoder is one for all visitors
            [vector] = encode(self.model, [question[:MAX_LETTERS]])
        return tuple(self.meanings.near(question, vector))


def ask(snapshot: Snapshot, question: str) -> Asked:
    """The sentences near to the question; "loading" if what is needed is not there yet.

    "missing" if the snapshot has no vectors, or the model can't be loaded. Without a question, loading begins.
    """
    loading = _loading(snapshot.path)
    try:
        ready = loading.result(timeout=_PATIENCE if question else 0)
    except TimeoutError:
        return Asked("loading")
    if ready is None:
        return Asked("missing")
    return Asked("ready", _near(snapshot.path, ready, question) if question else ())


def is_loading(snapshot: Snapshot) -> bool:
    """Whether what a question needs is still on its way."""
    return not _loading(snapshot.path).done()


@st.cache_data(max_entries=500, show_spinner=False)
def _near(path: str, _ready: _Ready, question: str) -> tuple[str, ...]:
    return _ready.near(question)


@st.cache_resource(max_entries=2, show_spinner=False)
def _loading(path: str) -> Future[_Ready | None]:
    worker = ThreadPoolExecutor(max_workers=1)
    loading = worker.submit(_load, Snapshot(path))
    worker.shutdown(wait=False)
    return loading


def _load(snapshot: Snapshot) -> _Ready | None:
    try:
        vectors = meanings(with_vectors(snapshot.once("meanings"), embeddings.read(Path(snapshot.path))))
        model = str(snapshot.row("encoder").get("model") or "")
        if not vectors.ids or not model:
            return None
        encode(model, ["warm-up"])
    except (ModelError, DamageError):
        return None
    return _Ready(model, vectors, Lock())
