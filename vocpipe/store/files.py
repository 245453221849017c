"""Files and folders that only their owner may read, from their first moment; and files that stand in the way."""

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_OTHERS = 0o077  # every permission of the group and of everybody else

_guard = threading.Lock()
_inside = 0
_former = 0


@contextmanager
def private_umask() -> Iterator[None]:
    """Inside the block, whatever is created is its owner's alone: what libraries write too, and what processes inherit.

    The mask belongs to the process, so blocks of several threads share one: the last to leave restores what was before.
    """
    global _inside, _former  # noqa: PLW0603 - the mask is the process's too
    with _guard:
        _inside += 1
        if _inside == 1:
            _former = os.umask(_OTHERS)
    try:
        yield
    finally:
        with _guard:
            _inside -= 1
            if _inside == 0:
                os.umask(_former)


def private_folder(path: Path) -> Path:
    """`path` as a folder that only its owner can enter, made if it was missing, with all that it holds."""
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    close_to_others(path)
    return path


def close_to_others(folder: Path) -> None:
    """Take every permission on the folder and on what it holds from all but the owner.

    What can't be changed stays as it is: files of other users, and file systems without permissions. Links are left
    alone, since what they point to may be meant for others.
    """
    _close(folder, FOLDER_MODE)
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _close(Path(parent, name), FOLDER_MODE if name in folders else FILE_MODE)


def _close(path: Path, mode: int) -> None:
    with suppress(OSError):  # not ours, gone meanwhile, or there are no permissions
        if not path.is_symlink() and path.stat().st_mode & _OTHERS:
            path.chmod(mode)


def cache_folder() -> Path:
    """Where what can be made again is kept for all workspaces of the user; it may not be there yet."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "vocpipe"


def set_mode(path: Path, mode: int) -> None:
    """Give the file or folder these permissions, where it is ours and the file system has any."""
    with suppress(OSError):
        former = path.stat().st_mode
        if former & 0o777 != mode:
            path.chmod(mode | (former & 0o7000))


def write_private(path: Path, content: bytes) -> None:
    """Replace the file at `path` by one that only its owner can read, in one step.

    What is no file, such as a pipe or a terminal, is written to as it is. Raises OSError.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def set_aside(path: Path) -> Path:
    """The new path of a file or folder that stood in the way: in its folder, under a name that says so."""
    now = datetime.now(UTC)
    aside = path.with_name(f"{path.name}.set-aside-{now:%Y%m%dT%H%M%S%f}")
    path.rename(aside)
    return aside
