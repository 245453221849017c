"""Reading a file in a process of its own, to measure what it takes and to end it when it takes too much."""

import os
import pickle
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """What some work took and gave; `result` is None if it was ended, and an exception if it raised one."""

    seconds: float
    megabytes: float
    result: Any


def measure(work: Callable[[], Any], *, seconds: int = 60) -> Cost:
    """The cost of `work` in a copy of this process, which ends after so many seconds of work."""
    read, write = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        spent = int(sum(os.times()[:2])) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (spent, spent + 1))
        with os.fdopen(write, "wb") as file:
            file.write(_measured(work))
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as file:
        said = file.read()
    os.waitpid(child, 0)
    if not said:
        return Cost(time.monotonic() - started, 0, None)
    return Cost(*pickle.loads(said))  # noqa: S301 - of this process's own copy


def measured_here(work: Callable[[], Any]) -> Cost:
    """The cost of `work` in this process; raises what it raises."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    result = work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return Cost(_seconds(after) - _seconds(before), (after.ru_maxrss - before.ru_maxrss) / 1024, result)


def _seconds(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def _measured(work: Callable[[], Any]) -> bytes:
    try:
        cost = measured_here(work)
    except BaseException as error:  # whatever the work raises is its result
        cost = Cost(0, 0, f"{type(error).__name__}: {error}"[:300])
    return pickle.dumps((cost.seconds, cost.megabytes, cost.result))
