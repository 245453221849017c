"""The limits that hold for the file that is being read: those of the settings, or the usual ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from vocpipe.errors import ReadError
from vocpipe.settings import LimitsSettings
from vocpipe.wording import say

MB = 1 << 20
_current: ContextVar[LimitsSettings] = ContextVar("limits", default=LimitsSettings())  # noqa: B039 - it is frozen


def limits() -> LimitsSettings:
    """The limits of the file that is being read."""
    return _current.get()


@contextmanager
def limited(own: LimitsSettings) -> Iterator[None]:
    """Inside the block, files are read within `own`."""
    token = _current.set(own)
    try:
        yield
    finally:
        _current.reset(token)


def beyond(option: str) -> ReadError:
    """The error for a file that goes beyond the limit `option`."""
    return ReadError(say(f"faults.limit.{option}", limit=getattr(limits(), option)))


def check(option: str, amount: float) -> None:
    """Raise ReadError if `amount` is more than the limit `option` allows; megabytes are given in bytes."""
    limit: Any = getattr(limits(), option)
    if amount > limit * (MB if option.endswith("_mb") else 1):
        raise beyond(option)
