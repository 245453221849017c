"""Mistakes in the code, told in one line; what only a developer needs is in a file that only its owner can read.

The values in an exception's message may be what a customer wrote. The file has the message with everything in quotes
left out and the rest masked, and of the traceback the places and lines of code, never the values.
"""

import os
import re
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from vocpipe import __version__
from vocpipe.errors import UnexpectedError
from vocpipe.masking.redact import redact
from vocpipe.store.files import FILE_MODE
from vocpipe.wording import tell

DEBUG = "VOCPIPE_DEBUG"  # in the environment: mistakes show their whole traceback
_MAX_BYTES = 200_000  # beyond which the file begins anew
_MAX_MESSAGE = 300
_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`|「[^」]*」""")


def unexpected(error: BaseException, root: Path | None) -> UnexpectedError:
    """The error to show for a mistake, after its details were written to a file.

    It is `private/error.log` of the workspace at `root`; without a workspace, a file in the temporary folder.
    """
    places = {"kind": type(error).__name__, "place": _place(error)}
    try:
        path = _written(_details(error), root)
    except OSError:
        return UnexpectedError(tell("damage.unexpected.unlogged", **places))
    return UnexpectedError(tell("damage.unexpected.logged", path=path, **places))


def error_log(root: Path) -> Path:
    """The path of the file with the details of mistakes."""
    return root / "private" / "error.log"


def is_debugging() -> bool:
    """Whether whoever runs this wants to see tracebacks."""
    return os.environ.get(DEBUG, "").casefold() not in ("", "0", "false", "no")


def _place(error: BaseException) -> str:
    """The file and line of vocpipe's own code that the error came from, or of whatever code raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "vocpipe" in Path(frame.filename).parts]
    frame = (own or frames or [None])[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}" if frame else "?"


def _details(error: BaseException) -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    parts = [f"{now} vocpipe {__version__}"]
    current: BaseException | None = error
    while current is not None:
        parts.append("".join(traceback.format_list(traceback.extract_tb(current.__traceback__))))
        parts.append(f"{type(current).__module__}.{type(current).__qualname__}: {_message(current)}")
        current = current.__cause__ or current.__context__
    return "\n".join(parts) + "\n\n"


def _message(error: BaseException) -> str:
    return redact(_QUOTED.sub("'…'", str(error))).text[:_MAX_MESSAGE]


def _written(text: str, root: Path | None) -> Path:
    """The file that `text` was added to."""
    if root is None or not error_log(root).parent.is_dir():
        number, name = tempfile.mkstemp(prefix="vocpipe-error-", suffix=".log")
        path = Path(name)
    else:
        path = error_log(root)
        anew = path.exists() and path.stat().st_size > _MAX_BYTES
        number = os.open(path, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if anew else os.O_APPEND), FILE_MODE)
    with os.fdopen(number, "a", encoding="utf-8") as file:
        file.write(text)
    return path
