"""MiniLM in onnxruntime: the exported graph, a third of the processor's time of torch, and loaded at once."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vocpipe.encoders.batches import Places, batches, on_all_cores

INPUTS, OUTPUT = ("input_ids", "attention_mask"), "vector"
TOKENIZER = "tokenizer.json"
# Tokens of one batch. What is computed on stays in the processor's cache: 64 short texts at once take a quarter longer
# than 16 or 32.
_MAX_TOKENS = 512


def is_installed() -> bool:
    """Whether onnxruntime can be imported, and the package that torch writes its graphs with."""
    return find_spec("onnxruntime") is not None and find_spec("onnx") is not None


class OnnxEncoder:
    """An exported model with its tokenizer; `max_tokens` is where a text is cut."""

    def __init__(self, graph: Path, tokenizer: Path, max_tokens: int) -> None:
        from tokenizers import Tokenizer

        self._session = _session(graph)
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.no_padding()

    def encode(self, texts: list[str], batch_size: int) -> npt.NDArray[np.float32]:
        """Unit vectors of the texts, shape (texts, dimensions)."""
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        vectors = np.empty((len(texts), self._dimensions), np.float32)

        def encode(places: Places) -> None:
            vectors[places] = self._run([tokens[place] for place in places])

        lengths = [len(ids) for ids in tokens]
        on_all_cores(encode, batches(lengths, max_texts=batch_size, max_length=_MAX_TOKENS))
        return vectors

    @property
    def _dimensions(self) -> int:
        return int(self._session.get_outputs()[0].shape[1])

    def _run(self, tokens: list[list[int]]) -> npt.NDArray[np.float32]:
        """The vectors of one batch, padded to its longest text."""
        ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
        mask = np.zeros_like(ids)
        for row, text in enumerate(tokens):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = 1
        vectors: npt.NDArray[np.float32] = self._session.run([OUTPUT], dict(zip(INPUTS, (ids, mask), strict=True)))[0]
        return vectors


def _session(graph: Path) -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before it is loaded: it then asks for its maker's server
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors
    options.intra_op_num_threads = 1  # see on_all_cores
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
