"""Calendars of releases, campaigns and the like."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from tests.store.shop import make_workspace
from vocpipe.collect.companions.calendar import READER, CalendarEvent, read
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


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("行事予定_港.csv", "月日,行事\n令和8年5月3日,清掃\n令和8年5月9日,総会\n", "清掃"),
        ("on_air_schedule.csv", "aired,station,show\n2026-05-03,BS1,Morning\n2026-05-09,BS1,Late\n", "Morning"),
        ("大会日程.csv", "開始日時,終了日時,大会\n2026/5/3 10:00,2026/5/4 18:00,春の杯\n", "春の杯"),
    ],
)
def test_a_calendar_is_told_by_its_cells_where_its_name_says_so(tmp_path, name, content, what):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert READER.recognizes(tmp_path / name)
    first = next(read(reading(tmp_path, content)))
    assert isinstance(first, Accepted)
    assert (first.record.event_date, first.record.name) == (date(2026, 5, 3), what)


def test_a_schedule_of_customers_is_none(tmp_path):
    (tmp_path / "予約日程.csv").write_text("会員番号,予約日,内容\nA-1,2026/5/3,面談\n", encoding="utf-8")
    assert not READER.recognizes(tmp_path / "予約日程.csv")
