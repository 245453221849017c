"""How many cores this process may use."""

import os

import joblib


def cores() -> int:
    """The cores that this process may use: a container, or OMP_NUM_THREADS, may allow fewer than there are."""
    allowed: int = joblib.cpu_count()
    threads = os.environ.get("OMP_NUM_THREADS", "")
    return min(allowed, max(int(threads), 1)) if threads.isdecimal() else allowed
