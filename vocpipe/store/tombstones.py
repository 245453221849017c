"""Tombstones: keyed hashes of what belonged to forgotten people, so that no export brings them back.

They are a file of their own, with a key of their own: neither a new database nor a new secret makes them useless.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vocpipe.errors import DamageError
from vocpipe.store.files import private_folder, write_private
from vocpipe.store.seals import refuse_missing, seal
from vocpipe.store.secret import keyed
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

_KEY_BYTES, _HASH_LENGTH = 32, 32


@dataclass(frozen=True, slots=True)
class Tombstones:
    """The hashes of everybody who was forgotten, and the key that they were made with."""

    key: bytes = b""
    hashes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def hash_of(self, kind: str, *values: str) -> str:
        """The hash of something of a `kind`, such as "who" for an id or an address."""
        return keyed(self.key, kind, *values, length=_HASH_LENGTH)

    def cover(self, kind: str, *values: str) -> bool:
        """Whether it belonged to somebody who was forgotten."""
        return self.hash_of(kind, *values) in self.hashes


NO_TOMBSTONES = Tombstones()


def read_tombstones(workspace: Workspace) -> Tombstones:
    """The tombstones of the workspace; none, with a key for the first one, if nobody was forgotten yet."""
    content = _content(workspace)
    hashes = frozenset(item for request in content["requests"] for item in request["hashes"])
    return Tombstones(bytes.fromhex(content["key"]), hashes)


def kept_key(workspace: Workspace) -> Tombstones:
    """The tombstones, after their key is kept, so that what is hashed with it now can be found later."""
    tombstones = read_tombstones(workspace)
    if not tombstone_path(workspace).exists():
        _write(workspace, {"key": tombstones.key.hex(), "requests": []})
    return tombstones


def add_tombstones(workspace: Workspace, tombstones: Tombstones, request: str, hashes: frozenset[str]) -> None:
    """Add the hashes of a request, made with the key of `tombstones`, in one step; repeating it changes nothing."""
    content = _content(workspace) if tombstone_path(workspace).exists() else {"requests": []}
    known = {item["request"]: item for item in content["requests"]}
    before = known.get(request, {"request": request, "at": datetime.now(UTC).isoformat(timespec="seconds")})
    known[request] = {**before, "hashes": sorted({*before.get("hashes", ()), *hashes})}
    _write(workspace, {"key": tombstones.key.hex(), "requests": list(known.values())})


def forgotten_on(workspace: Workspace, request: str) -> datetime | None:
    """When the request was made, in UTC; None if it never was."""
    made = [item["at"] for item in _content(workspace)["requests"] if item["request"] == request]
    return datetime.fromisoformat(made[0]) if made else None


def tombstone_path(workspace: Workspace) -> Path:
    """The path of the tombstones."""
    return workspace.private / "forgotten.json"


def _write(workspace: Workspace, content: dict[str, Any]) -> None:
    private_folder(workspace.private)
    path = tombstone_path(workspace)
    seal(path, bytes.fromhex(content["key"]))
    write_private(path, json.dumps({**content, "seal": _seal(content)}, indent=1).encode())


def _content(workspace: Workspace) -> dict[str, Any]:
    """What the file holds; raises DamageError if it is damaged, or was there before and is missing."""
    path = tombstone_path(workspace)
    if not path.exists():
        refuse_missing(path)
        return {"key": secrets.token_bytes(_KEY_BYTES).hex(), "requests": []}
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("seal") != _seal(content):
            raise ValueError(path.name)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamageError(tell("damage.secret.tombstones", path=path), str(path)) from error
    return content


def _seal(content: dict[str, Any]) -> str:
    """What shows that no hash was changed: a changed one would let a forgotten person come back in silence."""
    return keyed(bytes.fromhex(content["key"]), json.dumps(content["requests"], sort_keys=True), length=_HASH_LENGTH)
