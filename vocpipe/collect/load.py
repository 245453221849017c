"""Files into the private database: each one whole or not at all, and never twice."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import glob
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from vocpipe.collect.companions import behaviour, calendar, contacts, customers, invitations
from vocpipe.collect.gather import Gathered, gather
from vocpipe.collect.reader import Reader, Reading
from vocpipe.collect.registry import reader
from vocpipe.errors import ReadError
from vocpipe.records import EVENT_SCHEMA
from vocpipe.settings import Settings, SourceSettings
from vocpipe.store.workspace import Workspace, statement, transaction

Progress = Callable[[str, int, int], None]
_THIS_FILE = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("file_id", "run_id", "source", "kind", "reader", "file", "sha256", "encoding", "error")
        ),
        *((name, pa.int64()) for name in ("bytes", "rows_read", "rows_accepted", "rows_rejected", "values_refused")),
        ("snapshot", pa.bool_()),
        ("modified_at", pa.timestamp("us")),
        ("warnings", pa.list_(pa.string())),
    ]
)
_REGISTERED = (
    *("incoming", "incoming_customer", "incoming_behaviour", "incoming_contact", "incoming_invitation"),
    *("incoming_event", "incoming_reject", "this_file"),
)
_BESIDE = ("upsert_customers", "record_versions", "replace_beside", "record_rejects")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read: with which reader and settings, and what it is known by."""

    path: Path
    file: str  # relative to the workspace
    source: SourceSettings
    reader: Reader
    zone: ZoneInfo

    @property
    def kind(self) -> str:
        """The settings' kind where they tell it, else the reader's."""
        return self.source.kind if "kind" in self.source.model_fields_set else self.reader.kind

    @property
    def snapshot(self) -> bool:
        """Whether rows that a rewritten file no longer has are gone."""
        return self.reader.snapshot if self.source.snapshot is None else self.source.snapshot


def collect(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    settings: Settings,
    run_id: str,
    *,
    progress: Progress | None = None,
) -> pa.Table:
    """One row, as in ingest_file, for each file that was read now, or could not be; files as before are skipped.

    Each file is one transaction, so that a refresh that is cut off leaves all of a file or nothing. `progress` is told
    (file, how many are done, how many there are). Raises UnknownReaderError before anything is read.
    """
    jobs = _jobs(workspace, settings)
    read: list[str] = []
    for done, job in enumerate(jobs):
        if progress:
            progress(job.file, done, len(jobs))
        about = _about(job, run_id)
        if not _is_known(connection, about):
            _load(connection, job, about)
            read.append(about["file_id"])
    _store_events(connection, settings)
    with transaction(connection):
        connection.execute(statement("vocpipe.collect", "number_customers.sql"))
    if progress:
        progress("", len(jobs), len(jobs))
    query = "SELECT * FROM ingest_file WHERE list_contains(?::VARCHAR[], file_id) ORDER BY read_at, file_id"
    return connection.sql(query, params=[read]).to_arrow_table()


def unmatched(workspace: Workspace, settings: Settings) -> list[str]:
    """The sources, and the customers, whose path matches no file: "name: path"."""
    return [
        f"{source.name}: {source.path}" for source, _ in _sources(settings) if not _files(workspace.root, source.path)
    ]


def has_newer_files(workspace: Workspace, settings: Settings, since: float) -> bool:
    """Whether a file that would be read came or changed after `since` (seconds since 1970); a guess by its times."""
    found = [path.stat() for source, _ in _sources(settings) for path in _files(workspace.root, source.path)]
    return any(max(file.st_mtime, file.st_ctime) > since for file in found)


def _sources(settings: Settings) -> list[tuple[SourceSettings, Reader]]:
    """Every source with its reader; then what customers do, contacts, invitations, calendars, and the customers."""
    found = [(source, reader(source.reader)) for source in settings.source]
    for done in settings.behaviour:
        found.append((SourceSettings(reader=behaviour.READER.name, **done.model_dump()), behaviour.READER))
    for sent in settings.contacts:
        its_reader = contacts.OPT_OUTS if sent.every_row else contacts.READER
        told = sent.model_dump(exclude={"every_row"})
        found.append((SourceSettings(reader=its_reader.name, **told), its_reader))
    for asked in settings.invitations:
        found.append((SourceSettings(reader=invitations.READER.name, **asked.model_dump()), invitations.READER))
    for event in settings.event:
        if event.path:
            told = event.model_dump(include={"path", "columns", "encoding", "sheet"})
            found.append((SourceSettings(name="calendar", reader=calendar.READER.name, **told), calendar.READER))
    if settings.customers:
        told = settings.customers.model_dump()
        found.append((SourceSettings(name="customers", reader=customers.READER.name, **told), customers.READER))
    return found


