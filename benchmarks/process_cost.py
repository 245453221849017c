"""What a whole process costs with all that it starts: seconds, processor seconds and memory."""

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import psutil

_PAUSE = 0.2  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """seconds: on the clock. processor: of all its processes together. mib: the most that all held at one moment.

    A page that several processes share counts once among them (Linux's proportional set size; elsewhere, each time).
    """

    seconds: float
    processor: float
    mib: float


def cost_of(command: Sequence[str | Path], log: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run `command` to its end, its output in the file `log`; raises RuntimeError if it fails."""
    before, start = os.times(), monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=os.environ | dict(environment or {}))
        watch = _Watch(process.pid)
        watch.start()
        code = process.wait()
    seconds, after = monotonic() - start, os.times()
    watch.ended.set()
    watch.join()
    if code:
        raise RuntimeError(
            f"{command[0]} ended with {code}:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
        )
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, processor, watch.most / 2**20)


class _Watch(threading.Thread):
    """Looks at the memory of a process and of all that it started, until `ended`; `most` is in bytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.ended, self.most, self._root = threading.Event(), 0, psutil.Process(pid)

    def run(self) -> None:
        while not self.ended.wait(_PAUSE):
            self.most = max(self.most, sum(map(_held, self._all())))

    def _all(self) -> list[psutil.Process]:
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.Error:
            return []


def _held(process: psutil.Process) -> int:
    try:
        held = process.memory_full_info()
        return int(getattr(held, "pss", 0) or held.rss)
    except psutil.Error:  # it has just ended
        return 0
