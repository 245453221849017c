"""The snapshot that was the newest at a moment in the past, of those that are kept."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from vocpipe.errors import DamageError, QueryError, StorageError, VocpipeError, WorkspaceError
from vocpipe.store.snapshot import open_snapshot, snapshots
from vocpipe.store.workspace import Workspace, fetch_one
from vocpipe.wording import tell


@dataclass(frozen=True, slots=True)
class PastSnapshot:
    """A kept snapshot, and when it was published, in the workspace's time zone."""

    path: Path
    published_at: datetime


def snapshot_as_of(workspace: Workspace, moment: str | date | datetime) -> PastSnapshot:
    """The newest snapshot that had been published at `moment`.

    A day means its end, and a time without a zone is in the workspace's. Raises QueryError if `moment` is neither,
    WorkspaceError if no snapshot that is kept is as old, DamageError if one that may be meant can't be read.
    """
    zone = ZoneInfo(workspace.settings.workspace.timezone)
    until, kept, broken = _until(moment, zone), list[PastSnapshot](), list[tuple[Path, VocpipeError]]()
    for path in snapshots(workspace):
        try:
            kept.append(PastSnapshot(path, _published_at(path).astimezone(zone)))
        except (DamageError, StorageError) as error:
            broken.append((path, error))
    found = max((one for one in kept if one.published_at <= until), key=_age, default=None)
    for path, why in broken:
        if found is None or path.name > found.path.name:
            raise why
    if found is None:
        oldest = min(kept, key=_age)
        places = {"moment": _written(until), "oldest": _written(oldest.published_at), "file": oldest.path.name}
        raise WorkspaceError(tell("error.workspace.nothing_as_old", **places))
    return found


def which(found: PastSnapshot) -> str:
    """In one line, which snapshot it is."""
    return tell("cli.sql.which", file=found.path.name, moment=_written(found.published_at))


def _age(one: PastSnapshot) -> datetime:
    return one.published_at


def _until(moment: str | date | datetime, zone: ZoneInfo) -> datetime:
    """The last moment that is meant."""
    if isinstance(moment, str):
        moment = _read(moment.strip())
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return datetime.combine(moment + timedelta(days=1), time(), zone) - timedelta(microseconds=1)


def _read(text: str) -> date | datetime:
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    raise QueryError(tell("error.workspace.no_moment", moment=text))


def _published_at(path: Path) -> datetime:
    with open_snapshot(path) as connection:
        row = fetch_one(connection, "SELECT max(finished_at) FROM run")
    return (row[0] if row and row[0] else datetime.min).replace(tzinfo=UTC)


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S %Z}"
