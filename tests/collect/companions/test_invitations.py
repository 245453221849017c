"""Tables of survey invitations."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from vocpipe.collect.companions.invitations import Invitation, read
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, Rejected
from vocpipe.settings import SourceSettings

INVITATIONS = (
    "顧客ID,送信日時,回答状況\n"
    "C-001,2026/4/1 9:00,回答済\n"
    "C-002,2026/4/1 9:00,未回答\n"
    "C-003,2026/4/1 9:00,2026/4/3 10:00\n"
    "C-004,2026/4/1 9:00,\n"
    "C-005,2026/4/1 9:00,たぶん\n"
    ",2026/4/1 9:00,回答済\n"
    "C-006,いつか,回答済\n"
)


def reading(tmp_path, content, **columns):
    (tmp_path / "file.csv").write_text(content, encoding="utf-8")
    source = SourceSettings(name="file", path="file.csv", columns=columns)
    return Reading(tmp_path / "file.csv", source, ZoneInfo("Asia/Tokyo"))


def test_rows_become_invitations_or_say_why_not(tmp_path):
    outcomes = list(read(reading(tmp_path, INVITATIONS)))
    sent = datetime(2026, 4, 1, tzinfo=UTC)
    accepted = [row.record for row in outcomes if isinstance(row, Accepted)]
    assert accepted[0] == Invitation(sent, "C-001", None, True)
    assert [row.answered for row in accepted] == [True, False, True, False, None]
    reasons = [row.reason for row in outcomes if isinstance(row, Rejected)]
    assert reasons[0] == "no customer in it"
    assert reasons[1].startswith("no time of sending in it: ")


def test_without_a_column_of_answers_nobody_knows(tmp_path):
    [row] = read(reading(tmp_path, "email,sent\nA@Example.jp,2026-04-01\n"))
    assert (row.record.customer_email, row.record.answered) == ("a@example.jp", None)


def test_a_row_says_of_which_survey_it_is_and_whether_it_reminds(tmp_path):
    rows = list(
        read(
            reading(
                tmp_path,
                "会員番号,アンケート名,配信日時,開封日時,回答日時\n"
                "K-1,夏の満足度調査,2026/7/1 9:00,2026/7/1 12:00,\n"
                "K-1,夏の満足度調査（リマインド）,2026/7/8 9:00,2026/7/8 9:30,2026/7/8 10:00\n",
            )
        )
    )
    first, second = (row.record for row in rows)
    assert (first.survey, first.is_reminder, first.opened, first.answered) == ("夏の満足度調査", False, True, False)
    assert (second.survey, second.is_reminder, second.answered) == ("夏の満足度調査", True, True)
    assert second.answered_at == datetime(2026, 7, 8, 1, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["Reminder", "2nd reminder", "リマインド", "再送", "Follow-up"])
def test_the_kind_of_a_mail_may_be_a_reminder(tmp_path, kind):
    [row] = read(reading(tmp_path, f"email,sent_at,type\na@example.jp,2026-04-01,{kind}\n"))
    assert row.record.is_reminder


@pytest.mark.parametrize("survey", ["Remindful living", "Q3 NPS", "送料の満足度"])
def test_other_words_remind_nobody(tmp_path, survey):
    [row] = read(reading(tmp_path, f"email,sent_at,survey\na@example.jp,2026-04-01,{survey}\n"))
    assert (row.record.survey, row.record.is_reminder) == (survey, False)


def test_a_reminder_may_have_a_column(tmp_path):
    [row] = read(reading(tmp_path, "email,sent_at,reminder_sent_at\na@example.jp,2026-04-01,2026-04-08\n"))
    assert row.record.reminded_at == datetime(2026, 4, 7, 15, tzinfo=UTC)


def test_a_table_without_who_or_when_says_what_to_do(tmp_path):
    with pytest.raises(ReadError, match="no column says who was asked, or none says when; name them: columns = "):
        list(read(reading(tmp_path, "name,plan\nx,y\n")))
