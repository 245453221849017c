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


def test_a_table_without_who_or_when_says_what_to_do(tmp_path):
    with pytest.raises(ReadError, match="no column says who was asked, or none says when; name them: columns = "):
        list(read(reading(tmp_path, "name,plan\nx,y\n")))
