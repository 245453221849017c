"""source_pull: how each source that is pulled stands, as its last pull left it."""

from datetime import datetime

import duckdb
import pyarrow as pa

from vocpipe.errors import DamageError
from vocpipe.settings import Settings
from vocpipe.store.raw import PullState, RawPages
from vocpipe.store.tables import registered
from vocpipe.store.workspace import Workspace, transaction
from vocpipe.wording import text

_SCHEMA = pa.schema(
    [
        *(("source", pa.string()), ("vendor", pa.string()), ("pulled_at", pa.timestamp("us", "UTC"))),
        *(("tried_at", pa.timestamp("us", "UTC")), ("n_pages", pa.int64()), ("n_records", pa.int64())),
        *(("problem_en", pa.string()), ("problem_ja", pa.string())),
    ]
)


def note_pulls(connection: duckdb.DuckDBPyConnection, workspace: Workspace, settings: Settings) -> int:
    """Replace the rows of source_pull; returns how many of them say something else than before."""
    sources = [source for source in settings.source if source.pull]
    rows = [_row(RawPages.of(workspace, source.name), source.pull or "") for source in sources]
    with registered(connection, pull_now=pa.Table.from_pylist(rows, _SCHEMA)), transaction(connection):
        query = "SELECT source, problem_en FROM source_pull"
        before = dict(connection.execute(query).fetchall())
        connection.execute("DELETE FROM source_pull")
        connection.execute(
            "INSERT INTO source_pull BY NAME SELECT * REPLACE (pulled_at::TIMESTAMP AS pulled_at, "
            "tried_at::TIMESTAMP AS tried_at) FROM pull_now"
        )
    now = {str(row["source"]): row["problem_en"] for row in rows}
    return sum(before.get(source) != now.get(source) for source in before.keys() | now.keys())


def _row(pages: RawPages, vendor: str) -> dict[str, object]:
    try:
        state = pages.state() or PullState(vendor=vendor, reader="")
        problem = state.problem
    except DamageError:
        state = PullState(vendor=vendor, reader="")
        damaged = text("pull.state.damaged_row")
        problem = (damaged.en, damaged.ja)
    english, japanese = problem or (None, None)
    return {
        "source": pages.source,
        "vendor": vendor,
        "pulled_at": _moment(state.pulled_at),
        "tried_at": _moment(state.tried_at),
        "n_pages": state.pages,
        "n_records": state.records,
        "problem_en": english,
        "problem_ja": japanese,
    }


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
