"""The embedding models in a process of their own, which loads them while texts are still read and split.

Importing torch and loading both models takes longer than all the other work of a small refresh. A thread would not
help, since both hold the interpreter's lock.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial

import pyarrow as pa

from vocpipe.encoders.models import encode as encode_texts
from vocpipe.encoders.models import encode_chunk
from vocpipe.errors import ModelError
from vocpipe.workers.process import WorkerProcess

_processes: list[WorkerProcess] = []


def start(models: Iterable[str], *, device: str = "auto") -> None:
    """Start a process that loads `models` on `device` at once, and that `encode` uses until `stop`."""
    process = WorkerProcess()
    _processes.append(process)
    with suppress(OSError):
        process.ask(partial(_load, device=device), list(models))


def stop() -> None:
    """End the process if there is one, even while it is loading."""
    while _processes:
        _processes.pop().close()


def encode(chunk: pa.Table, *, batch_size: int, device: str = "auto") -> pa.Table:
    """The chunk's vectors as (model, text_hash, vector).

    The process that has loaded the models computes them; if there is none or it has died, this process does. Raises
    ModelError if the model can't be loaded.
    """
    work = partial(encode_chunk, batch_size=batch_size, device=device)
    for process in _processes:
        with suppress(OSError, EOFError):
            vectors: pa.Table = process.compute(work, chunk)
            return vectors
    return work(chunk)


def _load(models: Sequence[str], *, device: str) -> None:
    """Load the models, and what of them is loaded only with the first text."""
    for model in models:
        with suppress(ModelError):  # raised again when a request names the model
            encode_texts(model, ["warm-up"], device=device)
