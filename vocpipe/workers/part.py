"""What a worker does: one part at a time, and nothing that a cluster would log if it fails.

A cluster's logs quote the arguments of a call that raises, and here these are what customers wrote. So `compute` never
raises: a failure is a value, which holds the name of the error's class and, for errors of vocpipe, their sentence.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from vocpipe.errors import VocpipeError, WorkerError
from vocpipe.wording import tell

Work = Callable[[Any], Any]
# What the results depend on besides the part: with another of these, a worker would give other sentences or vectors.
_PACKAGES = ("vocpipe", "spacy", "sudachipy", "sudachidict-core", "lingua-language-detector", "onnxruntime")

_alone = threading.Lock()  # a worker may have several threads, and the tokenizer for Japanese serves one at a time


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a part has no result. error: one of vocpipe's own; kind: the class of any other error."""

    error: VocpipeError | None = None
    kind: str = ""

    def raised(self) -> VocpipeError:
        """The error to raise where the part came from."""
        return self.error or WorkerError(tell("workers.failed", kind=self.kind))


@cache
def versions() -> tuple[str, ...]:
    """The versions of what the results depend on; workers of a cluster must have those of the machine that asks."""
    return tuple(f"{package} {_version(package)}" for package in _PACKAGES)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def compute(work: Work, part: Any, wanted: tuple[str, ...]) -> Any:
    """What `work` makes of `part`, or a Failure; `wanted`: the versions that the results are to come from."""
    if wanted != versions():
        pairs = zip(wanted, versions(), strict=True)
        own, other = next((own, other) for own, other in pairs if own != other)
        return Failure(WorkerError(tell("workers.version", own=own, other=other)))
    with _alone:
        try:
            return work(part)
        except VocpipeError as error:
            return Failure(error)
        except Exception as error:
            return Failure(kind=type(error).__name__)


def result_of(outcome: Any) -> Any:
    """The result; raises the error of a Failure."""
    if isinstance(outcome, Failure):
        raise outcome.raised() from None
    return outcome
