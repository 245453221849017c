"""The audit: who exported, forgot, edited or looked at identities, and when; lines are only ever added.

Each line of `private/audit.jsonl` carries its number and a keyed hash (its chain) of itself and of the line before, so
that a line that was changed, added or removed by hand shows. `private/audit.end` holds the number and the chain of the
last line, so that missing lines at the end show too. The key is `private/audit.key`, which no rotation replaces.
"""

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from vocpipe.errors import AuditError
from vocpipe.settings import SETTINGS_FILE
from vocpipe.store.files import FILE_MODE, private_umask, write_private
from vocpipe.store.secret import drawn, keyed
from vocpipe.store.user import system_user
from vocpipe.store.workspace import Workspace
from vocpipe.wording import tell

START = "0" * 64
_OWN_NAMES = frozenset({"at", "who", "user", "act", "n", "chain"})  # of every line
_BLOCK = 65_536  # bytes, more than a line ever has


@dataclass(frozen=True, slots=True)
class End:
    """The last line that was written: its number, its chain, and the hash of the settings that were seen last."""

    n: int = 0
    chain: str = START
    settings: str = ""

    def seal(self, key: bytes) -> str:
        """What shows that nobody else wrote the end."""
        return keyed(key, "end", str(self.n), self.chain, self.settings, length=64)


def note_act(workspace: Workspace, act: str, *, author: str | None = None, **detail: Any) -> None:
    """Add a line that `author`, by default the system's user, did `act` now.

    detail: JSON values without identities: ids of entries, counts, pseudonyms, keyed hashes. The line is on the disk
    when this returns. Raises AuditError if it can't be written, KeyError if a detail is named like a part of the line.
    """
    with _alone(workspace) as key:
        _append(workspace, key, _line(act, author, detail))


def note_settings(workspace: Workspace) -> None:
    """Add a line if vocpipe.toml is not what it was when this was called last. Raises AuditError, and OSError."""
    content = (workspace.root / SETTINGS_FILE).read_bytes()
    with _alone(workspace) as key:
        seen = keyed(key, "settings", hashlib.sha256(content).hexdigest())
        end = read_end(workspace, key)
        if end is None or end.settings != seen:
            _append(workspace, key, _line("settings.change", None, {"settings": seen}), settings=seen)


def audit_path(workspace: Workspace) -> Path:
    """The path of the audit."""
    return workspace.private / "audit.jsonl"


def audit_key(workspace: Workspace) -> bytes:
    """The key of the audit's chains."""
    return drawn(workspace.private / "audit.key")


def read_end(workspace: Workspace, key: bytes) -> End | None:
    """What is known of the last line; None if nothing is, or somebody else wrote it."""
    try:
        content = json.loads(_end_path(workspace).read_bytes())
        end = End(content["n"], content["chain"], content["settings"])
        return end if content["seal"] == end.seal(key) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def chain_of(key: bytes, former: str, line: dict[str, Any]) -> str:
    """The chain that a line has if the line before has the chain `former`."""
    return keyed(key, former, _json({name: value for name, value in line.items() if name != "chain"}), length=64)


@contextmanager
def _alone(workspace: Workspace) -> Iterator[bytes]:
    """The key, while no other process or thread writes the audit."""
    try:
        workspace.protect()
        with private_umask(), FileLock(workspace.private / "audit.lock", mode=FILE_MODE):
            yield audit_key(workspace)
    except OSError as error:
        raise AuditError(tell("access.audit.unwritable", problem=error)) from error


def _line(act: str, author: str | None, detail: dict[str, Any]) -> dict[str, Any]:
    user = system_user()
    who = {"who": author, "user": user} if author and author != user else {"who": user}
    if taken := sorted(_OWN_NAMES & detail.keys()):
        raise KeyError(*taken)
    known = {name: value for name, value in detail.items() if value is not None}
    return {"at": datetime.now(UTC).isoformat(timespec="microseconds"), **who, "act": act, **known}


def _append(workspace: Workspace, key: bytes, line: dict[str, Any], **changed: str) -> None:
    """Write the line, then the new end: what is killed in between leaves a line that follows the end, and counts."""
    path = audit_path(workspace)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, FILE_MODE)
    try:
        tail = _tail(handle)
        end = _end(workspace, key, tail)
        line["n"] = end.n + 1
        line["chain"] = chain_of(key, end.chain, line)
        _write(handle, (b"" if not tail or tail.endswith(b"\n") else b"\n") + f"{_json(line)}\n".encode())
    finally:
        os.close(handle)
    end = replace(end, n=line["n"], chain=line["chain"], **changed)
    write_private(_end_path(workspace), _json({**_fields(end), "seal": end.seal(key)}).encode())


def _end(workspace: Workspace, key: bytes, tail: bytes) -> End:
    """The end that a new line follows.

    It is the written one, even where the file has fewer lines, so that missing ones go on showing; or the line that
    follows it, if a kill came before its end was written; without a written one, the last line.
    """
    end, last = read_end(workspace, key), parsed(tail.rstrip(b"\n").rpartition(b"\n")[2])
    if end is None:
        return End(last["n"], last["chain"]) if last else End()
    if last and last["n"] == end.n + 1 and last["chain"] == chain_of(key, end.chain, last):
        return replace(end, n=last["n"], chain=last["chain"])
    return end


def parsed(line: bytes) -> dict[str, Any] | None:
    """A line as it was noted; None if it is none."""
    try:
        content = json.loads(line)
        return content if isinstance(content["n"], int) and isinstance(content["chain"], str) else None
    except (ValueError, KeyError, TypeError):
        return None


def _tail(handle: int) -> bytes:
    """The last bytes of the file, with its whole last line."""
    size = os.fstat(handle).st_size
    os.lseek(handle, max(0, size - _BLOCK), os.SEEK_SET)
    return os.read(handle, _BLOCK)


def _write(handle: int, content: bytes) -> None:
    """Add all of the content or, if the disk is full, nothing."""
    size = os.fstat(handle).st_size
    try:
        if os.write(handle, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def _fields(end: End) -> dict[str, Any]:
    return {"n": end.n, "chain": end.chain, "settings": end.settings}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _end_path(workspace: Workspace) -> Path:
    return workspace.private / "audit.end"
