"""Processes of this machine, where there are texts enough to make their start worth it."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from vocpipe.errors import WorkerError
from vocpipe.wording import tell
from vocpipe.workers.cores import cores
from vocpipe.workers.part import Work
from vocpipe.workers.process import WorkerProcess
from vocpipe.workers.spread import in_order

# A process needs seconds to load dictionaries; with fewer texts, this process is done before.
MIN_TEXTS = 10_000
# Each process takes some 300 MB, so a large machine starts more of them only if the settings say so.
MAX_PROCESSES = 8
_ATTEMPTS = 3
_ONE_THREAD = {"OMP_NUM_THREADS": "1"}


class LocalWorkers:
    """Spreads work over `count` processes; None: as many as there are cores, up to MAX_PROCESSES.

    They are started when they are first needed, and end with the block.
    """

    def __init__(self, count: int | None = None) -> None:
        self._count = count
        self._processes: list[WorkerProcess] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._processes:
            self._processes.pop().close()

    def __call__(self, work: Work, parts: Iterable[Any], *, texts: int, uses_all_cores: bool = False) -> Iterator[Any]:
        """The result of each part in order; few texts, or work that uses all cores, are done in this process."""
        count = self._count or (min(cores(), MAX_PROCESSES) if texts >= MIN_TEXTS else 1)
        return map(work, parts) if uses_all_cores or count == 1 else self._spread(work, parts, count)

    def _spread(self, work: Work, parts: Iterable[Any], count: int) -> Iterator[Any]:
        self._processes.extend(WorkerProcess(_ONE_THREAD) for _ in range(count - len(self._processes)))
        idle: SimpleQueue[WorkerProcess] = SimpleQueue()
        for process in self._processes:
            idle.put(process)
        with ThreadPoolExecutor(count) as threads:
            yield from in_order(lambda part: threads.submit(self._compute, idle, work, part), parts, window=2 * count)

    def _compute(self, idle: SimpleQueue[WorkerProcess], work: Work, part: Any) -> Any:
        """The result of the part from an idle process; one that was killed is replaced, and its part done again."""
        for _ in range(_ATTEMPTS):
            process = idle.get()
            try:
                return process.compute(work, part)
            except (OSError, EOFError):
                self._processes.remove(process)
                process.close()
                process = WorkerProcess(_ONE_THREAD)
                self._processes.append(process)
            finally:
                idle.put(process)
        raise WorkerError(tell("workers.killed"))
