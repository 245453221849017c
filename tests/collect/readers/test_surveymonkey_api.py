"""SurveyMonkey's responses as its API gives them, with words and without."""

import json
from datetime import UTC, datetime

import pytest

from tests.collect.readers.surveys import balanced, parts_of
from vocpipe.collect.readers.surveymonkey import READER

RECOMMEND, BREAD, BETTER = "How likely is it that you would recommend us?", "Which bread?", "What could be better?"
DETAILS = {
    "title": "Bread",
    "pages": [
        {
            "questions": [
                {
                    "id": "10",
                    "family": "matrix",
                    "headings": [{"heading": RECOMMEND}],
                    "answers": {"rows": [{"id": "1", "text": ""}], "choices": [{"id": "109", "text": "9"}]},
                },
                {
                    "id": "20",
                    "family": "multiple_choice",
                    "headings": [{"heading": BREAD}],
                    "answers": {"choices": [{"id": "201", "text": "Rye"}, {"id": "202", "text": "Rolls"}]},
                },
                {"id": "30", "family": "open_ended", "headings": [{"heading": BETTER}]},
            ]
        }
    ],
}


def question(ident, answers, family=None, heading=None):
    return {"id": ident, "answers": answers} | ({"family": family, "heading": heading} if family else {})


def page(simple, **more):
    grade, rye = {"choice_id": "109", "row_id": "1"}, {"choice_id": "201"}
    if simple:
        grade, rye = {**grade, "simple_text": "9"}, {**rye, "simple_text": "Rye"}
    questions = [
        question("10", [grade], simple and "matrix", RECOMMEND),
        question(
            "20",
            [rye, {"choice_id": "202", **({"simple_text": "Rolls"} if simple else {})}],
            simple and "multiple_choice",
            BREAD,
        ),
        question("30", [{"text": "Open on Sundays"}], simple and "open_ended", BETTER),
    ]
    response = {"id": "118", "collector_id": "45", "response_status": "completed", "custom_value": "C-1"}
    times = {"date_created": "2026-07-01T09:00:00+00:00", "date_modified": "2026-07-01T09:05:00+00:00"}
    whole = {
        **response,
        **times,
        "email_address": "a@example.com",
        "pages": [{"id": "1", "questions": questions}],
        **more,
    }
    return json.dumps({"data": [whole], "per_page": 100, "total": 1})


@pytest.mark.parametrize("simple", [True, False])
def test_words_come_with_the_responses_or_from_the_details_beside_them(reading, simple):
    if not simple:
        reading(json.dumps(DETAILS), name="details.json")
    it = reading(page(simple), name="responses.json")
    assert READER.recognizes(it.path)
    (part,) = parts_of(READER.read(it))
    assert (part.source_id, part.text, part.score_type, part.score) == ("118", "Open on Sundays", "nps", 9)
    assert (part.customer_ref, part.customer_email) == ("C-1", "a@example.com")
    assert part.created_at == datetime(2026, 7, 1, 9, 5, tzinfo=UTC)
    assert part.attrs["question"] == BETTER
    assert part.attrs["answers"][1] == {"question": BREAD, "option": "", "answer": "Rye; Rolls"}


def test_ids_without_words_are_said(reading):
    it = reading(page(False), name="responses.json")
    (part,) = parts_of(READER.read(it))
    assert (part.text, part.score) == ("Open on Sundays", None)
    assert len(it.unread) == 1


def test_a_response_of_1970_is_dated_by_its_last_change(reading):
    it = reading(page(True, date_created="1970-01-01T00:00:00+00:00", response_status="partial"), name="responses.json")
    (part,) = parts_of(READER.read(it))
    assert part.created_at == datetime(2026, 7, 1, 9, 5, tzinfo=UTC)
    assert part.attrs["partial"] is True


def test_what_is_no_response_is_rejected(reading):
    content = json.loads(page(True))
    content["data"] += [{"id": "2"}, None]
    outcomes = list(READER.read(reading(json.dumps(content), name="responses.json")))
    even, counts = balanced(outcomes)
    assert even
    assert counts["rows_rejected"] == 2
