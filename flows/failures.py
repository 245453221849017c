"""What fails in a flow or a task, as one line that is safe to keep: Prefect stores and logs the messages of errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vocpipe.errors import ServerError, VocpipeError
from vocpipe.flows.server import prefect_home
from vocpipe.store.failures import explained
from vocpipe.store.faults import is_debugging, unexpected
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

_OF_PREFECT = ("prefect", "httpx", "httpcore", "anyio")


@contextmanager
def plainly(root: Path) -> Iterator[None]:
    """Inside the block, everything that fails is raised as a VocpipeError, which holds no value of the data.

    Where a mistake arose is noted in the workspace at `root`.
    """
    try:
        yield
    except VocpipeError:
        raise
    except Exception as error:
        if is_debugging():
            raise
        raise explained(error) or _of_prefect(error) or unexpected(Workspace(root), error) from None


@contextmanager
def told_further(stage: str) -> Iterator[None]:
    """Inside the block, an error that people can fix also says what is kept, and what the next refresh does."""
    try:
        yield
    except VocpipeError as error:
        error.args = (tell("flows.stopped", problem=error, stage=stage), *error.args[1:])
        raise


def _of_prefect(error: BaseException) -> ServerError | None:
    if type(error).__module__.split(".")[0] not in _OF_PREFECT:
        return None
    return ServerError(tell("damage.prefect.failed", kind=type(error).__name__, folder=prefect_home()))
