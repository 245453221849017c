"""Calendars of releases, campaigns and the like."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.store.shop import make_workspace
from vocpipe.collect.companions.calendar import CalendarEvent, read
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError, SettingsError
from vocpipe.records import Accepted, Rejected
from vocpipe.settings import SourceSettings

EVENTS = "日付,名称,種別\n2026年6月15日,App 5.2,release\n2026/7/1,値上げ,\n2026/13/1,なし,release\n2026/7/2,,release\n"


def reading(tmp_path, content, **columns):
    (tmp_path / "file.csv").write_text(content, encoding="utf-8")
    source = SourceSettings(name="file", path="file.csv", columns=columns)
    return Reading(tmp_path / "file.csv", source, ZoneInfo("Asia/Tokyo"))


def test_rows_become_events_or_say_why_not(tmp_path):
    outcomes = list(read(reading(tmp_path, EVENTS)))
    assert [row.record for row in outcomes if isinstance(row, Accepted)] == [
        CalendarEvent(date(2026, 6, 15), "App 5.2", "release"),
        CalendarEvent(date(2026, 7, 1), "値上げ", "event"),
    ]
    reasons = [row.reason for row in outcomes if isinstance(row, Rejected)]
    assert len(reasons) == 2
    assert reasons[1] == "an event needs a day and a name"


def test_a_table_without_a_day_or_a_name_says_what_to_do(tmp_path):
    with pytest.raises(ReadError, match="no column holds the day of an event"):
        list(read(reading(tmp_path, "x,plan\nx,y\n")))


def test_an_event_section_is_one_event_or_a_table(tmp_path):
    for wrong in ('name = "x"', 'date = 2026-01-01\nname = "x"\npath = "a.csv"'):
        workspace = make_workspace(tmp_path / "shop", f"[[event]]\n{wrong}\n")
        with pytest.raises(SettingsError, match="an event needs a date and a name, or the path of a table of events"):
            _ = workspace.settings
