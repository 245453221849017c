"""How many cores this process may use."""

from threadpoolctl import threadpool_info


def cores() -> int:
    """The cores that this process may use: a container or OMP_NUM_THREADS may allow fewer than there are.

    It is what NumPy's BLAS library takes by itself.
    """
    import numpy  # noqa: F401 - brings the library

    threads = [int(pool["num_threads"]) for pool in threadpool_info() if pool["user_api"] == "blas"]
    return max(threads, default=1)
