"""The names of published columns: a moment ends in _at and is in UTC, a day ends in _on and is the workspace's.

Days that other words name already: the first day of a period (week, month), the bounds of a spell or period (_from; _to
is the first day after it), since when something goes on (since), and for which day something was computed (as_of).
"""

import pytest

from tests.store.shop import make_workspace, publish_run
from vocpipe.store.snapshot import open_snapshot

MOMENTS = ("TIMESTAMP", "TIMESTAMP WITH TIME ZONE")
DAY_WORDS = ("week", "month", "since", "as_of")
DAY_ENDINGS = ("_on", "_from", "_to", "_since")
BY_CONTRACT = {("theme", "first_seen"), ("theme", "last_seen")}  # promised to readers under these names: moments


def _is_a_day(name: str) -> bool:
    return name in DAY_WORDS or name.endswith(DAY_ENDINGS)


@pytest.fixture(scope="module")
def columns(tmp_path_factory):
    """(table, column, type) of everything published, but what the contract names otherwise."""
    workspace = make_workspace(tmp_path_factory.mktemp("names"))
    with workspace.connect() as connection:
        path = publish_run(connection, workspace, 1)
    query = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    with open_snapshot(path) as snapshot:
        rows = snapshot.execute(query).fetchall()
    assert {row[:2] for row in rows} >= BY_CONTRACT
    return [row for row in rows if row[:2] not in BY_CONTRACT]


def test_moments_end_in_at_and_nothing_else_does(columns):
    found = {(table, name): kind for table, name, kind in columns if (kind in MOMENTS) != name.endswith("_at")}
    assert found == {}


def test_days_are_called_so_and_nothing_else_is(columns):
    found = {(table, name): kind for table, name, kind in columns if (kind == "DATE") != _is_a_day(name)}
    assert found == {}
