"""The secrets of a workspace: 32 random bytes each, in private/, and what is computed with them.

Whoever has a list of customers, but not the secret of the pseudonyms, can't compute which is whose. That secret can be
replaced, so the audit and the tombstones have keys of their own.
"""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from vocpipe.store.files import FILE_MODE, private_folder, write_private
from vocpipe.store.seals import KEY_BYTES, checked, refuse_missing, seal

if TYPE_CHECKING:
    from pathlib import Path

    from vocpipe.store.workspace import Workspace


def secret(workspace: Workspace) -> bytes:
    """The 32 bytes in `private/secret.key`, which all ids that are published are keyed with; drawn when needed first.

    They may be replaced, so nothing that has to last is keyed with them.
    """
    return drawn(workspace.private / "secret.key")


def replace_secret(workspace: Workspace) -> bytes:
    """The new bytes in `private/secret.key`, after they replaced the old ones in one step."""
    new, path = secrets.token_bytes(KEY_BYTES), private_folder(workspace.private) / "secret.key"
    seal(path, new)
    write_private(path, new)
    return new


def drawn(path: Path) -> bytes:
    """The 32 bytes in the file at `path`, drawn at random when they are first needed.

    Raises DamageError if the file was damaged, or is missing though it was there before.
    """
    if not path.exists():
        refuse_missing(path)
        _draw(path)
    return checked(path, path.read_bytes())


def keyed(key: bytes, *values: str, length: int = 16) -> str:
    """The first `length` hexadecimal digits of the HMAC-SHA256 (RFC 2104) of the values."""
    return hmac.digest(key, "\x1f".join(values).encode(), sha256).hex()[:length]


def random_bytes() -> bytes:
    """The bytes of a secret that does not exist yet."""
    return secrets.token_bytes(KEY_BYTES)


def _draw(path: Path) -> None:
    """Write a new secret; the first of several processes wins. The file is never there half written."""
    private_folder(path.parent)
    own = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
        file.write(random_bytes())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(own, path)
    except FileExistsError:
        pass  # another process was first
    except OSError:  # a file system without links
        if not path.exists():
            own.replace(path)
            return
    own.unlink()
