"""How work on many parts is spread: what the steps of a refresh are given, whatever the runner is."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol


class Spread(Protocol):
    """Maps a function over parts that need no database; the results come in the order of the parts.

    Neither `work` nor what it is given or returns may hold anything that can't be pickled. texts: how many texts the
    parts hold together. uses_all_cores: whether `work` takes all cores of a machine by itself, so that several
    processes of one machine would not make it faster.
    """

    def __call__(
        self, work: Callable[[Any], Any], parts: Iterable[Any], *, texts: int, uses_all_cores: bool = False
    ) -> Iterator[Any]: ...


def one_by_one(
    work: Callable[[Any], Any], parts: Iterable[Any], *, texts: int, uses_all_cores: bool = False
) -> Iterator[Any]:
    """The result of `work` on each part, computed in this process."""
    return map(work, parts)


class Pending(Protocol):
    """A part that a worker has been given."""

    def result(self) -> Any:
        """Wait for the result."""

    def cancel(self) -> Any:
        """Stop the work on it, if that is possible."""


def in_order(submit: Callable[[Any], Pending], parts: Iterable[Any], *, window: int) -> Iterator[Any]:
    """The results of the parts, at most `window` of which are with workers or wait to be taken at a time."""
    pending: deque[Pending] = deque()
    try:
        for part in parts:
            if len(pending) >= window:
                yield pending.popleft().result()
            pending.append(submit(part))
        while pending:
            yield pending.popleft().result()
    finally:
        for left in pending:
            left.cancel()
