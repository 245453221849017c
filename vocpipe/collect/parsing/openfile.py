"""Opening files: only regular ones, so that no pipe or device makes a refresh wait, and none beyond the limits."""

import os
import stat
from io import BufferedReader
from pathlib import Path

from vocpipe.collect.parsing.limits import check
from vocpipe.errors import ReadError
from vocpipe.wording import say

_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def open_regular(path: Path) -> BufferedReader:
    """The file at `path`, open for reading. Raises OSError if it can't be, and ReadError if it is no regular file."""
    file = os.fdopen(os.open(path, os.O_RDONLY | _NO_WAIT), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise ReadError(say("faults.path.no_file"))
    return file


def read_bytes(path: Path) -> bytes:
    """The whole content of a file. Raises OSError, and ReadError if it is no regular file or too large."""
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        check("file_mb", size)
        data = file.read(size + 1)
    check("file_mb", len(data))
    return data


def beside(path: Path, pattern: str) -> list[Path]:
    """The regular files in the folder of `path` that match, in order of their names; links are none of an export's."""
    return sorted(each for each in path.parent.glob(pattern) if each.is_file() and not each.is_symlink())
