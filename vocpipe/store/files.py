"""Files and folders that only their owner may read, from their first moment; and files that stand in the way."""

import os
import uuid
from datetime import UTC, datetime
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def private_folder(path: Path) -> Path:
    """`path` as a folder that only its owner can enter, made if it was missing."""
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return path


def write_private(path: Path, content: bytes) -> None:
    """Replace the file at `path` by one that only its owner can read, in one step."""
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def set_aside(path: Path) -> Path:
    """The new path of a file or folder that stood in the way: in its folder, under a name that says so."""
    now = datetime.now(UTC)
    aside = path.with_name(f"{path.name}.set-aside-{now:%Y%m%dT%H%M%S%f}")
    path.rename(aside)
    return aside