def _store_events(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """The events that stand in vocpipe.toml itself."""
    dated = [event for event in settings.event if event.date]
    rows = [
        {"event_date": event.date, "name": event.name, "kind": event.kind, "row_no": number}
        for number, event in enumerate(dated, start=1)
    ]
    connection.register("settings_event", pa.Table.from_pylist(rows, schema=EVENT_SCHEMA))
    try:
        with transaction(connection):
            connection.execute(statement("vocpipe.collect", "settings_events.sql"))
    finally:
        connection.unregister("settings_event")


def _jobs(workspace: Workspace, settings: Settings) -> list[Job]:
    jobs = []
    for source, its_reader in _sources(settings):
        zone = ZoneInfo(source.timezone or settings.workspace.timezone)
        for path in _files(workspace.root, source.path):
            file = Path(os.path.relpath(path, workspace.root)).as_posix()
            jobs.append(Job(path, file, source, its_reader, zone))
    return jobs


def _files(root: Path, pattern: str) -> list[Path]:
    """The files under `root` that `pattern` means, in the order of their names."""
    if (root / pattern).is_file():  # a name with brackets in it is a name first
        return [root / pattern]
    found = (root / name for name in glob(pattern, root_dir=root, recursive=True))  # noqa: PTH207 - takes any path
    # Excel leaves ~$name.xlsx beside a workbook that is open.
    return sorted(path for path in found if path.is_file() and not path.name.startswith(("~$", ".")))


def _about(job: Job, run_id: str) -> dict[str, Any]:
    """What ingest_file says about the file before it is read, and `error` where it can't even be opened."""
    digest, size, modified, error = "", 0, datetime.now(UTC), None
    try:
        with job.path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        size = job.path.stat().st_size
        modified = datetime.fromtimestamp(job.path.stat().st_mtime, UTC)
    except OSError as problem:
        error = f"{job.file} can't be opened: {problem.strerror}"
    told = (job.source.name, job.file, digest, job.source.model_dump_json(), job.reader.name, job.kind, str(job.zone))
    return {
        "file_id": "i_" + sha256("\x1f".join(told).encode()).hexdigest()[:16],
        "run_id": run_id,
        "source": job.source.name,
        "reader": job.reader.name,
        "file": job.file,
        "sha256": digest,
        "bytes": size,
        "error": error,
        "modified_at": modified.replace(tzinfo=None),
    }


def _is_known(connection: duckdb.DuckDBPyConnection, about: dict[str, Any]) -> bool:
    """Whether the path was last read with the same bytes and the same settings."""
    query = "SELECT arg_max(file_id, read_at) = ? FROM ingest_file WHERE source = ? AND file = ?"
    rows = connection.execute(query, [about["file_id"], about["source"], about["file"]]).fetchall()
    return bool(rows[0][0])


def _load(connection: duckdb.DuckDBPyConnection, job: Job, about: dict[str, Any]) -> None:
    reading = Reading(job.path, job.source, job.zone)
    gathered = gather((), source=job.source.name, kind=job.kind)
    if about["error"] is None:
        try:
            gathered = gather(job.reader.read(reading), source=job.source.name, kind=job.kind)
        except (ReadError, OSError) as error:
            about["error"] = str(error)
    about |= {
        "encoding": reading.encoding,
        "rows_read": gathered.rows_accepted + gathered.rows_rejected,
        "rows_accepted": gathered.rows_accepted,
        "rows_rejected": gathered.rows_rejected,
        "values_refused": gathered.values_refused,
        "warnings": reading.warnings,
    }
    _write(connection, job, about, gathered)


def _write(connection: duckdb.DuckDBPyConnection, job: Job, about: dict[str, Any], gathered: Gathered) -> None:
    this_file = pa.Table.from_pylist([{**about, "kind": job.kind, "snapshot": job.snapshot}], schema=_THIS_FILE)
    beside = (gathered.behaviour, gathered.contacts, gathered.invitations, gathered.events)
    tables = (gathered.feedback, gathered.customers, *beside, gathered.rejects, this_file)
    for name, table in zip(_REGISTERED, tables, strict=True):
        connection.register(name, table)
    try:
        with transaction(connection):
            counts = _write_feedback(connection) if about["error"] is None else (0, 0, 0)
            for name in _BESIDE:
                connection.execute(statement("vocpipe.collect", f"{name}.sql"))
            now = datetime.now(UTC).replace(tzinfo=None)
            connection.execute(statement("vocpipe.collect", "record_file.sql"), [*counts, now])
    finally:
        for name in _REGISTERED:
            connection.unregister(name)


def _write_feedback(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    """How many things said are new, changed and gone."""
    for name in ("incoming_row.sql", "upsert_feedback.sql", "gone_row.sql", "empty_gone.sql", "mark_gone.sql"):
        connection.execute(statement("vocpipe.collect", name))
    rows = connection.execute(
        "SELECT count(*) FILTER (WHERE verdict = 'new'), count(*) FILTER (WHERE verdict = 'changed'), "
        "(SELECT count(*) FROM gone_row) FROM incoming_row"
    ).fetchall()
    return rows[0]
