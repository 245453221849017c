"""Slack: whose messages are voices, and what they say."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.collect.readers.slack_export import CLIENT, HOME, files, message, write
from tests.collect.vendor_files import only, read
from vocpipe.collect.readers.slack import READER
from vocpipe.collect.readers.slack.message import plain
from vocpipe.records import Accepted, LeftOut, Rejected


@pytest.fixture
def day(tmp_path):
    """The outcomes of a day in a channel, and the reading."""

    def outcomes(*messages, channel="ext_northwind", **settings):
        write(tmp_path, files(**{channel: list(messages)}))
        return read(READER, tmp_path / channel.replace("_", "-") / "2026-05-05.json", **settings)

    return outcomes


def test_a_message_from_another_company_comes_with_its_thread_time_and_person(day):
    written = message(
        "請求書のPDFが開けません",
        thread_ts="1777990000.000200",
        edited={"user": "U4", "ts": "1778000500.000000"},
        reactions=[{"name": "+1", "count": 2}, {"name": "eyes", "count": 5}, {"name": "+1::skin-tone-2", "count": 1}],
    )
    (row,), _ = day(written)
    voice = only(row)
    assert (voice.source_id, voice.thread_id) == ("C2-1778000000.000100", "C2-1777990000.000200")
    assert voice.text == "請求書のPDFが開けません"
    assert voice.created_at == datetime(2026, 5, 5, 16, 53, 20, 100, tzinfo=UTC)
    assert voice.updated_at == datetime(2026, 5, 5, 17, 1, 40, tzinfo=UTC)
    assert (voice.customer_ref, voice.customer_email) == ("slack:U4", "freya@example.com")
    assert voice.attrs == {"channel": "ext-northwind", "likes": 3}


def test_times_that_differ_in_their_last_digits_are_two_messages(day):
    rows, _ = day(message("one", ts="1778000000.000100"), message("two", ts="1778000000.000101"))
    assert len({only(row).source_id for row in rows}) == 2


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (message("We will fix it", user="U1"), "a member of the workspace itself"),
        (message("Ticket created", user="U3"), "a bot or an app"),
        (message("Deploy done", user="U1", bot_id="B9"), "a bot or an app"),
        (message("Reminder", user="USLACKBOT"), "a bot or an app"),
        (message("from a hook", user=None, subtype="bot_message"), "a bot or an app"),
        (message("<@U4> has joined the channel", subtype="channel_join"), "Slack itself (channel_join)"),
        (message("set the topic", subtype="channel_topic"), "Slack itself (channel_topic)"),
        (message("who is this?", user="U99"), "nothing says whether a customer wrote it"),
        (message("mine", user="U98", user_profile={"team": HOME}), "a member of the workspace itself"),
    ],
)
def test_what_no_customer_wrote_is_left_out(day, written, reason):
    (row,), _ = day(written)
    assert isinstance(row, LeftOut)
    assert reason in row.reason


@pytest.mark.parametrize(
    "written",
    [
        message("from a shared channel", user="U97", user_profile={"team": CLIENT}),
        message("with a file", subtype="file_share"),
        message("also sent to the channel", subtype="thread_broadcast"),
        message("/me is annoyed", subtype="me_message"),
    ],
)
def test_people_from_outside_are_heard_in_every_form_of_message(day, written):
    (row,), _ = day(written)
    assert only(row).text == written["text"]


def test_guests_are_heard_and_the_file_says_so(day):
    (row,), reading = day(message("The export is slow", user="U5"))
    assert only(row).text == "The export is slow"
    assert "guests of the workspace wrote 1 of the messages in #ext-northwind" in reading.warnings[0]


@pytest.mark.parametrize(
    ("speakers", "heard"),
    [
        ({}, []),
        ({"#general": "customer"}, ["slow", "me too"]),
        ({"#random": "customer"}, []),
        ({"*": "customer"}, ["slow", "me too"]),
        ({"*": "customer", "Ken Mori": "agent"}, ["slow"]),
        ({"#general": "customer", "ken@example.com": "agent"}, ["slow"]),
        ({"hana sato": "customer"}, ["slow"]),
        ({"U2": "customer"}, ["me too"]),
    ],
)
def test_the_settings_say_who_is_a_customer_by_channel_and_by_person(day, speakers, heard):
    hana, ken = message("slow", user="U1"), message("me too", user="U2", ts="1778000001.000000")
    bot = message("bot", user="U3", ts="1778000002.000000")
    rows, _ = day(hana, ken, bot, channel="general", speakers=speakers)
    assert [only(row).text for row in rows if isinstance(row, Accepted)] == heard
    assert len(rows) == 3


def test_a_bot_that_posts_what_customers_wrote_is_heard_if_it_is_named(day):
    survey = message("Answer: too slow", user="U3", bot_id="B1", subtype="bot_message", username="Survey Relay")
    (row,), _ = day(survey, speakers={"survey relay": "customer"})
    assert only(row).text == "Answer: too slow"


def test_a_client_whom_the_settings_call_an_agent_is_left_out(day):
    (row,), _ = day(message("I work for you"), speakers={"Freya Lind": "agent"})
    assert isinstance(row, LeftOut)


def test_a_deleted_message_is_a_tombstone(day):
    (row,), _ = day(message("This message was deleted.", user="USLACKBOT", subtype="tombstone"))
    assert (only(row).source_id, only(row).deleted) == ("C2-1778000000.000100", True)


NO_TIME = {"type": "message", "user": "U4", "text": "no time"}


@pytest.mark.parametrize("written", [message(""), message("<@U1>"), NO_TIME])
def test_messages_without_words_or_time_are_rejected(day, written):
    (row,), _ = day(written)
    assert isinstance(row, Rejected)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<@U1> could you look at it?", "could you look at it?"),
        ("ask <@U1|hana> about it", "ask about it"),
        ("see <https://example.com/a?b=1|our page> and <https://example.org>", "see our page and https://example.org"),
        ("Q&amp;A &lt;soon&gt;", "Q&A <soon>"),
        ("&amp;lt; stays escaped once", "&lt; stays escaped once"),
        ("<!here> <#C1|general> is down", "#general is down"),
        ("<!subteam^S1|@support> please", "@support please"),
        ("mail <mailto:a@example.com|a@example.com>", "mail a@example.com"),
        ("一行目\n<@U1> 二行目", "一行目\n二行目"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_marks_become_plain_text(written, text):
    assert plain(written) == text


def test_lists_hold_no_messages_and_say_so(tmp_path):
    write(tmp_path, files(general=[]))
    outcomes, reading = read(READER, tmp_path / "users.json")
    assert outcomes == []
    assert reading.unread == ["users.json lists people or channels of the export; it holds no messages"]


def test_files_of_others_are_not_taken_for_slacks(tmp_path):
    others = {"posts.json": "[]", "general/notes.json": "[]", "a/2026-05-05.json": "{}"}
    write(tmp_path, files(general=[message("x")]) | others)
    assert READER.recognizes(tmp_path / "general" / "2026-05-05.json")
    assert READER.recognizes(tmp_path / "channels.json")
    assert not any(READER.recognizes(tmp_path / name) for name in (*others, "absent.json"))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "users.json").write_text('[{"id": 1, "email": "a@example.com"}]')
    assert not READER.recognizes(tmp_path / "other" / "users.json")


def zipped(path: Path, content: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize("folder", ["", "Kumo Slack export Apr 1 2026/"])
def test_an_archive_reads_like_the_folder(tmp_path, folder):
    content = files(
        ext_northwind=[message("遅い"), message("me too", ts="1778000001.000000")], general=[message("x", user="U1")]
    )
    path = zipped(tmp_path / "export.zip", {f"{folder}{name}": text for name, text in content.items()})
    assert READER.recognizes(path)
    outcomes, reading = read(READER, path)
    assert [row.row for row in outcomes] == [1, 2, 3]
    assert [only(row).text for row in outcomes if isinstance(row, Accepted)] == ["遅い", "me too"]
    assert reading.unread == []
    write(tmp_path / "folder", content)
    (row, _), _ = read(READER, tmp_path / "folder" / "ext-northwind" / "2026-05-05.json")
    assert only(row) == only(outcomes[0])


def test_what_else_an_archive_holds_and_what_is_damaged_in_it_is_said(tmp_path):
    content = files(ext_northwind=[message("遅い")])
    more = {"ext-northwind/2026-05-06.json": '{"cut', "ext-northwind/plan.pdf": "%PDF"}
    outcomes, reading = read(READER, zipped(tmp_path / "export.zip", content | more))
    assert len(outcomes) == 1
    assert reading.unread[0].startswith('"ext-northwind/2026-05-06.json" was not read')
    assert reading.unread[1] == "1 other files of the export were not read: ext-northwind/plan.pdf"


def test_an_archive_of_which_nothing_is_taken_in_says_what_to_do(tmp_path):
    path = zipped(tmp_path / "export.zip", files(general=[message("x", user="U1")]))
    outcomes, reading = read(READER, path)
    assert [type(row) for row in outcomes] == [LeftOut]
    assert "no message was taken in" in reading.warnings[0]


def test_other_archives_are_not_slacks(tmp_path):
    assert not READER.recognizes(zipped(tmp_path / "a.zip", {"users.json": "[]", "2026-05-05.json": "[]"}))
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 damaged")
    assert not READER.recognizes(tmp_path / "b.zip")
