"""A process from which pulls are started, each in a process of its own, and killed: no kill costs a start of Python.

It reads a JSON object per line, {"root": workspace, "after": seconds until it is killed, or null}, and writes the
status with which the pull ended: -9 if it was killed. Its argument is JSON: module -> names -> values set there.
"""

import importlib
import json
import os
import signal
import sys
import time
from pathlib import Path

from vocpipe.pull.run import pull_all
from vocpipe.store.workspace import Workspace


def main() -> None:
    """Read orders until there are no more."""
    from dlt.sources.helpers.rest_client.client import RESTClient  # noqa: F401 - before any pull begins

    for module, values in json.loads(sys.argv[1]).items():
        for name, value in values.items():
            setattr(importlib.import_module(module), name, tuple(value) if isinstance(value, list) else value)
    _say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(_pull(Path(order["root"])))
        _say(_status(child, order["after"]))


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _pull(root: Path) -> int:
    workspace = Workspace(root)
    (result,) = pull_all(workspace, workspace.settings)
    return 0 if result.problem is None else 1


def _status(child: int, after: float | None) -> int:
    """How the child ended, which is killed after some time."""
    began = time.monotonic()
    while after is not None:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() - began >= after:
            os.kill(child, signal.SIGKILL)
            break
        time.sleep(0.001)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


main()
