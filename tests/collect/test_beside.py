"""Tables that stand beside feedback: survey invitations and the calendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.store.shop import make_workspace
from vocpipe.collect.companions import calendar, invitations
from vocpipe.collect.load import collect
from vocpipe.collect.reader import Reading
from vocpipe.errors import ReadError, SettingsError
from vocpipe.records import Accepted, CalendarEvent, Invitation, Rejected
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
EVENTS = "日付,名称,種別\n2026年6月15日,App 5.2,release\n2026/7/1,値上げ,\n2026/13/1,なし,release\n2026/7/2,,release\n"


def reading(tmp_path, content, **columns):
    (tmp_path / "file.csv").write_text(content, encoding="utf-8")
    source = SourceSettings(name="file", path="file.csv", columns=columns)
    return Reading(tmp_path / "file.csv", source, ZoneInfo("Asia/Tokyo"))


def test_rows_become_invitations_or_say_why_not(tmp_path):
    outcomes = list(invitations.read(reading(tmp_path, INVITATIONS)))
    sent = datetime(2026, 4, 1, tzinfo=UTC)
    accepted = [one.invitation for one in outcomes if isinstance(one, Accepted)]
    assert accepted[0] == Invitation(sent, "C-001", None, True)
    assert [one.answered for one in accepted] == [True, False, True, False, None]
    reasons = [one.reason for one in outcomes if isinstance(one, Rejected)]
    assert reasons[0] == "no customer in it"
    assert reasons[1].startswith("no time of sending in it: ")


def test_without_a_column_of_answers_nobody_knows(tmp_path):
    [one] = invitations.read(reading(tmp_path, "email,sent\nA@Example.jp,2026-04-01\n"))
    assert (one.invitation.customer_email, one.invitation.answered) == ("a@example.jp", None)


def test_a_table_without_who_or_when_says_what_to_do(tmp_path):
    with pytest.raises(ReadError, match="no column tells who was asked, or none when; name them: columns = "):
        list(invitations.read(reading(tmp_path, "name,plan\nx,y\n")))
    with pytest.raises(ReadError, match="no column tells the day of an event"):
        list(calendar.read(reading(tmp_path, "x,plan\nx,y\n")))


def test_rows_become_events_or_say_why_not(tmp_path):
    outcomes = list(calendar.read(reading(tmp_path, EVENTS)))
    assert [one.event for one in outcomes if isinstance(one, Accepted)] == [
        CalendarEvent(date(2026, 6, 15), "App 5.2", "release"),
        CalendarEvent(date(2026, 7, 1), "値上げ", "event"),
    ]
    reasons = [one.reason for one in outcomes if isinstance(one, Rejected)]
    assert len(reasons) == 2
    assert reasons[1] == "an event needs a day and a name"


SETTINGS = """
[[invitations]]
path = "inputs/invitations.csv"

[[event]]
date = 2026-06-15
name = "App 5.2"
kind = "release"

[[event]]
path = "inputs/calendar.csv"
"""


def _collect(workspace, run_id):
    with workspace.connect() as connection:
        collect(connection, workspace, workspace.settings, run_id)
        counts = "SELECT rows_read, rows_accepted, rows_rejected FROM ingest_file ORDER BY read_at"
        return (
            connection.execute(counts).fetchall(),
            connection.execute("SELECT count(*) FROM invitation").fetchall()[0][0],
            connection.execute("SELECT name FROM calendar_event ORDER BY event_date, name").fetchall(),
        )


def test_both_are_read_once_and_a_rewritten_file_takes_its_former_place(tmp_path):
    workspace = make_workspace(tmp_path / "shop", SETTINGS)
    inputs = workspace.root / "inputs"
    inputs.mkdir()
    (inputs / "invitations.csv").write_text(INVITATIONS, encoding="utf-8")
    (inputs / "calendar.csv").write_text(EVENTS, encoding="utf-8")
    files, asked, events = _collect(workspace, "run-1")
    assert files == [(7, 5, 2), (4, 2, 2)]
    assert asked == 5
    assert events == [("App 5.2",), ("App 5.2",), ("値上げ",)]
    assert _collect(workspace, "run-2") == (files, asked, events)
    (inputs / "invitations.csv").write_text("customer_id,sent_at\nC-001,2026-04-01\n", encoding="utf-8")
    (inputs / "calendar.csv").write_text("date,name\n2026-08-01,Sale\n", encoding="utf-8")
    _, asked, events = _collect(workspace, "run-3")
    assert (asked, events) == (1, [("App 5.2",), ("Sale",)])


def test_an_event_is_one_or_a_table_of_them(tmp_path):
    for wrong in ('name = "x"', 'date = 2026-01-01\nname = "x"\npath = "a.csv"'):
        workspace = make_workspace(tmp_path / "shop", f"[[event]]\n{wrong}\n")
        with pytest.raises(SettingsError, match="an event has a date and a name, or the path of a table of events"):
            _ = workspace.settings
