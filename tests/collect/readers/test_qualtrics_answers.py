"""Qualtrics' answers in a warehouse: one row per answer, with the responses in a table beside them."""

from datetime import UTC, datetime

from tests.collect.readers.surveys import balanced, said, table
from vocpipe.collect.readers.qualtrics_answers import READER

HEADER = [
    "_fivetran_id",
    "loop_id",
    "question",
    "question_id",
    "question_option_key",
    "response_id",
    "sub_question_key",
]
HEADER += ["text", "value"]
ANSWERS = [
    ["a1", "", "How likely are you to recommend us?", "QID1", "", "R_1aaaa", "", "9", "9"],
    ["a2", "", "Why?", "QID2", "", "R_1aaaa", "", "The crust.", ""],
    ["a3", "", "Which bread?", "QID3", "", "R_1aaaa", "", "Rye", "2"],
    ["a4", "", "Why?", "QID2", "", "R_2bbbb", "", "Only a test.", ""],
    ["a5", "", "Why?", "QID2", "", "R_1aaaa", "", "", ""],
]
RESPONSES = [
    ["id", "recorded_date", "recipient_email", "status", "finished"],
    ["R_1aaaa", "2026-07-01T09:05:00Z", "a@example.com", "0", "1"],
    ["R_2bbbb", "2026-07-01T09:05:00Z", "", "1", "1"],
]


def test_answers_join_their_responses(reading):
    reading(table(*RESPONSES), name="survey_response.csv")
    it = reading(table(HEADER, *ANSWERS), name="question_response.csv")
    assert READER.recognizes(it.path)
    outcomes = list(READER.read(it))
    assert said(outcomes) == [
        ("a1", "How likely are you to recommend us?", None, "nps", 9),
        ("a2", "Why?", "The crust.", None, None),
        ("a3", "Which bread?", None, None, None),
    ]
    first = outcomes[0].feedback[0]
    assert (first.thread_id, first.customer_email) == ("R_1aaaa", "a@example.com")
    assert first.created_at == datetime(2026, 7, 1, 9, 5, tzinfo=UTC)
    even, counts = balanced(outcomes)
    assert even
    assert (counts["rows_left_out"], counts["rows_rejected"]) == (1, 1)


def test_without_the_responses_it_is_said(reading):
    it = reading(table(HEADER, *ANSWERS), name="question_response.csv")
    assert len(said(READER.read(it))) == 4
    assert len(it.unread) == 1
