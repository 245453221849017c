"""The embedding models in a process of their own, which loads them while texts are still read and split.

Importing torch and loading both models takes longer than all the other work of a small refresh. A thread would not
help, since both hold the interpreter's lock. Requests and responses are Arrow streams.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import IO

import pyarrow as pa

from vocpipe.encoders.models import encode as encode_texts
from vocpipe.encoders.models import encode_chunk
from vocpipe.errors import ModelError

_processes: list["EncoderProcess"] = []


class EncoderProcess:
    """A process that has loaded, or is still loading, its models."""

    def __init__(self, models: Iterable[str], device: str = "auto") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "vocpipe.encoders.encoder_process", device, *models],
            stdin=subprocess.PIPE,  # closed however this process ends, which ends the other process too
            stdout=subprocess.PIPE,
        )

    def encode(self, chunk: pa.Table, batch_size: int, device: str = "auto") -> pa.Table:
        """The chunk's vectors as (model, text_hash, vector).

        Raises ModelError if the model can't be loaded, OSError or pa.ArrowInvalid if the process has died.
        """
        _send(self._process.stdin, chunk, batch_size=str(batch_size), device=device)
        vectors = _receive(self._process.stdout)
        if error := _metadata(vectors, "error"):
            raise ModelError(error)
        return vectors

    def close(self) -> None:
        """End the process, even while it is loading."""
        self._process.kill()
        self._process.communicate()


def start(models: Iterable[str], *, device: str = "auto") -> None:
    """Start a process that loads `models` on `device` at once, and that `encode` uses until `stop`."""
    _processes.append(EncoderProcess(models, device))


def stop() -> None:
    """End the process if there is one."""
    while _processes:
        _processes.pop().close()


def encode(chunk: pa.Table, *, batch_size: int, device: str = "auto") -> pa.Table:
    """The chunk's vectors as (model, text_hash, vector).

    The process that has loaded the models computes them; if there is none or it has died, this process does.
    """
    for process in _processes:
        with suppress(OSError, pa.ArrowInvalid):
            return process.encode(chunk, batch_size, device)
    return encode_chunk(chunk, batch_size=batch_size, device=device)


def _send(stream: IO[bytes] | None, table: pa.Table, **metadata: str) -> None:
    table = table.replace_schema_metadata(metadata)
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    if stream:
        stream.flush()


def _receive(stream: IO[bytes] | None) -> pa.Table:
    return pa.ipc.open_stream(stream).read_all()


def _metadata(table: pa.Table, name: str) -> str:
    value: bytes = (table.schema.metadata or {}).get(name.encode(), b"")
    return value.decode()


def _serve(device: str, models: Iterable[str]) -> None:
    """Load the models, then respond to requests until the input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process
    responses = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not a response
    for model in models:
        with suppress(ModelError):  # raised again when a request names the model
            encode_texts(model, ["warm-up"], device=device)  # some parts of a model are loaded only with its first text
    with suppress(pa.ArrowInvalid):
        while True:
            chunk = _receive(sys.stdin.buffer)
            try:
                size, where = int(_metadata(chunk, "batch_size")), _metadata(chunk, "device")
                _send(responses, encode_chunk(chunk, batch_size=size, device=where))
            except ModelError as error:
                _send(responses, chunk.slice(0, 0), error=str(error))


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2:])
