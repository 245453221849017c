"""What takes long to make and is the same in every workspace: kept in the user's cache, and made again if damaged.

Nothing of a workspace is ever kept there.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from vocpipe.store.files import cache_folder, private_folder, write_private


def kept_place(name: str) -> Path:
    """Where something of this name is kept; `name` says everything that it depends on."""
    return cache_folder() / "kept" / name


def read_kept(path: Path) -> bytes | None:
    """What is kept at `path`; None if nothing is, or not what was written."""
    try:
        mark, content = path.read_bytes().split(b"\n", 1)
    except (OSError, ValueError):
        return None
    return content if mark == _mark(content) else None


def keep(path: Path, content: bytes) -> None:
    """Keep the content; what can't be kept is made again the next time."""
    with suppress(OSError):
        private_folder(path.parent)
        write_private(path, _mark(content) + b"\n" + content)


def _mark(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
