"""Qualtrics' responses: three, two and one header rows, and JSON."""

import json
from datetime import UTC, datetime

import pytest

from tests.collect.readers.surveys import balanced, names, parts_of, said, table
from vocpipe.collect.readers.qualtrics import READER
from vocpipe.records import LeftOut

NAMES = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Finished", "RecordedDate", "ResponseId"]
NAMES += ["RecipientLastName", "RecipientEmail", "ExternalReference", "DistributionChannel", "UserLanguage"]
ASKED = ["Q1_NPS_GROUP", "Q1", "Q2", "Q3", "Q2 - Topics"]
LABELS = {
    "en": names(
        "Start Date|End Date|Response Type|IP Address|Progress|Finished|Recorded Date|Response ID|"
        "Recipient Last Name|Recipient Email|External Data Reference|Distribution Channel|"
        "User Language|Would you recommend our bread? - Group|Would you recommend our bread?|"
        "What is the <b>main</b> reason?|Which shop?|Q2 - Topics"
    ),
    "ja": names(
        "開始日|終了日|回答タイプ|IPアドレス|進捗状況|終了|記録日|回答ID|受信者の姓|受信者のメールアドレス|外部データ参照|配布チャネル|ユーザー言語|"
        "パンをすすめますか - グループ|パンをすすめますか|その理由は何ですか|どの店ですか|Q2 - Topics"
    ),
}
IDS = ["startDate", "endDate", "status", "ipAddress", "progress", "finished", "recordedDate", "_recordId"]
IDS += ["recipientLastName", "recipientEmail", "externalDataReference", "distributionChannel", "userLanguage"]
IDS += ["QID1_NPS_GROUP", "QID1", "QID2_TEXT", "QID3", "QID2_TEXT_eae5a8d0e7fd4bd183e983e5Topics"]


def ids(zone=None):
    about = [{"ImportId": name} for name in IDS]
    if zone:
        for at in (0, 1, 6):
            about[at]["timeZone"] = zone
    return [json.dumps(cell) for cell in about]


def response(
    number, *, status="IP Address", finished="True", channel="email", group="Passive", score="8", text="Fine."
):
    start = [
        "2026-07-01 09:00:00",
        "2026-07-01 09:05:00",
        status,
        "203.0.113.5",
        "100",
        finished,
        "2026-07-01 09:05:10",
    ]
    who = [f"R_0000{number}abcdefg", "Yamada", f"user{number}@example.jp", f"C-{number}", channel, "EN"]
    return [*start, *who, group, score, text, "Kyoto", "Crust"]


def export(*rows, labels="en", zone="Europe/Berlin", delimiter=","):
    return "\ufeff" + table([*NAMES, *ASKED], LABELS[labels], ids(zone), *rows, delimiter=delimiter)


