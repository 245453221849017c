"""Typeform's responses as the API gives them."""

import json
from datetime import UTC, datetime

from tests.collect.readers.surveys import balanced, parts_of
from vocpipe.collect.readers.typeform import READER

FIELDS = {
    "nps": ("f1", "recommend", "nps"),
    "why": ("f2", "why", "long_text"),
    "bread": ("f3", "bread", "multiple_choice"),
}


def answer(name, kind, value):
    ident, ref, field_type = FIELDS[name]
    return {"field": {"id": ident, "ref": ref, "type": field_type}, "type": kind, kind: value}


def response(number, *answers, submitted="2026-07-01T09:05:00Z", **more):
    own = {"landing_id": f"t{number}", "token": f"t{number}", "response_id": f"t{number}", "submitted_at": submitted}
    return {**own, "landed_at": "2026-07-01T09:00:00Z", "answers": list(answers), **more}


def page(*responses):
    return json.dumps({"total_items": len(responses), "page_count": 1, "items": responses})


def test_answers_scores_choices_and_hidden_fields(reading):
    given = (
        answer("nps", "number", 9),
        answer("why", "text", "The crust."),
        answer("bread", "choices", {"labels": ["Rye", "Rolls"], "other": "Bagel"}),
        {"field": {"id": "f4", "ref": "mail", "type": "email"}, "type": "email", "email": "a@example.com"},
    )
    it = reading(page(response(1, *given, hidden={"customer_id": "C-1"})), name="responses.json")
    assert READER.recognizes(it.path)
    (part,) = parts_of(READER.read(it))
    assert (part.source_id, part.text, part.score_type, part.score) == ("t1", "The crust.", "nps", 9)
    assert (part.customer_ref, part.customer_email) == ("C-1", "a@example.com")
    assert part.created_at == datetime(2026, 7, 1, 9, 5, tzinfo=UTC)
    assert part.attrs["answers"][-1] == {"question": "bread", "option": "", "answer": "Rye; Rolls; Bagel"}
    assert len(it.unread) == 1  # the form is not there


def test_the_form_beside_the_responses_has_the_questions(reading):
    group = {"ref": "g", "type": "group", "properties": {"fields": [{"id": "f2", "ref": "why", "title": "Why?"}]}}
    reading(json.dumps({"id": "form", "title": "Bread", "fields": [group]}), name="form.json")
    it = reading(page(response(1, answer("why", "text", "The crust."))), name="responses.json")
    (part,) = parts_of(READER.read(it))
    assert part.attrs["question"] == "Why?"
    assert it.unread == []


def test_a_response_that_was_never_sent_is_dated_by_its_start(reading):
    it = reading(
        page(
            response(1, answer("why", "text", "The crust."), submitted="0001-01-01T00:00:00Z", response_type="partial")
        ),
        name="responses.json",
    )
    (part,) = parts_of(READER.read(it))
    assert part.created_at == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert part.attrs["partial"] is True


def test_what_is_no_response_is_rejected_and_counted(reading):
    text = page(response(1, answer("why", "text", "The crust.")), {"nothing": 1}, 7)
    outcomes = list(READER.read(reading(text, name="responses.json")))
    even, counts = balanced(outcomes)
    assert even
    assert counts["rows_rejected"] == 2
