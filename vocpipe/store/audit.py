"""The audit: who exported, forgot, edited or looked at identities, and when; lines are only ever added.

Each line of `private/audit.jsonl` carries a keyed hash of itself and of the line before, so that a line that was
changed, added or removed by hand shows.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from vocpipe.store.files import private_folder
from vocpipe.store.secret import keyed, secret
from vocpipe.store.user import system_user
from vocpipe.store.workspace import Workspace

_START = "0" * 64


def note_act(workspace: Workspace, act: str, *, author: str | None = None, **detail: Any) -> None:
    """Add a line that `author`, by default the system's user, did `act` now.

    detail: JSON values without identities: ids of entries, counts, pseudonyms, keyed hashes.
    """
    path = audit_path(workspace)
    private_folder(path.parent)
    with FileLock(path.with_name("audit.lock"), mode=0o600):
        line = {
            "at": datetime.now(UTC).isoformat(timespec="microseconds"),
            "who": author or system_user(),
            "act": act,
            **detail,
        }
        body = json.dumps(line, ensure_ascii=False, sort_keys=True)
        line["chain"] = keyed(secret(workspace), _last_chain(path), body, length=64)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")


def audit_path(workspace: Workspace) -> Path:
    """The path of the audit."""
    return workspace.private / "audit.jsonl"


def _last_chain(path: Path) -> str:
    if not path.exists():
        return _START
    lines = path.read_text(encoding="utf-8").splitlines()
    return str(json.loads(lines[-1])["chain"]) if lines else _START
