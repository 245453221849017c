"""Dates and times as forms, spreadsheets and APIs write them."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.date_order import Order
from vocpipe.collect.parsing.dates import parse_date, parse_time

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")

TIMES = [
    ("2026/05/01（金）10:00", "2026-05-01 01:00"),
    ("2026年5月1日(金)10時5分", "2026-05-01 01:05"),
    ("1. Mai 2026", "2026-04-30 15:00"),
    ("Freitag, 1. Mai 2026 um 10:05", "2026-05-01 01:05"),
    ("24. Dez. 2025", "2025-12-23 15:00"),
    ("1er février 2026", "2026-01-31 15:00"),
    ("ven. 1 mai 2026 à 10h05", "2026-05-01 01:05"),
    ("dimanche 31 août 2025 10:00", "2025-08-31 01:00"),
    ("Mar. 3, 2026", "2026-03-02 15:00"),
    ("3 de noviembre de 2025", "2025-11-02 15:00"),
    ("24 de dezembro de 2025", "2025-12-23 15:00"),
    ("2025년 11월 3일", "2025-11-02 15:00"),
    ("2025年11月3日 下午3:05", "2025-11-03 06:05"),
    ("'2025/11/03", "2025-11-02 15:00"),
    ("2026-01-05T09:00:00Z", "2026-01-05T09:00:00"),
    ("2026-01-05T09:00:00.123456Z", "2026-01-05T09:00:00.123456"),
    ("2026-01-05T09:00:00+0900", "2026-01-05T00:00:00"),
    ("2015-02-24 11:35:52 -0800", "2015-02-24T19:35:52"),
    ("2026-01-05", "2026-01-04T15:00:00"),
    ("2026/1/5 9:05", "2026-01-05T00:05:00"),
    ("2020/07/27 3:15:06 午後 GMT+9", "2020-07-27T06:15:06"),
    ("2020/07/27 12:11:00 午後 GMT+9", "2020-07-27T03:11:00"),
    ("2020/07/27 12:11:00 午前", "2020-07-26T15:11:00"),
    ("2026年1月5日 午後3時", "2026-01-05T06:00:00"),
    ("2026年1月5日(月) 14時30分", "2026-01-05T05:30:00"),
    ("２０２６年１月５日　１２：０５", "2026-01-05T03:05:00"),
    ("令和8年1月5日", "2026-01-04T15:00:00"),
    ("令和元年5月1日", "2019-04-30T15:00:00"),
    ("R8.1.5", "2026-01-04T15:00:00"),
    ("H30/4/1", "2018-03-31T15:00:00"),
    ("2026/1/5 24:00", "2026-01-05T15:00:00"),
    (46027, "2026-01-04T15:00:00"),
    ("46027.5", "2026-01-05T03:00:00"),
    (46027.604166666664, "2026-01-05T05:30:00"),
    ("20260105", "2026-01-04T15:00:00"),
    ("1785552665", "2026-08-01T02:51:05"),
    (1785552665123, "2026-08-01T02:51:05.123000"),
    ("1785552665123456", "2026-08-01T02:51:05.123456"),
    (1785552665.0, "2026-08-01T02:51:05"),
    ("01/15/2026 09:12:44 AM", "2026-01-15T00:12:44"),
    ("15/01/2026", "2026-01-14T15:00:00"),
    ("7/1/26 2:51:07 PM", "2026-07-01T05:51:07"),
    ("25/11/03 9:12", "2025-11-03T00:12:00"),
    ("24-02-2015 11.35", "2015-02-24T02:35:00"),
    ("Tue, 24 Feb 2015 11:35:00 +0900", "2015-02-24T02:35:00"),
    ("Tue Feb 24 11:35:52 +0000 2015", "2015-02-24T11:35:52"),
    ("February 3, 2026", "2026-02-02T15:00:00"),
    ("02 3, 2026", "2026-02-02T15:00:00"),
    ("3rd Feb 2026 10:00 PST", "2026-02-03T18:00:00"),
    ("Mon Nov 03 2025 10:00:00 GMT+0900 (JST)", "2025-11-03T01:00:00"),
    ("Mon Nov 03 2025 10:00:00 GMT-0500 (Eastern Standard Time)", "2025-11-03T15:00:00"),
    ("Mon Nov 03 2025 10:00:00 GMT+0900 (日本標準時)", "2025-11-03T01:00:00"),
    ("Mon, 3 Nov 2025 10:00:00 +0900 (JST)", "2025-11-03T01:00:00"),
    ("2025-11-03 10:00:00 +0900 JST", "2025-11-03T01:00:00"),
    ("2025-11-03 10:00:00 JST+0900", "2025-11-03T01:00:00"),
    ("2025-11-03 10:00 日本時間", "2025-11-03T01:00:00"),
    ("2025-11-03 10:00 Europe/Berlin", "2025-11-03T09:00:00"),
    ("2025-11-03T10:00:00.5+01:00[Europe/Berlin]", "2025-11-03T09:00:00.500000"),
    ("03-Nov-25", "2025-11-02T15:00:00"),
    ("3-NOV-25 10.15.00 PM", "2025-11-03T13:15:00"),
    ("November 3rd, 2025 at 10:00 PM", "2025-11-03T13:00:00"),
    ("Reviewed in Canada on November 3, 2025", "2025-11-02T15:00:00"),
    ("2025年11月3日に日本でレビュー済み", "2025-11-02T15:00:00"),
    ("投稿日：2025/11/03", "2025-11-02T15:00:00"),
    ("10時 2025年11月3日", "2025-11-03T01:00:00"),
    ("9:05 PM, Nov 3, 2025", "2025-11-03T12:05:00"),
    ("2025/11/03 25:30", "2025-11-03T16:30:00"),
    ("2025. 11. 3.", "2025-11-02T15:00:00"),
    ("25年11月3日", "2025-11-02T15:00:00"),
    ("'25/11/3", "2025-11-02T15:00:00"),
    ("2025-307", "2025-11-02T15:00:00"),
    (datetime(2026, 1, 5, 9), "2026-01-05T00:00:00"),
    (date(2026, 1, 5), "2026-01-04T15:00:00"),
]

REFUSED = [
    ("", "no time"),
    ("やすみ", "no date or time"),
    ("1970-01-01T00:00:00Z", "zero time stamp"),
    ("0", "no time"),
    ("1990-05-05", "before 1995"),
    ("2099-12-31", "a year ahead"),
    ("2026-02-30", "no day of the calendar"),
    ("2026/1/5 25:61", "no clock shows"),
    ("2026-01-05 10:00 Mars", "zone"),
    ("1.7E+12", "no date or time"),
    (float("nan"), "no time"),
    ("12", "no time"),
    ("03/04/05", "first or last"),
    ("8年5月1日", "no date or time"),
    ("5月1日", "no date or time"),
    ("26 May 10:00", "no date or time"),
    ("2026-05-01 10:00 Nowhere/City", "zone"),
    ("2026-05-01 10:00 +99:00", "zone"),
    ("2026-05-01 10:00 (perhaps)", "zone"),
]


@pytest.mark.parametrize(("raw", "utc"), TIMES)
def test_times_come_out_in_utc(raw, utc):
    assert parse_time(raw, TOKYO) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(("raw", "reason"), REFUSED)
def test_a_value_that_is_not_a_time_is_refused_with_the_reason(raw, reason):
    with pytest.raises(ValueError, match=reason):
        parse_time(raw, TOKYO)


def test_a_columns_order_decides_what_a_cell_leaves_open():
    assert parse_date("1/2/2026", order=Order.DAY_FIRST) == date(2026, 2, 1)
    assert parse_date("1/2/2026", order=Order.MONTH_FIRST) == date(2026, 1, 2)
    with pytest.raises(ValueError, match="calendar"):
        parse_date("1/15/2026", order=Order.DAY_FIRST)


def test_a_day_is_the_writers_day():
    assert parse_date("2026-01-05T23:30:00+09:00") == date(2026, 1, 5)
    assert parse_date("1785552665", zone=NEW_YORK) == date(2026, 7, 31)
    assert parse_date("昭和63年4月1日") == date(1988, 4, 1)


def test_a_time_that_the_clock_change_skips_is_moved_on_by_it():
    assert parse_time("03/08/2026 02:30", NEW_YORK) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_a_time_that_the_clock_change_repeats_is_the_first_of_the_two():
    assert parse_time("11/02/2025 01:30", NEW_YORK) == datetime(2025, 11, 2, 5, 30, tzinfo=UTC)


ALMOST = st.from_regex(r"[RH]?\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}[ T日]?[午後\d:.]*[-+Z\d]*")


@given(st.one_of(st.text(), ALMOST, st.floats()))
def test_anything_is_a_plausible_time_or_refused(raw):
    try:
        moment = parse_time(raw, TOKYO)
    except ValueError:
        return
    assert moment.tzinfo is UTC
    assert 1994 < moment.year < 2200


@given(st.datetimes(datetime(1996, 1, 1), datetime(2026, 1, 1)))
def test_iso_times_come_back_as_they_were(moment):
    assert parse_time(moment.isoformat() + "Z", TOKYO).replace(tzinfo=None) == moment


OFFSETS = st.integers(-11 * 4, 13 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@given(st.datetimes(datetime(1996, 1, 1), datetime(2026, 1, 1), timezones=OFFSETS))
def test_a_browsers_dates_come_back_as_they_were(moment):
    moment = moment.replace(microsecond=0)
    assert parse_time(f"{moment:%a %b %d %Y %H:%M:%S GMT%z} (Some Standard Time)", TOKYO) == moment
    assert parse_time(f"{moment:%Y-%m-%d %H:%M:%S %z}", TOKYO) == moment


@pytest.mark.parametrize("raw", ["2026-05-01 99999999999:00", "1 May 2026 9999999999999:59:59"])
def test_an_hour_past_every_calendar_is_no_time(raw):
    with pytest.raises(ValueError):
        parse_time(raw, ZoneInfo("Asia/Tokyo"))
