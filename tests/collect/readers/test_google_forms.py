"""Google Forms' answers, in Japanese and English, of the form and of its sheet."""

from datetime import UTC, datetime

import pytest

from tests.collect.readers.surveys import parts_of, said, table
from vocpipe.collect.readers.google_forms import READER

CSAT = "総合的な満足度を教えてください。"
NPS = "当店を友人に勧める可能性はどのくらいありますか？"
OPINION = "ご意見・ご要望をご自由にお書きください。"


def answers(*rows, who="メールアドレス"):
    return table(["タイムスタンプ", who, CSAT, NPS, OPINION], *rows)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026/07/01 9:00:00 午前 GMT+9", 0),
        ("2026/07/01 3:00:00 午後 GMT+9", 6),
        ("2026/07/01 12:00:00 午後 GMT+9", 3),
        ("2026/07/01 15:00:00", 6),  # the sheet's, in the workspace's zone
    ],
)
@pytest.mark.parametrize("who", ["メールアドレス", "ユーザー名"])
def test_times_and_addresses(reading, written, hour, who):
    it = reading(answers([written, "a@example.jp", "4", "9", "焼きたてで美味しい"], who=who))
    assert READER.recognizes(it.path)
    part = parts_of(READER.read(it))[0]
    assert part.created_at == datetime(2026, 7, 1, hour, tzinfo=UTC)
    assert part.customer_email == "a@example.jp"


def test_both_scores_are_kept_each_once_in_one_thread(reading):
    parts = parts_of(READER.read(reading(answers(["2026/07/01 15:00:00", "", "4", "9", "焼きたてで美味しい"]))))
    assert [(part.text, part.score_type, part.score) for part in parts] == [
        ("焼きたてで美味しい", "nps", 9),
        (None, "csat", 4),
    ]
    assert len({part.thread_id for part in parts}) == 1
    assert parts[0].thread_id is not None


def test_english_forms(reading):
    it = reading(
        table(
            ["Timestamp", "Username", "How satisfied are you overall?", "What could we do better?"],
            ["7/1/2026 15:00:00", "a@example.com", "5", "Open on Sundays"],
            ["7/13/2026 15:00:00", "b@example.com", "2", "Parking"],
        )
    )
    assert READER.recognizes(it.path)
    assert said(READER.read(it)) == [
        (None, "What could we do better?", "Open on Sundays", "csat", 5),
        (None, "What could we do better?", "Parking", "csat", 2),
    ]


def test_a_table_of_a_program_is_not_a_form(reading):
    assert not READER.recognizes(reading("timestamp,user_id,text,rating\n2026-07-01,u1,fine,5\n").path)


@pytest.mark.parametrize(
    ("question", "numbers", "score_type"),
    [
        (NPS, [0, 7, 10, 9, 3, 8], "nps"),
        (NPS, [1, 5, 4, 3, 5, 2], None),  # a scale of 1 to 5
        (NPS, [9, 10, 100, 80, 70, 95], None),
        (CSAT, [1, 5, 4, 3, 5, 2], "csat"),
        (CSAT, [7, 6, 4, 3, 5, 2], None),
        (CSAT, [80, 95, 70, 60, 100, 40], None),
    ],
)
def test_the_scale_is_told_from_the_wording_and_all_answers(reading, question, numbers, score_type):
    rows = [["2026/07/01 15:00:00", number, f"ご意見その{number}です"] for number in numbers]
    it = reading(table(["タイムスタンプ", question, OPINION], *rows))
    assert {part.score_type for part in parts_of(READER.read(it))} == {score_type}
    assert (it.unread == []) == (score_type is not None)  # and it is said


def test_settings_may_say_what_the_scale_is(reading):
    rows = [["2026/07/01 15:00:00", number, f"ご意見その{number}です"] for number in (1, 5, 4, 3, 5, 2)]
    it = reading(table(["タイムスタンプ", NPS, OPINION], *rows), score_type="nps")
    assert [part.score for part in parts_of(READER.read(it))] == [1, 5, 4, 3, 5, 2]


def test_satisfaction_with_several_aspects_is_no_score(reading):
    header = ["タイムスタンプ", "満足度 [味]", "満足度 [価格]", OPINION]
    it = reading(table(header, *(["2026/07/01 15:00:00", 5, 2, f"ご意見その{at}です"] for at in range(6))))
    assert {part.score for part in parts_of(READER.read(it))} == {None}
    assert len(it.unread) == 1


def test_ticked_boxes_are_choices(reading):
    boxes = ["食パン;クロワッサン", "食パン", "クロワッサン;あんパン", "食パン;あんパン"] * 3
    header = ["タイムスタンプ", "購入した商品をすべて選んでください", OPINION]
    it = reading(table(header, *(["2026/07/01 15:00:00", box, f"意見{at}"] for at, box in enumerate(boxes))))
    parts = parts_of(READER.read(it))
    assert len(parts) == 12
    assert parts[0].attrs["answers"][0]["answer"] == "食パン;クロワッサン"


def test_the_file_read_again_gives_the_same_threads(reading):
    row = ["2026/07/01 15:00:00", "", "4", "9", "焼きたてで美味しい"]
    first, second = (parts_of(READER.read(reading(answers(row)))) for _ in range(2))
    assert [part.thread_id for part in first] == [part.thread_id for part in second]


def test_satisfaction_in_words_is_a_score(reading):
    labels = ["とても満足", "満足", "普通", "不満", "満足", "普通"]
    rows = [["2026/07/01 15:00:00", label, f"ご意見その{at}です"] for at, label in enumerate(labels)]
    parts = parts_of(READER.read(reading(table(["タイムスタンプ", CSAT, OPINION], *rows))))
    assert [(part.score_type, part.score) for part in parts] == [("csat", score) for score in (5, 4, 3, 2, 4, 3)]


def test_numbers_that_nothing_explains_are_said(reading):
    rows = [["2026/07/01 15:00:00", number, f"ご意見その{number}です"] for number in (10, 5, 0, 8, 9, 7)]
    it = reading(table(["タイムスタンプ", "いくつですか？", OPINION], *rows))
    assert {part.score for part in parts_of(READER.read(it))} == {None}
    assert len(it.unread) == 1


def test_the_number_of_a_customer_that_a_question_asks_for(reading):
    rows = [["2026/07/01 15:00:00", f"M-10{number}", f"ご意見その{number}です"] for number in range(6)]
    parts = parts_of(READER.read(reading(table(["タイムスタンプ", "会員番号をご記入ください", OPINION], *rows))))
    assert [part.customer_ref for part in parts] == [f"M-10{number}" for number in range(6)]
