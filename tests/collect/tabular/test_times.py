"""When something was said, by names and cells."""

from datetime import UTC, datetime

import pytest

from tests.collect.tabular.tables import cycle, days, ids, replied, said


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Date/Time Opened", "%m/%d/%Y %I:%M %p"),
        ("Create date", "%Y-%m-%d %H:%M"),
        ("at", "%Y-%m-%dT%H:%M:%SZ"),
        ("reviewed when", "%d %b %Y"),
        ("Eröffnet am", "%d.%m.%Y"),
        ("publié le", "%d/%m/%Y"),
        ("お書き込みの日", "%Y年%m月%d日"),
        ("起票", "%Y/%m/%d %H:%M"),
        ("Stand", "%Y-%m-%d"),
    ],
)
def test_a_column_of_times_dates_the_voices_whatever_it_is_called(read, name, form):
    table = read({"ref": ids(), "comment": said(), name: days(form)})
    assert table.columns["created_at"] == name
    assert all(part.created_at for part in table.feedback)


def test_a_name_that_speaks_of_no_time_is_said(read):
    assert read({"comment": said(), "Stand": days()}).says("'Stand' was taken, whose cells are times")


@pytest.mark.parametrize(
    "other", ["Date Closed", "repliedAt", "対応完了日", "購入日", "Due date", "生年月日", "解約日時"]
)
def test_of_two_moments_the_other_one_is_passed_over(read, other):
    assert (
        read({"comment": said(), other: days(), "When written": days(later=9)}).columns["created_at"] == "When written"
    )


def test_another_moment_alone_dates_nothing_and_is_said(read):
    table = read({"comment": said(), "Date Closed": days()})
    assert "created_at" not in table.columns
    assert table.says("nothing is dated", 'created_at = "Date Closed"')


def test_of_equal_names_the_earlier_times_are_taken_and_the_others_named(read):
    table = read({"comment": said(), "second time at": days(later=2), "first time at": days()})
    assert table.columns["created_at"] == "first time at"
    assert table.says("of: second time at, first time at")


def test_a_column_called_date_that_holds_no_dates_is_none(read):
    table = read({"date": cycle("iPhone", "iPad"), "posted on": days(), "comment": said()})
    assert table.columns["created_at"] == "posted on"


def test_dates_that_nobody_can_read_are_refused_one_by_one(read):
    table = read({"date": cycle("yesterday", "today"), "comment": said()})
    assert table.columns["created_at"] == "date"
    assert {part.created_at for part in table.feedback} == {None}
    assert table.feedback[0].created_at_raw == "yesterday"


def test_seconds_since_1970_are_times_only_under_a_name_that_speaks_of_one(read):
    stamps = [1_777_686_400 + 86_400 * number for number in range(12)]
    dated = read({"review": said(), "unixPostTime": stamps})
    assert dated.feedback[0].created_at == datetime(2026, 5, 2, 1, 46, 40, tzinfo=UTC)
    assert "created_at" not in read({"review": said(), "phone": stamps}).columns


def test_an_update_is_found_by_its_name_and_cells(read):
    table = read({"review": said(), "timestamp made": days(), "timestamp edited": days(later=3)})
    assert (table.columns["created_at"], table.columns["updated_at"]) == ("timestamp made", "timestamp edited")


@pytest.mark.parametrize(
    ("day", "clock", "length"), [("受付年月日", "受付時", "通話時間"), ("Day of call", "Hour", "Call duration")]
)
def test_day_and_time_of_day_are_one_moment(read, day, clock, length):
    table = read({length: cycle("0:05:10"), day: days("%Y/%m/%d"), clock: days("%H:%M"), "comment": said()})
    assert (table.columns["created_at"], table.columns["time_of_day"]) == (day, clock)
    assert table.feedback[0].created_at == datetime(2026, 4, 1, 0, 5, tzinfo=UTC)


def test_the_time_of_the_export_dates_nothing(read):
    assert "created_at" not in read({"comment": said(), "report at": cycle("2026-05-01 00:00")}).columns


@pytest.mark.parametrize(
    "cells", [cycle("4.1.0", "4.2.1"), cycle("10.0.12", "10.0.13"), cycle("192.168.0.1", "10.0.0.7")]
)
def test_versions_and_addresses_of_computers_are_no_times(read, cells):
    assert "created_at" not in read({"comment": said(), "release": cells}).columns


@pytest.mark.parametrize(
    ("asked", "reply", "answered"),
    [
        ("問い合わせ日", "回答", "回答日"),
        ("review date", "managementResponse", "response date"),
        ("質問日", "返信", "完了日時"),
    ],
)
def test_beside_replies_the_time_of_the_reply_dates_no_voice(read, asked, reply, answered):
    table = read({answered: days(later=3), reply: replied("ja"), "comment": said("ja"), asked: days()})
    assert table.columns["created_at"] == asked


@pytest.mark.parametrize("name", ["退会受付日", "修理完了申出日", "cancellation received on"])
def test_what_was_taken_in_was_said_then(read, name):
    assert read({name: days(), "comment": said()}).columns["created_at"] == name
