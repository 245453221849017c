"""The runner that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager

from vocpipe.settings import RunSettings
from vocpipe.workers.local import LocalWorkers
from vocpipe.workers.spread import Spread


@contextmanager
def spreading(settings: RunSettings) -> Iterator[Spread]:
    """Spreads work as `[run]` says; a cluster is asked only once there is work.

    Raises MissingExtraError if the runner's package is not installed, and WorkerError if the cluster does not answer.
    """
    if settings.runner == "dask":
        from vocpipe.workers.on_dask import DaskWorkers

        with DaskWorkers(settings.address) as workers:
            yield workers
    elif settings.runner == "ray":
        from vocpipe.workers.on_ray import RayWorkers

        with RayWorkers(settings.address) as workers:
            yield workers
    else:
        with LocalWorkers(settings.processes) as workers:
            yield workers
