"""Interviews and calls, from every kind of file."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vocpipe.collect.parsing.turns import cut
from vocpipe.collect.readers.talk import READER, kind_of
from vocpipe.errors import ReadError
from vocpipe.records import Accepted, LeftOut, Rejected

TALK = "聞き手：どこが不便ですか\n顧客：検索が遅いです\n特に朝です\n聞き手：なるほど\n顧客：印刷もできません\n"
GONG = {
    "calls": [
        {
            "metaData": {"id": "88", "started": "2026-03-04T10:30:00+09:00", "title": "Renewal"},
            "parties": [
                {"speakerId": "s1", "name": "Noa", "affiliation": "Internal", "emailAddress": "noa@northwind.example"},
                {"speakerId": "s2", "name": "Lee", "affiliation": "External", "emailAddress": "lee@blue.example"},
            ],
            "transcript": [
                {"speakerId": "s1", "sentences": [{"start": 10, "end": 900, "text": "How is it going?"}]},
                {
                    "speakerId": "s2",
                    "sentences": [{"start": 950, "text": "Slow."}, {"start": 990, "text": "Very slow."}],
                },
            ],
        }
    ]
}


def docx(*paragraphs: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(
        "<w:p><w:r>" + "".join(f"<w:t>{part}</w:t><w:br/>" for part in text.split("\n")) + "</w:r></w:p>"
        for text in paragraphs
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{runs}</w:body></w:document>')
    return file.getvalue()


def voices(outcomes):
    return [part.text for outcome in outcomes if isinstance(outcome, Accepted) for part in outcome.feedback]


def test_an_interview_gives_the_customers_turns(reading):
    given_file = reading(TALK, name="interview_2026-03-04_K-2201.txt")
    outcomes = list(READER.read(given_file))
    assert [type(outcome) for outcome in outcomes] == [LeftOut, Accepted, LeftOut, Accepted]
    assert [outcome.row for outcome in outcomes] == [1, 2, 4, 5]
    first = outcomes[1].feedback[0]
    assert first.text == "検索が遅いです\n特に朝です"
    assert first.created_at == datetime(2026, 3, 3, 15, tzinfo=UTC)
    assert first.customer_ref == "K-2201"
    assert first.thread_id == "interview_2026-03-04_K-2201.txt"
    assert given_file.warnings == []


def test_the_file_says_who_and_when(reading):
    text = (
        "Date: 2026-03-04 10:00\nCustomer ID: 77\nInterviewer: Noa\n\nNoa: hi\nLee: it is slow\nNoa: why?\nLee: dunno"
    )
    outcomes = list(READER.read(reading(text, name="a.txt")))
    assert voices(outcomes) == ["it is slow", "dunno"]
    assert outcomes[-1].feedback[0].customer_ref == "77"
    assert outcomes[-1].feedback[0].created_at == datetime(2026, 3, 4, 1, tzinfo=UTC)
    assert [outcome.reason for outcome in outcomes[:1]] == ["a heading, not what somebody said"]


def test_where_nothing_tells_who_is_who_all_is_left_out_and_said(reading):
    given_file = reading("Lee: it is slow\nNoa: why?\nLee: dunno\nNoa: ok", name="call_2026-03-04.txt")
    assert voices(READER.read(given_file)) == []
    assert [warning for warning in given_file.warnings if 'speakers = { "Lee" = "customer" }' in warning]
    stated = reading("Lee: it is slow\nNoa: why?\nLee: dunno\nNoa: ok", name="b.txt", speakers={"Lee": "customer"})
    assert voices(READER.read(stated)) == ["it is slow", "dunno"]


def test_the_companys_own_names_tell_who_is_who(reading):
    given_file = reading(
        "Lee: slow\nNoa | Northwind: why?\nLee: dunno\nNoa | Northwind: ok", name="call_2026-03-04.txt"
    )
    given_file.own_names = ("Northwind",)
    assert voices(READER.read(given_file)) == ["slow", "dunno"]


def test_a_day_that_nothing_tells_is_warned_of(reading):
    given_file = reading(TALK, name="talk.txt")
    list(READER.read(given_file))
    assert [warning for warning in given_file.warnings if "interview_2026-09-01" in warning]


def test_days_beside_the_turns_are_read_in_the_order_that_all_of_them_show(reading):
    text = "04/03/2026, 10:32 - Lee: slow\n04/03/2026, 10:33 - Noa (Support): why?\n17/03/2026, 09:00 - Lee: dunno"
    outcomes = list(READER.read(reading(text, name="chat.txt")))
    assert outcomes[0].feedback[0].created_at == datetime(2026, 3, 4, 1, 32, tzinfo=UTC)
    unclear = reading(text.replace("17/03", "05/03"), name="other.txt")
    assert next(READER.read(unclear)).feedback[0].created_at is None
    assert [warning for warning in unclear.warnings if "the day or the month" in warning]


def test_captions(reading):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Customer>It fails\n\n00:02.000 --> 00:03.000\n<v Agent>Sorry\n"
    outcomes = list(READER.read(reading(text, name="call_20260304.vtt")))
    assert voices(outcomes) == ["It fails"]
    assert len(outcomes) == 3


def test_captions_without_names_are_left_out_unless_the_settings_say_whose_they_are(reading):
    text = "1\n00:00:01,000 --> 00:00:02,000\nIt fails.\n\n2\n00:00:02,000 --> 00:00:03,000\nEvery day.\n"
    assert voices(READER.read(reading(text, name="a.srt"))) == []
    assert voices(READER.read(reading(text, name="b.srt", speakers={"*": "customer"}))) == ["It fails.", "Every day."]


def test_a_word_document(reading):
    data = docx(
        "Weekly call",
        "Noa (Support)   0:03\nHow is it?",
        "Lee Park   0:09\nSlow.\nVery slow.",
        "Noa (Support)   0:12\nok",
    )
    outcomes = list(READER.read(reading(data, name="call_2026-03-04.docx")))
    assert voices(outcomes) == ["Slow.\nVery slow."]


def test_a_damaged_document_is_said(reading):
    with pytest.raises(ReadError, match="Word document"):
        list(READER.read(reading(b"PK no", name="a.docx")))


def test_a_recorders_json(reading):
    outcomes = list(READER.read(reading(json.dumps(GONG), name="calls.json")))
    assert voices(outcomes) == ["Slow. Very slow."]
    voice = outcomes[1].feedback[0]
    assert (voice.thread_id, voice.customer_email) == ("88", "lee@blue.example")
    assert voice.created_at == datetime(2026, 3, 4, 1, 30, tzinfo=UTC)


SHAPES = [
    {"Transcript": [{"ParticipantId": "CUSTOMER", "Content": "slow"}, {"ParticipantId": "AGENT", "Content": "why?"}]},
    {"sentences": [{"speaker_name": "Customer", "text": "slow"}, {"speaker_name": "Noa (Support)", "text": "why?"}]},
    {
        "results": {
            "utterances": [{"speaker": "customer", "transcript": "slow"}, {"speaker": "agent", "transcript": "why?"}]
        }
    },
    {
        "segments": [
            {"speaker": "顧客", "text": "slow", "start": 0.5},
            {"speaker": "担当", "text": "why?", "start": 1.5},
        ]
    },
]


@pytest.mark.parametrize("shape", SHAPES)
def test_other_shapes_of_json(reading, shape):
    given_file = reading(json.dumps(shape), name="call_2026-03-04.json")
    assert READER.recognizes(given_file.path)
    assert voices(READER.read(given_file)) == ["slow"]


def test_numbered_speakers_are_recognized_and_nobody_is_guessed(reading):
    given_file = reading("話者1: どうですか\n話者2: 遅いです\n話者1: はい", name="20260304.txt")
    assert READER.recognizes(given_file.path)
    assert voices(READER.read(given_file)) == []


OTHERS = [
    ("comments.txt", "comment\nSupport: slow\nUser: nice\nSupport: kind\n"),
    ("comments.txt", "Price: high\nSupport: slow\nPrice: low\nSupport: kind\n"),
    ("table.txt", "id\tname\ttext\n1\tLee\tslow\n2\tNoa\tnice\n"),
    ("faq.txt", "Q: How do I log in?\nA: Press the button.\nQ: How do I pay?\nA: By card.\n"),
    ("notes.txt", "We met on Monday.\nNote: they were happy.\nNext: call again.\n"),
    ("reviews.txt", "text;stars\nslow: very;1\nnice: really;5\n"),
    ("data.json", '[{"id": 1, "text": "slow", "author": {"type": "user"}}]'),
    ("a.docx", docx("We met on Monday.", "They were happy.")),
    ("a.vtt", "no captions"),
    ("empty.txt", ""),
    ("reviews.csv", TALK),
]


@pytest.mark.parametrize(("name", "content"), OTHERS)
def test_other_files_are_left_to_other_readers(reading, name, content):
    assert not READER.recognizes(reading(content, name=name).path)


def test_a_text_in_which_nobody_speaks_is_refused_with_the_next_step(reading):
    with pytest.raises(ReadError, match='reader = "table"'):
        list(READER.read(reading("We met on Monday.\nThey were happy.\n", name="notes.txt")))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("interview_1.txt", "interview"),
        ("call.vtt", "call"),
        ("通話_0304.txt", "call"),
        ("interview.vtt", "interview"),
        ("a.docx", "interview"),
    ],
)
def test_the_kind_is_in_the_files_name(name, kind):
    assert kind_of(Path(name)) == kind


lines = st.sampled_from(
    ["顧客：遅い", "聞き手：はい", "Lee: slow", "Noa: ok", "[10:32] Lee: a", "*** Lee joined ***", "x", "", "顧客："]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.lists(lines, max_size=12).map("\n".join))
def test_every_turn_has_one_outcome(reading, content):
    try:
        outcomes = list(READER.read(reading(content, name="talk_2026-03-04.txt")))
    except ReadError:
        return
    assert [outcome.row for outcome in outcomes] == [turn.line for turn in cut(content)]
    assert all(isinstance(outcome, Accepted | LeftOut | Rejected) for outcome in outcomes)


@pytest.mark.parametrize(
    "when", ["2026年3月4日 10:00〜11:00", "2026-03-04 10:00-11:30", "2026/3/4 10:00から", "2026-03-04 10:00 – 11:00"]
)
def test_a_span_of_time_begins_at_its_start(reading, when):
    rows = list(READER.read(reading(f"日時：{when}\n\n{TALK}", name="talk.txt")))
    times = {part.created_at for row in rows if isinstance(row, Accepted) for part in row.feedback}
    assert times == {datetime(2026, 3, 4, 1, tzinfo=UTC)}


def test_a_chat_is_the_partners_words_and_pictures_are_none(reading):
    turns = "10:00\tみさ\t遅いです\n10:01\tみさ\t[写真]\n10:05\t港屋\t確認します\n"
    lines = f"[LINE] みさとのトーク履歴\n\n2026/03/04(水)\n{turns}"
    rows = list(READER.read(reading(lines, name="[LINE] みさとのトーク.txt")))
    assert voices(rows) == ["遅いです"]
    assert kind_of(Path("[LINE] みさとのトーク.txt")) == "message"