@pytest.mark.parametrize("labels", ["en", "ja"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_three_header_rows(reading, labels, delimiter):
    it = reading(export(response(1), labels=labels, delimiter=delimiter), name="NPS_July 1, 2026.csv")
    assert READER.recognizes(it.path)
    (part,) = parts_of(READER.read(it))
    assert (part.source_id, part.thread_id) == ("R_00001abcdefg", "R_00001abcdefg")
    assert (part.customer_ref, part.customer_email) == ("C-1", "user1@example.jp")
    assert (part.text, part.score_type, part.score) == ("Fine.", "nps", 8)
    assert part.created_at == datetime(2026, 7, 1, 7, 5, 10, tzinfo=UTC)  # the third row says Berlin
    assert part.attrs["lang"] == "EN"
    assert "partial" not in part.attrs


def test_the_question_is_in_the_second_row_without_its_markup(reading):
    (part,) = parts_of(READER.read(reading(export(response(1)))))
    assert part.attrs["question"] == "What is the main reason?"
    assert part.attrs["answers"] == [
        {"question": "Would you recommend our bread?", "option": "", "answer": "8"},
        {"question": "Which shop?", "option": "", "answer": "Kyoto"},
    ]


def test_what_text_iq_found_is_no_text_and_a_name_is_nowhere(reading):
    (part,) = parts_of(READER.read(reading(export(response(1)))))
    assert part.attrs["Q2 - Topics"] == "Crust"
    assert "Yamada" not in str(part.attrs)
    assert "203.0.113.5" not in str(part.attrs)


@pytest.mark.parametrize("status", ["Survey Preview", "1", "Spam", "8", "Umfragevorschau"])
def test_previews_and_spam_are_left_out_and_counted(reading, status):
    outcomes = list(READER.read(reading(export(response(1, status=status), response(2)))))
    assert isinstance(outcomes[0], LeftOut)
    assert len(parts_of(outcomes)) == 1
    even, counts = balanced(outcomes)
    assert even
    assert counts["rows_left_out"] == 1


@pytest.mark.parametrize("status", ["IP Address", "0", "Imported", "4"])
def test_answers_of_customers_and_imported_ones_are_read(reading, status):
    assert len(parts_of(READER.read(reading(export(response(1, status=status)))))) == 1


@pytest.mark.parametrize("finished", ["False", "0", "Falsch"])
def test_an_unfinished_response_is_read_and_marked(reading, finished):
    it = reading(export(response(1, finished=finished)))
    (part,) = parts_of(READER.read(it))
    assert part.attrs["partial"] is True
    assert any("not finished" in warning for warning in it.warnings)


@pytest.mark.parametrize(("group", "score"), [("Promoter", "10"), ("3", "10"), ("Promoter", "10 - Extremely likely")])
def test_a_group_is_not_a_score(reading, group, score):
    (part,) = parts_of(READER.read(reading(export(response(1, group=group, score=score)))))
    assert (part.score_type, part.score) == ("nps", 10)


def test_two_header_rows(reading):
    it = reading(table([*NAMES, *ASKED], LABELS["ja"], response(1)))
    (part,) = parts_of(READER.read(it))
    assert part.attrs["question"] == "その理由は何ですか"
    assert any("Asia/Tokyo" in warning for warning in it.warnings)


def test_one_header_row_keeps_its_first_response(reading):
    assert len(parts_of(READER.read(reading(table([*NAMES, *ASKED], response(1), response(2)))))) == 2


def test_the_export_of_earlier_years(reading):
    header = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "Status", "StartDate"]
    row = ["R_9xyzabc", "Default Response Set", "Anonymous", "C-7", "", "0", "2017-07-18 08:28:09"]
    it = reading(
        "\ufeff"
        + table(
            [*(f"V{at}" for at in range(1, 8)), "V9", "V10", "Q1", ""],
            [*header, "EndDate", "Finished", "Is there anything else?", ""],
            [*row, "2017-07-18 08:28:48", "1", "More rye, please!", ""],
        )
    )
    assert READER.recognizes(it.path)
    assert said(READER.read(it)) == [("R_9xyzabc", "Is there anything else?", "More rye, please!", None, None)]
    assert parts_of(READER.read(it))[0].customer_ref == "C-7"
    assert not any("above" in warning for warning in it.warnings)


def test_responses_of_the_api(reading):
    values = {"startDate": "2026-07-01T09:00:00Z", "recordedDate": "2026-07-01T09:05:10Z", "status": 0, "finished": 1}
    values |= {"_recordId": "R_00001", "QID1": 9, "QID1_NPS_GROUP": 3, "QID2_TEXT": "Warm rolls", "QID3": ["1", "2"]}
    values |= {"externalDataReference": "C-1", "recipientEmail": "a@example.jp"}
    labels = {"status": "IP Address", "QID3": ["Kyoto", "Nara"]}
    preview = {"responseId": "R_00002", "values": {**values, "status": 1}, "labels": {"status": "Survey Preview"}}
    it = reading(
        json.dumps({"responses": [{"responseId": "R_00001", "values": values, "labels": labels}, preview]}),
        name="responses.json",
    )
    assert READER.recognizes(it.path)
    outcomes = list(READER.read(it))
    (part,) = parts_of(outcomes)
    assert (part.source_id, part.text, part.score_type, part.score) == ("R_00001", "Warm rolls", "nps", 9)
    assert (part.customer_ref, part.customer_email) == ("C-1", "a@example.jp")
    assert part.created_at == datetime(2026, 7, 1, 9, 5, 10, tzinfo=UTC)
    assert part.attrs["answers"][-1]["answer"] == "Kyoto; Nara"
    assert isinstance(outcomes[1], LeftOut)


def test_embedded_data_names_the_customer_where_the_reference_is_empty(reading):
    header = [*NAMES, "customer_id", "Q2"]
    row = [*response(1)[: len(NAMES)], "C-55", "The queue is long on Saturdays."]
    row[NAMES.index("ExternalReference")] = ""
    (part,) = parts_of(READER.read(reading(table(header, [*LABELS["en"][: len(NAMES)], "customer_id", "Why?"], row))))
    assert part.customer_ref == "C-55"
