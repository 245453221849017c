"""Zones in the names of columns."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.collect.vendor_files import only, read
from vocpipe.collect.parsing.written_zones import zone_in_name
from vocpipe.collect.readers.table import READER


@pytest.mark.parametrize(
    ("column", "hours"),
    [
        ("Submit Date (UTC)", 0),
        ("created_utc", 0),
        ("Created GMT", 0),
        ("受付日時（JST）", 9),
        ("日時 (日本時間)", 9),
        ("Time [UTC+9]", 9),
        ("Start (PST)", -8),
    ],
)
def test_the_zone_at_the_end_of_a_columns_name_is_known(column, hours):
    zone = zone_in_name(column)
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize("column", ["created_at", "日時（入力）", "Date (local)", "utc", "Notes (see below)", ""])
def test_other_names_have_none(column):
    assert zone_in_name(column) is None


def test_a_time_is_in_its_columns_zone_unless_it_has_one_itself():
    rows, _ = read(READER, "id,text,Created at (UTC)\n1,a,2026-05-01 10:00\n2,b,2026-05-01T10:00:00+02:00\n")
    assert [only(row).created_at for row in rows] == [
        datetime(2026, 5, 1, 10, tzinfo=UTC),
        datetime(2026, 5, 1, 8, tzinfo=UTC),
    ]
