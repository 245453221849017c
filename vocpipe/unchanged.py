"""Whether a refresh would find anything new, told in milliseconds and before anything starts.

A refresh that has looked at everything leaves a seal, `private/unchanged.json`: how all stood that it read, and until
when the clock alone changes nothing. As long as all stands as it stood, the next refresh would find nothing new. What
is not certain counts as changed: then everything is looked at again.
"""

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from vocpipe import __version__
from vocpipe.collect.find import find
from vocpipe.errors import VocpipeError
from vocpipe.inbox.entries import inbox_path, open_inbox
from vocpipe.settings import SETTINGS_FILE, Settings
from vocpipe.store.faults import LOG
from vocpipe.store.files import write_private
from vocpipe.store.workspace import Workspace

_SEAL = "unchanged.json"
# Everything is looked at once a day at least, to the last byte of the snapshot, since a disk may lose some by itself.
_LONGEST = timedelta(days=1)
# A file that changes twice so quickly may keep its time and its size.
_TOO_NEW = timedelta(seconds=2)
# In the private folder, and no part of what a refresh reads. The inbox is compared by what it says.
_VOLATILE = ("refresh.", "notify.", "audit.", "inbox.sqlite", "parquet.json", LOG, _SEAL)
_PROGRAM = frozenset({".py", ".sql", ".toml", ".txt", ".tsv"})
_HEARTBEAT = "refreshed.json"  # in the published folder

_Marks = dict[str, Any]  # as JSON has them


@dataclass(frozen=True, slots=True)
class Look:
    """How everything stood before a refresh read it.

    patterns: of the files that it reads. newest: when one of them changed last.
    """

    at: datetime
    patterns: list[str]
    marks: _Marks
    newest: datetime


def is_unchanged(workspace: Workspace) -> bool:
    """Whether all stands as it stood when a refresh last looked at it, and time has changed nothing since."""
    try:
        seal = json.loads(_path(workspace).read_text(encoding="utf-8"))
        since, until = (datetime.fromisoformat(seal[name]) for name in ("since", "until"))
        if not since <= datetime.now(UTC) < until:
            return False
        patterns, outside = seal["patterns"], bool(seal["outside"])
        return bool(seal["marks"] == _marks(workspace, patterns, outside=outside))
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error, VocpipeError):
        return False


def look(workspace: Workspace) -> Look | None:
    """How everything stands now, before a refresh reads any of it; the former seal is gone, whatever happens next.

    None if it can't be told, or if systems are asked for what is new, which only they know. Raises SettingsError.
    """
    from vocpipe.collect.plan import patterns

    _path(workspace).unlink(missing_ok=True)
    settings = workspace.settings
    if any(source.pull for source in settings.source):
        return None
    at, names = datetime.now(UTC), patterns(settings)
    try:
        files = _files(workspace.root, names, outside=settings.workspace.outside_paths)
        marks = _marks(workspace, names, outside=settings.workspace.outside_paths)
    except (OSError, sqlite3.Error, VocpipeError):  # the refresh itself says what is wrong
        return None
    return Look(at, names, marks, _newest(files))


def seal(workspace: Workspace, before: Look | None) -> None:
    """Leave the seal, after a refresh that has come to its end and began with `before`.

    None is left where somebody changed something meanwhile, or a source is in trouble, of which each refresh tells.
    """
    if before is None or before.newest > before.at - _TOO_NEW:
        return
    settings = workspace.settings
    until = _until(workspace, settings)
    own = {"private": _private(workspace), "published": _published(workspace)}
    kept = before.marks["private"]
    if until is None or any(own["private"].get(name) != kept[name] for name in kept if not _is_database(name)):
        return
    content = {
        "since": before.at.isoformat(),
        "until": until.isoformat(),
        "patterns": before.patterns,
        "outside": settings.workspace.outside_paths,
        "marks": before.marks | own,
    }
    with suppress(OSError):  # the refresh is done; without a seal the next one looks at everything
        write_private(_path(workspace), json.dumps(content).encode())


def _path(workspace: Workspace) -> Path:
    return workspace.private / _SEAL


def _marks(workspace: Workspace, patterns: Iterable[str], *, outside: bool) -> _Marks:
    """What is compared: the program, the settings, the files, what people decided, and what the last refresh wrote."""
    settings = (workspace.root / SETTINGS_FILE).read_bytes()
    return {
        "program": _program(),
        "settings": hashlib.sha256(settings).hexdigest(),
        # Nothing else is to hold their names, which may be those of people.
        "files": _hash(_files(workspace.root, patterns, outside=outside)),
        "inbox": _decisions(workspace),
        "private": _private(workspace),
        "published": _published(workspace),
    }


def _program() -> list[Any]:
    """This version of vocpipe and Python, and when a file of the package last changed."""
    folder = Path(__file__).parent
    paths = (Path(parent, name) for parent, _, names in os.walk(folder, followlinks=True) for name in names)
    newest = max(path.stat().st_mtime_ns for path in paths if path.suffix in _PROGRAM)
    return [__version__, sys.version, str(folder), newest]


def _files(root: Path, patterns: Iterable[str], *, outside: bool) -> dict[str, list[int]]:
    found = ((pattern, file.path) for pattern in patterns for file in find(root, pattern, outside=outside))
    return {f"{pattern}\0{path}": _mark(path) for pattern, path in found}


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


def _decisions(workspace: Workspace) -> str:
    """The hash of what people decided; the messages of `[[notify]]` beside it make no refresh necessary."""
    mark = hashlib.sha256()
    if not inbox_path(workspace).exists():
        return mark.hexdigest()
    with open_inbox(workspace) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (table,) in tables:
            if not table.startswith(("outbox_", "sqlite_")):
                rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
                mark.update("".join(repr((table, row)) for row in rows).encode())
    return mark.hexdigest()


def _private(workspace: Workspace) -> dict[str, list[int]]:
    """Everything in the private folder that a refresh reads or writes."""
    if not workspace.private.is_dir():
        return {}
    paths = (path for path in workspace.private.iterdir() if not path.name.startswith(_VOLATILE))
    return {path.name: _mark(path) for path in sorted(paths)}


def _is_database(name: str) -> bool:
    return name.startswith("voc.duckdb")


def _published(workspace: Workspace) -> dict[str, list[int]]:
    """Everything in the published folder, and where the links lead."""
    if not workspace.published.is_dir():
        return {}
    paths = sorted(path for path in workspace.published.iterdir() if path.name != _HEARTBEAT)
    return {f"{path.name}\0{os.path.realpath(path)}": _mark(path) for path in paths}


def _mark(path: Path) -> list[int]:
    """What shows that a file has changed; an empty list where there is none."""
    try:
        about = path.stat()
    except OSError:
        return []
    return [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, about.st_mode]


def _newest(files: dict[str, list[int]]) -> datetime:
    newest = max((max(mark[1:3]) for mark in files.values() if mark), default=0)
    return datetime.fromtimestamp(newest / 1e9, UTC)


def _until(workspace: Workspace, settings: Settings) -> datetime | None:
    """When the clock alone may change what a refresh does; None if it may at any moment."""
    from vocpipe.intake import intake

    now, sources = datetime.now(UTC), intake(workspace, settings)
    if any(source.trouble for source in sources):
        return None
    late: list[datetime] = [
        source.values["due_at"].replace(tzinfo=UTC) for source in sources if source.values.get("due_at")
    ]
    privacy = settings.privacy
    if privacy.retention or any(source.retention for source in settings.source):  # by whole days of UTC
        late.append(datetime.combine(now.date() + timedelta(days=1), time(), UTC))
    return min([now + _LONGEST, *late])
