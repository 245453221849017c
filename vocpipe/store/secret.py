"""The secrets of a workspace: 32 random bytes each, in private/, and what is computed with them.

Whoever has a list of customers, but not the secret, can't compute which pseudonym is whose. Tombstones and the audit
have a secret that lasts; that of the pseudonyms can be replaced.
"""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from vocpipe.errors import WorkspaceError
from vocpipe.store.files import FILE_MODE, private_folder, write_private
from vocpipe.wording import tell

if TYPE_CHECKING:
    from pathlib import Path

    from vocpipe.store.workspace import Workspace

_BYTES = 32


def secret(workspace: Workspace) -> bytes:
    """The bytes in `private/secret.key`, which key tombstones and the audit; drawn when they are first needed."""
    return _kept(workspace.private / "secret.key")


def pseudonym_key(workspace: Workspace) -> bytes:
    """The bytes in `private/pseudonym.key`, which key all ids that are published; drawn when they are first needed."""
    return _kept(workspace.private / "pseudonym.key")


def replace_pseudonym_key(workspace: Workspace) -> bytes:
    """The new bytes in `private/pseudonym.key`, after they replaced the old ones in one step."""
    new = secrets.token_bytes(_BYTES)
    write_private(private_folder(workspace.private) / "pseudonym.key", new)
    return new


def keyed(key: bytes, *values: str, length: int = 16) -> str:
    """The first `length` hexadecimal digits of the HMAC-SHA256 (RFC 2104) of the values."""
    return hmac.digest(key, "\x1f".join(values).encode(), sha256).hex()[:length]


def drawn() -> bytes:
    """Random bytes for a secret that does not exist yet."""
    return secrets.token_bytes(_BYTES)


def _kept(path: Path) -> bytes:
    """The secret in the file, drawn if there is none. Raises WorkspaceError if the file holds no secret."""
    if not path.exists():
        _draw(path)
    content = path.read_bytes()
    if len(content) != _BYTES:
        raise WorkspaceError(tell("pseudonyms.error.damaged", path=path))
    return content


def _draw(path: Path) -> None:
    """Write a new secret; the first of several processes wins. The file is never there half written."""
    private_folder(path.parent)
    own = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
        file.write(drawn())
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
