"""One file into Arrow: what is known of it before it is read, and everything in it."""

import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import file_digest, sha256
from typing import Any

import pyarrow as pa

from vocpipe import __version__
from vocpipe.collect.companion import Companion, schema_of
from vocpipe.collect.faults import is_fault, may_pass, reason_of
from vocpipe.collect.forgotten import Forgotten
from vocpipe.collect.gather import Gathered, gather
from vocpipe.collect.pages import read_pulled
from vocpipe.collect.parsing.limits import check, limited
from vocpipe.collect.parsing.openfile import open_regular
from vocpipe.collect.permission.old import without_old
from vocpipe.collect.permission.uses import named_columns, with_uses
from vocpipe.collect.plan import Job, Source
from vocpipe.collect.reader import ColumnUse, Reading
from vocpipe.errors import ReadError
from vocpipe.masking.sentences import safe_sentence
from vocpipe.masking.shown import shown, shown_path
from vocpipe.records import Accepted
from vocpipe.settings import LimitsSettings, SourceSettings

Note = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file as ingest_file has it, and as the SQL of writing needs it. `error`: why it could not be read at all.

    Sentences and names of columns are such as may be published. `read_by`: the version of vocpipe that need not read
    these bytes again; empty if the next refresh should try again, whatever its version.
    """

    file_id: str
    run_id: str
    source: str
    kind: str
    reader: str
    file: str
    file_shown: str  # as it may be published
    sha256: str
    bytes: int
    snapshot: bool
    whole: bool  # a record has all that there is of its thread: what a newer one lacks is gone
    modified_at: datetime  # UTC, without its zone
    encoding: str | None = None
    error: str | None = None
    read_by: str = __version__
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
    source = job.source
    sha, size, modified = "", 0, datetime.now(UTC)
    error: str | None = job.problem
    try:
        if error is None:
            sha, size, modified = _state_of(job)
    except Exception as problem:  # whatever stands at the path, the other files are read
        error = reason_of(problem, job.file)
    settings = source.settings.model_dump_json()
    limits = [job.limits.model_dump_json()] if job.limits != LimitsSettings() else []
    identity = (source.name, job.file, sha, settings, source.reader.name, source.kind, str(job.zone))
    named = "\x1f".join([*identity, *job.own_names, *limits, *job.said])
    return FileRow(
        file_id="i_" + sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        run_id=run_id,
        source=source.name,
        kind=source.kind,
        reader=source.reader.name,
        file=job.file,
        file_shown=job.shown or shown_path(job.file, ""),
        sha256=sha,
        bytes=size,
        snapshot=source.snapshot,
        whole=job.pulled and source.whole,
        modified_at=modified.replace(tzinfo=None),
        error=None if error is None else safe_sentence(error),
    )


def _state_of(job: Job) -> tuple[str, int, datetime]:
    """Hash, size and time of change of a file; raises ReadError if it is too large to be read.

    The hash of a page that was pulled is that of its name: what forgetting takes out of it is out of the tables too.
    """
    with limited(job.limits), open_regular(job.path) as file:
        about = os.fstat(file.fileno())
        check("file_mb", about.st_size)
        digest = sha256(os.fsencode(job.path.name)) if job.pulled else file_digest(file, "sha256")
        sha = digest.hexdigest()
    return sha, about.st_size, datetime.fromtimestamp(about.st_mtime, UTC)


def read_file(job: Job, file: FileRow, note: Note = lambda _: None) -> tuple[FileRow, Gathered]:
    """The file with its counts, warnings and error, and its content, which is empty if it can't be read.

    Whatever its reader raises is an error of this file alone; `note` is called with it.
    """
    reading = Reading(job.path, _without_uses(job.source), job.zone, job.own_names)
    gathered = _gather(job, file, None)
    if file.error is None:
        try:
            with limited(job.limits):
                gathered = _gather(job, file, reading)
        except BaseException as problem:
            if not is_fault(problem):
                raise
            file = failed(file, problem, note)
    counts: dict[str, Any] = dict(gathered.counts)
    counted = replace(
        file,
        encoding=reading.encoding,
        columns=[_safe_use(use).as_json() for use in reading.columns],
        unread=[safe_sentence(sentence) for sentence in reading.unread],
        warnings=[safe_sentence(sentence) for sentence in reading.warnings],
        **counts,
    )
    return counted, gathered


def failed(file: FileRow, problem: BaseException, note: Note) -> FileRow:
    """The file as one that can't be read because of `problem`."""
    if not isinstance(problem, ReadError):
        note(problem)
    error = safe_sentence(reason_of(problem, file.file))
    return replace(file, error=error, read_by="" if may_pass(problem) else __version__)


def unread(job: Job, file: FileRow) -> Gathered:
    """The content of a file that can't be read: nothing."""
    return _gather(job, file, None)


def _without_uses(source: Source) -> SourceSettings:
    """The settings of the source for its reader, which knows nothing of consent and purposes."""
    columns, _ = named_columns(source.settings.columns, of_feedback=source.companion is None)
    return source.settings.model_copy(update={"columns": columns})


def _safe_use(use: ColumnUse) -> ColumnUse:
    return replace(use, column=shown(use.column))


def _gather(job: Job, file: FileRow, reading: Reading | None) -> Gathered:
    """What the reader makes of the file; nothing without a reading."""
    read = partial(read_pulled, job.source.reader) if job.pulled else job.source.reader.read
    outcomes = read(reading) if reading else ()
    companion = job.source.companion
    _, named = named_columns(job.source.settings.columns, of_feedback=companion is None)
    outcomes = without_old(with_uses(outcomes, named), job.rules.since.get(file.source))
    forgotten = Forgotten(job.tombstones, file.source, companion is not None and companion.outlives_contact)
    if companion is None:
        return gather(outcomes, kind=file.kind, forgotten=forgotten)
    schema = schema_of(companion.row)
    return gather(outcomes, kind=file.kind, schema=schema, forgotten=forgotten)


def stated_records(companion: Companion, tables: list[Any]) -> pa.Table:
    """The rows of a companion that vocpipe.toml itself states, numbered from 1."""
    stated = [companion.stated(table) for table in tables] if companion.stated else []
    records = [record for record in stated if record is not None]
    rows = (Accepted(number, record=record) for number, record in enumerate(records, start=1))
    return gather(rows, kind=companion.name, schema=schema_of(companion.row)).records
