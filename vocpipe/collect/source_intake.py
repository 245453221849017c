"""source_intake: how each source of the settings comes in: what is expected of it, and what its last pull left."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from vocpipe.errors import DamageError
from vocpipe.settings import Settings, SourceSettings
from vocpipe.store.raw import Json, PullState, RawPages
from vocpipe.store.tables import registered
from vocpipe.store.workspace import Workspace, transaction
from vocpipe.wording import text

_MOMENTS = ("pulled_at", "tried_at", "brought_at")
_COUNTS = ("n_pages", "n_records", "n_failures")
_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("source", "vendor", "expect", "cursor", "problem_en", "problem_ja")),
        *((name, pa.timestamp("us")) for name in _MOMENTS),
        *((name, pa.int64()) for name in _COUNTS),
    ]
)
_HIDDEN = "…"
_TIME = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d[\d:.]*(Z|[+-]\d\d:?\d\d)?)?")


def note_intake(connection: duckdb.DuckDBPyConnection, workspace: Workspace, settings: Settings) -> int:
    """Replace the rows of source_intake; returns how many sources say something else to people than before."""
    rows = [intake_of(workspace, source) for source in settings.source]
    with registered(connection, intake_now=pa.Table.from_pylist(rows, _SCHEMA)), transaction(connection):
        before = connection.execute("SELECT source, vendor, expect, problem_en FROM source_intake").fetchall()
        connection.execute("DELETE FROM source_intake")
        connection.execute("INSERT INTO source_intake BY NAME SELECT * FROM intake_now")
    now = [(row["source"], row["vendor"], row["expect"], row.get("problem_en")) for row in rows]
    told = ({row for row in one if any(row[1:])} for one in (before, now))  # a source of files that says nothing is new
    return len(set.symmetric_difference(*told))


def intake_of(workspace: Workspace, source: SourceSettings) -> dict[str, Any]:
    """A source's row of source_intake as it is now; of one that comes in files, only what is expected of it."""
    named = {"source": source.name, "vendor": source.pull, "expect": source.expect}
    if not source.pull:
        return named
    try:
        state = RawPages.of(workspace, source.name).state() or PullState(vendor=source.pull, reader="")
        problem = state.problem
    except DamageError:
        state = PullState(vendor=source.pull, reader="")
        damaged = text("pull.state.damaged_row")
        problem = (damaged.en, damaged.ja)
    english, japanese = problem or (None, None)
    return {
        **named,
        **{name: _moment(getattr(state, name)) for name in _MOMENTS},
        "cursor": json.dumps(_shown(state.cursor), ensure_ascii=False) if state.cursor else None,
        **{"n_pages": state.pages, "n_records": state.records, "n_failures": state.failures},
        **{"problem_en": english, "problem_ja": japanese},
    }


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).astimezone(UTC).replace(tzinfo=None) if written else None


def _shown(value: Json) -> Json:
    """A cursor as it may be published: its times. All else may be somebody's id, and lists are what was seen last."""
    if isinstance(value, dict):
        shown = {name: _shown(inner) for name, inner in value.items() if name != "recent"}
        return next(iter(shown.values())) if shown.keys() in ({"datetime"}, {"date"}) else shown
    return value if isinstance(value, str) and _TIME.fullmatch(value) else _HIDDEN
