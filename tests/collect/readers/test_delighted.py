"""Delighted's responses, as CSV and JSON."""

import json
from datetime import UTC, datetime

from tests.collect.readers.surveys import balanced, parts_of, table
from vocpipe.collect.readers.delighted import READER


def response(number, **more):
    own = {"id": str(number), "person": "42", "survey_type": "nps", "score": 10, "comment": f"Rolls no. {number}"}
    times = {"created_at": 1782867600, "updated_at": None, "permalink": f"https://delighted.com/r/{number}"}
    properties = {"customer_id": f"C-{number}", "Delighted Device Type": "desktop"}
    return {**own, **times, "person_properties": properties, "notes": [], "tags": [], "additional_answers": []} | more


def test_responses_of_the_api(reading):
    expanded = {"id": "43", "name": "Ann Lee", "email": "ann@example.com"}
    it = reading(
        json.dumps([response(1), response(2, person=expanded, survey_type="csat", score=4), response(3, comment="")]),
        name="responses.json",
    )
    assert READER.recognizes(it.path)
    outcomes = list(READER.read(it))
    first, second, third = parts_of(outcomes)
    assert (first.source_id, first.text, first.score_type, first.score) == ("1", "Rolls no. 1", "nps", 10)
    assert (first.customer_ref, first.created_at) == ("C-1", datetime(2026, 7, 1, 1, tzinfo=UTC))
    assert (second.score_type, second.score, second.customer_email) == ("csat", 4, "ann@example.com")
    assert (third.text, third.score) == (None, 10)
    assert balanced(outcomes)[0]


def test_csv(reading):
    header = [
        "Response ID",
        "Survey Type",
        "Score",
        "Comment",
        "Permalink",
        "Person Email",
        "Created At",
        "Customer ID",
    ]
    row = [
        "7",
        "five_star",
        "5",
        "Warm rolls",
        "https://delighted.com/r/7",
        "a@example.com",
        "2026-07-01 09:00:00",
        "C-7",
    ]
    it = reading(table(header, row))
    assert READER.recognizes(it.path)
    (part,) = parts_of(READER.read(it))
    assert (part.score_type, part.score, part.customer_ref, part.customer_email) == ("stars", 5, "C-7", "a@example.com")


def test_an_address_under_another_name_is_the_customers(reading):
    rows = [[str(n), "NPS", "9", f"Rolls no. {n}", f"ann{n}@example.com"] for n in range(4)]
    it = reading(table(["Response ID", "Survey type", "Score", "Comment", "Respondent e-mail"], *rows))
    assert parts_of(list(READER.read(it)))[3].customer_email == "ann3@example.com"
