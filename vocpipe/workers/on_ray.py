"""The workers of a Ray cluster (https://docs.ray.io): a part whose worker dies goes to another one."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from vocpipe.errors import WorkerError
from vocpipe.extras import require
from vocpipe.wording import tell
from vocpipe.workers.part import Work, compute, result_of, versions
from vocpipe.workers.spread import in_order

_ATTEMPTS = 3


class RayWorkers:
    """Spreads work over the cluster at `address`: "auto" for the one that this machine belongs to, or "ray://…"."""

    def __init__(self, address: str) -> None:
        require("ray")
        self._address = address
        self._is_connected = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_connected:
            import ray

            ray.shutdown()

    def __call__(self, work: Work, parts: Iterable[Any], *, texts: int, uses_all_cores: bool = False) -> Iterator[Any]:
        """The result of each part in order; twice as many parts as the cluster has cores are under way."""
        if not texts:
            return
        ray = self._connected()
        remote = ray.remote(compute).options(num_cpus=1, max_retries=_ATTEMPTS, retry_exceptions=False)
        shared = ray.put(work)
        window = 2 * max(int(ray.cluster_resources().get("CPU", 1)), 1)
        for outcome in in_order(lambda part: _Part(remote.remote(shared, part, versions())), parts, window=window):
            yield result_of(outcome)

    def _connected(self) -> Any:
        """Ray's module, connected; typed as anything, since Ray's own types are not whole."""
        import ray

        if self._is_connected:
            return ray
        try:
            ray.init(address=self._address or "auto", log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            raise WorkerError(tell("workers.unanswered", address=self._address, reason=reason)) from error
        self._is_connected = True
        return ray


class _Part:
    """A part that the cluster has been given."""

    def __init__(self, reference: Any) -> None:
        self._reference = reference

    def result(self) -> Any:
        import ray
        from ray.exceptions import RayError, RayTaskError

        try:
            return ray.get(self._reference)
        except RayTaskError as error:  # `compute` never raises, so it could not be loaded
            raise WorkerError(tell("workers.not_installed")) from error
        except RayError as error:
            raise WorkerError(tell("workers.killed")) from error

    def cancel(self) -> None:
        import ray

        with suppress(Exception):  # the cluster may be gone, which is why the parts are given up
            ray.cancel(self._reference)
