"""The log of faults in `private/faults.jsonl`: where in the code an error arose, and never what it says.

What an error says may quote a row, and whatever Prefect, a terminal or a log is told of it is kept there.
"""

import json
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from vocpipe import __version__
from vocpipe.errors import StageError, UnexpectedError, VocpipeError
from vocpipe.store.failures import explained
from vocpipe.store.files import FILE_MODE, private_folder
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

LOG = "faults.jsonl"
_MAX_LOG = 1 << 20  # bytes
_MAX_FRAMES = 20


def note_fault(workspace: Workspace, where: str, error: BaseException) -> None:
    """Add a line about `error`. `where`: the file, by its name as it may be published, or the stage."""
    path = private_folder(workspace.private) / LOG
    if path.exists() and path.stat().st_size > _MAX_LOG:
        path.replace(path.with_name("faults.old.jsonl"))
    frames = list(traceback.extract_tb(error.__traceback__))[-_MAX_FRAMES:]
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "vocpipe": __version__,
        "where": where,
        "fault": type(error).__name__,
        "frames": [f"{_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE_MODE), "a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")


@contextmanager
def without_content(workspace: Workspace, stage: str) -> Iterator[None]:
    """Raise an error of vocpipe's own for whatever the block raises, so that no row leaves in it.

    It is the one that explains a failure of the system or of a database, else StageError.
    """
    try:
        yield
    except VocpipeError:
        raise
    except Exception as error:
        if is_debugging():
            raise
        found = explained(error)
        if found is None:
            note_fault(workspace, stage, error)
            found = StageError(tell("faults.stage", stage=stage, fault=type(error).__name__, log=LOG))
        raise found from None


def unexpected(workspace: Workspace | None, error: BaseException) -> UnexpectedError:
    """The error to show for a mistake outside the stages, after where it arose was noted in the workspace, if any."""
    places = {"kind": type(error).__name__, "place": _place(error)}
    try:
        if workspace and workspace.private.is_dir():
            note_fault(workspace, "command", error)
            return UnexpectedError(tell("damage.unexpected.logged", path=workspace.private / LOG, **places))
    except OSError:  # it may be what failed
        pass
    return UnexpectedError(tell("damage.unexpected.unlogged", **places))


def is_debugging() -> bool:
    """Whether whoever runs this wants to see tracebacks, which may quote rows."""
    return os.environ.get("VOCPIPE_DEBUG", "").casefold() not in ("", "0", "false", "no")


def _place(error: BaseException) -> str:
    """The file and line of vocpipe's own code that the error came from, or of whatever code raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "vocpipe" in Path(frame.filename).parts]
    found = (own or list(frames))[-1:]
    return "".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in found)


def _module(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])
