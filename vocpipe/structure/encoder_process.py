"""The embedding models in a process of their own, which loads them while a refresh begins and texts are read and split.

To import torch and load both models takes longer than all else that a small refresh does to its texts. In a thread of
ours the two would only take turns, since both hold the interpreter's lock. Questions and answers are Arrow streams.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import IO

import pyarrow as pa

from vocpipe.errors import ModelError
from vocpipe.structure.encoders import encode as encode_texts
from vocpipe.structure.encoders import encode_chunk

_processes: list["EncoderProcess"] = []


class EncoderProcess:
    """A process that has loaded, or is still loading, the models it was started with."""

    def __init__(self, models: Iterable[str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "vocpipe.structure.encoder_process", *models],
            stdin=subprocess.PIPE,  # closed when we end, however we end: then the process ends too
            stdout=subprocess.PIPE,
        )

    def encode(self, chunk: pa.Table, batch_size: int) -> pa.Table:
        """As `encode_chunk`; raises OSError or pa.ArrowInvalid where the process has died."""
        _send(self._process.stdin, chunk, batch_size=str(batch_size))
        vectors = _receive(self._process.stdout)
        if error := _said(vectors, "error"):
            raise ModelError(error)
        return vectors

    def close(self) -> None:
        """End the process, also where it is still loading."""
        self._process.kill()
        self._process.communicate()


def start(models: Iterable[str]) -> None:
    """From here on `encode` asks a process that begins to load `models` at once; until `stop`."""
    _processes.append(EncoderProcess(models))


def stop() -> None:
    """End the process, where there is one."""
    while _processes:
        _processes.pop().close()


def encode(chunk: pa.Table, *, batch_size: int) -> pa.Table:
    """As `encode_chunk`: by the process that has the models loaded, or here where there is none or it has died."""
    for process in _processes:
        with suppress(OSError, pa.ArrowInvalid):
            return process.encode(chunk, batch_size)
    return encode_chunk(chunk, batch_size=batch_size)


def _send(stream: IO[bytes] | None, table: pa.Table, **said: str) -> None:
    table = table.replace_schema_metadata(said)
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    if stream:
        stream.flush()


def _receive(stream: IO[bytes] | None) -> pa.Table:
    return pa.ipc.open_stream(stream).read_all()


def _said(table: pa.Table, name: str) -> str:
    found: bytes = (table.schema.metadata or {}).get(name.encode(), b"")
    return found.decode()


def _answer(models: Iterable[str]) -> None:
    """Load the models, then answer questions until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks ends it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    for model in models:
        with suppress(ModelError):  # said to who asks for it
            encode_texts(model, ["Parts of a model are loaded when it reads its first text."])
    with suppress(pa.ArrowInvalid):
        while True:
            chunk = _receive(sys.stdin.buffer)
            try:
                _send(answers, encode_chunk(chunk, batch_size=int(_said(chunk, "batch_size"))))
            except ModelError as error:
                _send(answers, chunk.slice(0, 0), error=str(error))


if __name__ == "__main__":
    _answer(sys.argv[1:])
