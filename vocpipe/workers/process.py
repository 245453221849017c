"""A process of this machine that does work for this one; what it has loaded stays loaded.

It is started by its module, as `multiprocessing` would not: no script of a user is run a second time, and the process
ends when this one does, however that ends. Requests and responses are pickles, each after its length.
"""

import os
import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from typing import IO, Any

from vocpipe.workers.part import Work, compute, result_of, versions

_LENGTH = struct.Struct("<Q")


class WorkerProcess:
    """A process that computes one part after the other."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        """environment: variables that it has besides those of this process."""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "vocpipe.workers.process"],
            stdin=subprocess.PIPE,  # closed however this process ends, which ends the other process too
            stdout=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
        )
        self._waiting = 0

    def ask(self, work: Work, part: Any) -> None:
        """Send a part; the response is to be taken by `answer`. Raises OSError if the process has died."""
        _send(self._process.stdin, (work, part, versions()))
        self._waiting += 1

    def answer(self) -> Any:
        """What became of the part that was sent first; raises the error of `work`, or EOFError if the process died."""
        outcome = _receive(self._process.stdout)
        self._waiting -= 1
        return result_of(outcome)

    def compute(self, work: Work, part: Any) -> Any:
        """What `work` makes of `part`, after all that was asked before is done."""
        while self._waiting:
            self._waiting -= 1
            _receive(self._process.stdout)
        self.ask(work, part)
        return self.answer()

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.communicate()


def _send(stream: IO[bytes] | None, content: Any) -> None:
    if stream is None:
        raise EOFError
    packed = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> Any:
    """The next content; raises EOFError if the other end is closed."""
    if stream is None:
        raise EOFError
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return pickle.loads(body)  # noqa: S301 - from the process that this one started, over a pipe of their own


def _serve() -> None:
    """Respond to requests until the input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process
    responses = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not a response
    while True:
        try:
            work, part, wanted = _receive(sys.stdin.buffer)
        except EOFError:
            return
        _send(responses, compute(work, part, wanted))


if __name__ == "__main__":
    _serve()
