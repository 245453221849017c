"""The workers of a Dask cluster (https://distributed.dask.org): a part whose worker dies goes to another one."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from vocpipe.errors import WorkerError
from vocpipe.extras import require
from vocpipe.wording import tell
from vocpipe.workers.part import Work, compute, result_of, versions
from vocpipe.workers.spread import in_order

_CONNECT_SECONDS = 30
_WITHOUT_WORKERS_SECONDS = 300  # for so long a cluster may have no worker before the refresh gives up


class DaskWorkers:
    """Spreads work over the workers of the scheduler at `address`, such as "tcp://scheduler:8786"."""

    def __init__(self, address: str) -> None:
        require("dask")
        self._address = address
        self._client: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()

    def __call__(self, work: Work, parts: Iterable[Any], *, texts: int, uses_all_cores: bool = False) -> Iterator[Any]:
        """The result of each part in order; twice as many parts as there are threads are under way."""
        if not texts:
            return
        client = self._connected()
        window = 2 * max(sum(client.nthreads().values()), 1)
        for outcome in in_order(lambda part: _Part(client, work, part), parts, window=window):
            yield result_of(outcome)

    def _connected(self) -> Any:
        if self._client is None:
            import distributed

            connect: Any = distributed.Client
            try:
                self._client = connect(self._address, timeout=_CONNECT_SECONDS, set_as_default=False)
                self._client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
            except (OSError, ValueError, ImportError) as error:
                raise _unanswered(self._address, error) from error
        return self._client


class _Part:
    """A part that the cluster has been given. The scheduler keeps it, and gives it again if a worker is lost."""

    def __init__(self, client: Any, work: Work, part: Any) -> None:
        self._client = client
        self._future = client.submit(compute, work, part, versions(), pure=False)

    def result(self) -> Any:
        from distributed import TimeoutError as DaskTimeoutError
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        while True:
            try:
                return self._future.result(timeout=_WITHOUT_WORKERS_SECONDS)
            except DaskTimeoutError as error:
                if not self._client.nthreads():
                    raise WorkerError(tell("workers.none")) from error
            except KilledWorker as error:
                raise WorkerError(tell("workers.killed")) from error
            except FutureCancelledError as error:
                raise WorkerError(tell("workers.lost")) from error
            except (ImportError, AttributeError) as error:  # the worker has no such function
                raise WorkerError(tell("workers.not_installed")) from error

    def cancel(self) -> None:
        with suppress(Exception):  # the cluster may be gone, which is why the parts are given up
            self._future.cancel()


def _unanswered(address: str, error: Exception) -> WorkerError:
    reason = next(iter(str(error).splitlines()), type(error).__name__)
    return WorkerError(tell("workers.unanswered", address=address, reason=reason))
