"""Processes whose every connection is written down: by Python's own audit events, and by strace where it is installed.

Both see the processes that a process starts. strace also sees what libraries do without Python.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.flows.shop import START

# Loaded by every Python process with this file's folder on its path.
_HOOK = """
import os, sys

_SEEN = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")

def _note(event, given):
    if event in _SEEN:
        where = given[1] if event in _SEEN[:2] else given[0]
        where = where[0] if isinstance(where, tuple) else where
        with open(os.environ["TRACED"], "a", encoding="utf-8") as file:
            file.write(f"{event} {where!r}\\n")

sys.addaudithook(_note)
"""
_HERE = ("localhost", "127.0.0.1", "::1", "None", "")
_EVENT = re.compile(r"^(?P<event>\S+) b?'?(?P<where>.*?)'?$")
_ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')


class Trace:
    """What processes started with `environment` and `command` connect to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
        self._events, self._calls = folder / "events", folder / "calls"
        self._events.touch()
        paths = (str(folder), str(Path(__file__).parents[2]))
        self.environment = {"PYTHONPATH": os.pathsep.join(paths), "TRACED": str(self._events)}

    def command(self, words: Sequence[str]) -> list[str]:
        """The command to run so that it is traced."""
        strace = shutil.which("strace")
        calls = "trace=connect,sendto,sendmsg,sendmmsg"
        tracing = [strace, "-f", "-qq", "-e", calls, "-e", "signal=none", "-o", str(self._calls)] if strace else []
        return [*tracing, *words]

    @property
    def places(self) -> set[str]:
        """Every place that was asked for or connected to, on this machine too; sockets that are files left out."""
        asked = {match["where"] for line in self._events.read_text().splitlines() if (match := _EVENT.match(line))}
        calls = self._calls.read_text(errors="replace") if self._calls.exists() else ""
        reached = {four or six for four, six in _ADDRESS.findall(calls)}
        return {place for place in asked | reached if not place.startswith(("/", "\\x00"))}

    @property
    def outside(self) -> set[str]:
        """The places that are not on this machine."""
        return {place for place in self.places if place not in _HERE and not place.startswith("127.")}


def start(trace: Trace, *words: str, **environment: str) -> subprocess.Popen[str]:
    """A command of vocpipe, traced, on a Prefect server of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    return subprocess.Popen(
        trace.command([*START, *words]),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=inherited | trace.environment | environment,
    )
