"""The secret of a workspace: what its pseudonyms and tombstones are keyed with.

Whoever has a list of customers, but not the secret, can't compute which pseudonym is whose.
"""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from vocpipe.store.files import FILE_MODE, private_folder
from vocpipe.store.seals import KEY_BYTES, checked, refuse_missing
from vocpipe.store.workspace import Workspace


def secret(workspace: Workspace) -> bytes:
    """The 32 bytes in `private/secret.key`, drawn at random when they are first needed."""
    return drawn(workspace.private / "secret.key")


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
    return hmac.new(key, "\x1f".join(values).encode(), sha256).hexdigest()[:length]


def _draw(path: Path) -> None:
    """Write a new secret; the first of several processes wins. The file is never there half written."""
    private_folder(path.parent)
    own = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
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
