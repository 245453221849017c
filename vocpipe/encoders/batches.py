"""Texts in batches of similar length, and batches spread over the cores that this process may use."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from vocpipe.workers.cores import cores

Places = npt.NDArray[np.int64]


def batches(lengths: Sequence[int], *, max_texts: int, max_length: int) -> list[Places]:
    """The places of texts, the shortest first, in batches: a batch costs as much as if each text were its longest.

    A batch has at most `max_texts` texts, which are at most `max_length` long together, or it is one long text.
    """
    order = np.argsort(np.asarray(lengths, np.int64), kind="stable")
    parts, start = [], 0
    for end in range(1, len(order) + 1):
        size = end - start + 1
        if end == len(order) or size > max_texts or size * lengths[order[end]] > max_length:
            parts.append(order[start:end])
            start = end
    return parts


def on_all_cores(work: Callable[[Places], Any], parts: Sequence[Places]) -> None:
    """Do the work on each part, a thread a core.

    Each thread computes alone: several that share one multiplication of small matrices wait for each other, and where
    the machine has other work to do, that takes up to eight times the processor's time.
    """
    threads = min(cores(), len(parts)) if len(parts) > 1 else 1
    with _libraries().limit(limits=1, user_api="blas"):
        if threads <= 1:
            for part in parts:
                work(part)
            return
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(work, parts):
                pass


@cache
def _libraries() -> ThreadpoolController:
    """NumPy's own library among those that are loaded; to find them takes longer than to encode a short text."""
    return ThreadpoolController()
