"""Reading files into the private database, one by one, and no version of a file twice."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import duckdb
import pyarrow as pa

from vocpipe.collect.faults import OF_VALUES
from vocpipe.collect.gather import Gathered
from vocpipe.collect.match import match_customers
from vocpipe.collect.permission.withhold import release, withhold
from vocpipe.collect.plan import Job, plan, rules_of
from vocpipe.collect.read import FileRow, Note, identify, read_file, stated_records, unread
from vocpipe.collect.registry import companions
from vocpipe.collect.write import (
    LastRead,
    create_tables,
    is_known,
    last_read,
    number_customers,
    write_file,
    write_stated,
)
from vocpipe.inbox.matches import wrong_matches
from vocpipe.inbox.pseudonyms import rename_entries
from vocpipe.masking.sentences import safe_sentence
from vocpipe.settings import Settings
from vocpipe.store.faults import note_fault
from vocpipe.store.workspace import Workspace
from vocpipe.wording import say

Progress = Callable[[str, int, int], None]
_TRIES = 3  # times that a file is read which changes meanwhile


def collect(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    settings: Settings,
    run_id: str,
    *,
    progress: Progress | None = None,
) -> pa.Table:
    """One row, as in ingest_file, for each file that was read now, or could not be; unchanged files are skipped.

    Each file is one transaction, so a killed refresh leaves all of a file or nothing; a file that can't be read keeps
    no other one from being read. `progress` is called with (file as it may be published, files done, files in all).
    Raises UnknownReaderError before anything is read.
    """
    jobs, rules = plan(workspace, settings), rules_of(settings)
    create_tables(connection)
    release(connection, rules)
    read = _load_all(connection, workspace, jobs, run_id, progress or _silent)
    for companion in filter(lambda companion: companion.stated, companions().values()):
        write_stated(connection, companion, stated_records(companion, settings.tables(companion.section)))
    rename_entries(connection, workspace)
    match_customers(connection, wrong_matches(workspace))
    withhold(connection, rules)
    release(connection, rules)
    again = _load_all(connection, workspace, jobs, run_id, _silent)  # what a newer list of customers allows again
    if again:
        match_customers(connection, wrong_matches(workspace))
        withhold(connection, rules)
    number_customers(connection)
    read = [*read, *again]
    if progress:
        progress("", len(jobs), len(jobs))
    query = "SELECT * FROM ingest_file WHERE list_contains(?::VARCHAR[], file_id) ORDER BY read_at, file_id"
    return connection.sql(query, params=[read]).to_arrow_table()


def _silent(file: str, done: int, total: int) -> None:
    """A progress callback that does nothing."""


def _load_all(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    jobs: list[Job],
    run_id: str,
    progress: Progress,
) -> list[str]:
    """The file_id of every file that was read now, or could not be."""
    read, known = [], last_read(connection)
    for done, job in enumerate(jobs):
        progress(job.shown, done, len(jobs))
        file_id = _load(connection, workspace, job, run_id, known)
        if file_id is not None:
            read.append(file_id)
    return read


def _load(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, job: Job, run_id: str, known: LastRead
) -> str | None:
    """The file_id of a file that was read now, or could not be; None if it is as it was."""
    file = identify(job, run_id)
    if is_known(known, file):
        return None
    note = partial(note_fault, workspace, job.shown)
    file, gathered = _read(job, file, run_id, note)
    try:
        write_file(connection, file, gathered, job.source.companion)
    except OF_VALUES as problem:
        note(problem)
        file = replace(file, error=safe_sentence(say("faults.file.unstorable", fault=type(problem).__name__)))
        write_file(connection, file, unread(job, file), job.source.companion)
    return file.file_id


def _read(job: Job, file: FileRow, run_id: str, note: Note) -> tuple[FileRow, Gathered]:
    """One consistent content of a file and its hash; if it keeps changing while it is read, it counts as unreadable."""
    for _ in range(_TRIES):
        counted, gathered = read_file(job, file, note)
        again = identify(job, run_id)
        if again.file_id == file.file_id:
            return counted, gathered
        file = again
    return replace(file, error=safe_sentence(say("faults.file.changing")), read_by=""), unread(job, file)
