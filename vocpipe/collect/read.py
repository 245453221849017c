"""One file into Arrow: what is known of it before it is read, and everything in it."""

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from typing import Any

import pyarrow as pa

from vocpipe.collect.companion import Companion, schema_of
from vocpipe.collect.forgotten import Forgotten
from vocpipe.collect.gather import Gathered, gather
from vocpipe.collect.plan import Job
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted
from vocpipe.store.tombstones import Tombstones
from vocpipe.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file as ingest_file has it, and as the SQL of writing needs it. `error`: why it could not be read at all."""

    file_id: str
    run_id: str
    source: str
    kind: str
    reader: str
    file: str
    sha256: str
    bytes: int
    snapshot: bool
    modified_at: datetime  # UTC, without its zone
    encoding: str | None = None
    error: str | None = None
    rows_read: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_left_out: int = 0
    messages_left_out: int = 0
    values_refused: int = 0
    voices: int = 0
    voices_dated: int = 0
    voices_with_customer: int = 0
    voices_scored: int = 0
    columns: list[str] = field(default_factory=list)  # each a ColumnUse as JSON
    unread: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def table(self) -> pa.Table:
        """The one row of `this_file`."""
        schema = schema_of(FileRow)
        return pa.Table.from_pylist([asdict(self)], schema=schema.remove(schema.get_field_index("row_no")))


def identify(job: Job, run_id: str) -> FileRow:
    """What is known of a file before it is read, with `error` set if it can't be opened.

    `file_id` is a hash of source, path, bytes and settings: a file whose id is stored need not be read again.
    """
    source, error = job.source, None
    sha, size, modified = "", 0, datetime.now(UTC)
    try:
        with job.path.open("rb") as file:
            sha = file_digest(file, "sha256").hexdigest()
        size = job.path.stat().st_size
        modified = datetime.fromtimestamp(job.path.stat().st_mtime, UTC)
    except OSError as problem:
        error = say("collect.file.closed", file=job.file, error=problem.strerror)
    settings = source.settings.model_dump_json()
    identity = (source.name, job.file, sha, settings, source.reader.name, source.kind, str(job.zone), *job.own_names)
    return FileRow(
        file_id="i_" + sha256("\x1f".join(identity).encode()).hexdigest()[:16],
        run_id=run_id,
        source=source.name,
        kind=source.kind,
        reader=source.reader.name,
        file=job.file,
        sha256=sha,
        bytes=size,
        snapshot=source.snapshot,
        modified_at=modified.replace(tzinfo=None),
        error=error,
    )


def read_file(job: Job, file: FileRow, tombstones: Tombstones) -> tuple[FileRow, Gathered]:
    """The file with its counts, warnings and error, and its content, which is empty if it can't be read.

    Rows of the people with `tombstones`, who were forgotten on request, are left out.
    """
    reading = Reading(job.path, job.source.settings, job.zone, job.own_names)
    error, gathered = file.error, _gather(job, file, None, tombstones)
    if error is None:
        try:
            gathered = _gather(job, file, reading, tombstones)
        except (ReadError, OSError) as problem:
            error = str(problem)
    counts: dict[str, Any] = dict(gathered.counts)
    counted = replace(
        file,
        error=error,
        encoding=reading.encoding,
        columns=[use.as_json() for use in reading.columns],
        unread=reading.unread,
        warnings=reading.warnings,
        **counts,
    )
    return counted, gathered


def _gather(job: Job, file: FileRow, reading: Reading | None, tombstones: Tombstones) -> Gathered:
    """What the reader makes of the file; nothing without a reading."""
    outcomes = job.source.reader.read(reading) if reading else ()
    companion = job.source.companion
    forgotten = Forgotten(tombstones, file.source, companion is not None and companion.outlives_contact)
    if companion is None:
        return gather(outcomes, source=file.source, kind=file.kind, forgotten=forgotten)
    schema = schema_of(companion.row)
    return gather(outcomes, source=file.source, kind=file.kind, schema=schema, forgotten=forgotten)


def stated_records(companion: Companion, tables: list[Any]) -> pa.Table:
    """The rows of a companion that vocpipe.toml itself states, numbered from 1."""
    stated = [companion.stated(table) for table in tables] if companion.stated else []
    records = [record for record in stated if record is not None]
    rows = (Accepted(number, record=record) for number, record in enumerate(records, start=1))
    return gather(rows, source=companion.name, kind=companion.name, schema=schema_of(companion.row)).records
