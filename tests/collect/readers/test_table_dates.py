"""The dates of a table: the order that a column shows, and day and time in two columns."""

from datetime import UTC, datetime

import pytest

from tests.collect.readers.outcomes import feedback_of, refused
from vocpipe.collect.tabular.table import read_table as read


def test_day_and_month_are_read_in_the_order_of_the_whole_column(reading):
    it = reading("id,text,date\n1,a,05-02-2026 11.35\n2,b,24-02-2026 11.35\n")
    assert feedback_of(read(it))[0].created_at.isoformat() == "2026-02-05T02:35:00+00:00"
    it = reading("id,text,date\n1,a,05/02/2026\n2,b,05/24/2026\n")
    assert (
        feedback_of(read(it))[0].created_at.date().isoformat() == "2026-05-01"
    )  # midnight in Tokyo, the day before in UTC


def test_two_digit_years_are_read_in_the_order_of_the_whole_column(reading):
    it = reading("id,text,date\n1,a,25/10/07 9:00\n2,b,25/12/30 9:00\n3,c,26/01/06 9:00\n")
    assert [part.created_at.isoformat()[:10] for part in feedback_of(read(it))] == [
        "2025-10-07",
        "2025-12-30",
        "2026-01-06",
    ]
    assert it.warnings == []


def test_an_order_that_nothing_shows_is_said(reading):
    it = reading("id,text,date\n1,a,03/04/05\n2,b,04/05/06\n")
    outcomes = list(read(it))
    assert refused(outcomes) == [(2, "created_at", "03/04/05"), (3, "created_at", "04/05/06")]
    assert "in 'date', the two-digit year may stand first or last" in it.warnings[0]
    it = reading("id,text,date\n1,a,03/04/2026\n")
    assert feedback_of(read(it))[0].created_at.isoformat()[:10] == "2026-03-03"  # midnight in Tokyo
    assert "whether the day or the month comes first" in it.warnings[0]


@pytest.mark.parametrize(
    ("header", "day", "clock", "utc"),
    [
        ("id,受付日,受付時刻,本文", "2026/05/01", "9:30", "2026-05-01T00:30:00"),
        ("id,日付,時間,本文", "2026年5月1日", "午後3時15分", "2026-05-01T06:15:00"),
        ("id,date,time,text", "2026-05-01", "09:30:15 PM", "2026-05-01T12:30:15"),
        ("id,Created Date,Created Time,text", "05/13/2026", "21:05", "2026-05-13T12:05:00"),
        ("id,Time,Date,text", "21:05", "2026-05-01", "2026-05-01T12:05:00"),
    ],
)
def test_day_and_time_in_two_columns_are_one_moment(reading, header, day, clock, utc):
    it = reading(f"{header}\n1,{day},{clock},slow\n2,{day},{clock},slow again\n")
    first = feedback_of(read(it))[0]
    assert first.created_at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert first.created_at_raw in (f"{day} {clock}", f"{clock} {day}")
    assert first.attrs == {}
    assert it.warnings == []


def test_a_time_of_the_day_that_is_none_is_refused_and_the_day_stays(reading):
    outcomes = list(
        read(
            reading(
                "id,date,time,text\n1,2026-05-01,9:30,a\n2,2026-05-02,,b\n3,2026-05-03,soon,c\n"
                + "4,2026-05-04,8:00,d\n" * 3
            )
        )
    )
    assert refused(outcomes) == [(4, "time_of_day", "soon")]
    assert [f"{part.created_at:%d %H:%M}" for part in feedback_of(outcomes)[:3]] == ["01 00:30", "01 15:00", "02 15:00"]


@pytest.mark.parametrize(("day", "other"), [("2026-05-01 10:00", "9:30"), ("2026-05-01", "35"), ("2026-05-01", "10.5")])
def test_hours_that_are_no_time_of_the_day_are_an_attribute(reading, day, other):
    part = feedback_of(read(reading(f"id,date,時間,text\n1,{day},{other},slow\n")))[0]
    assert part.attrs == {"時間": other}
    assert part.created_at_raw == day
