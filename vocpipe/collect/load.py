"""Reading files into the private database, one by one, and no version of a file twice."""

from collections.abc import Callable

import duckdb
import pyarrow as pa

from vocpipe.collect.match import match_customers
from vocpipe.collect.plan import plan
from vocpipe.collect.read import identify, read_file, stated_records
from vocpipe.collect.registry import companions
from vocpipe.collect.write import create_tables, is_known, number_customers, write_file, write_stated
from vocpipe.inbox.matches import wrong_matches
from vocpipe.settings import Settings
from vocpipe.store.tombstones import read_tombstones
from vocpipe.store.workspace import Workspace

Progress = Callable[[str, int, int], None]


def collect(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    settings: Settings,
    run_id: str,
    *,
    progress: Progress | None = None,
) -> pa.Table:
    """One row, as in ingest_file, for each file that was read now, or could not be; unchanged files are skipped.

    Each file is one transaction, so a killed refresh leaves all of a file or nothing. `progress` is
    called with (file, files done, files in all). Raises UnknownReaderError before anything is read.
    """
    jobs, tombstones = plan(workspace, settings), read_tombstones(workspace)
    create_tables(connection)
    read: list[str] = []
    for done, job in enumerate(jobs):
        if progress:
            progress(job.file, done, len(jobs))
        file = identify(job, run_id)
        if not is_known(connection, file):
            write_file(connection, *read_file(job, file, tombstones), job.source.companion)
            read.append(file.file_id)
    for companion in filter(lambda companion: companion.stated, companions().values()):
        write_stated(connection, companion, stated_records(companion, settings.tables(companion.section)))
    match_customers(connection, wrong_matches(workspace))
    number_customers(connection)
    if progress:
        progress("", len(jobs), len(jobs))
    query = "SELECT * FROM ingest_file WHERE list_contains(?::VARCHAR[], file_id) ORDER BY read_at, file_id"
    return connection.sql(query, params=[read]).to_arrow_table()
