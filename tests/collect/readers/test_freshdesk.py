"""Freshdesk: the CSV of tickets, tickets and ratings as JSON, messages as a table."""

import json

import pytest

from tests.collect.readers.outcomes import feedback_of
from tests.collect.vendor_files import accepted, left_out, parts, read, recognizes, refusals, rejected, table
from vocpipe.collect.readers.freshdesk import READER as CSV
from vocpipe.collect.readers.freshdesk_json import READER as JSON
from vocpipe.collect.readers.freshdesk_messages import READER as MESSAGES
from vocpipe.collect.readers.table import READER as TABLE
from vocpipe.collect.readers.zendesk import READER as ZENDESK
from vocpipe.records import Accepted, LeftOut

EXPORT = table(
    "Ticket ID,Subject,Status,Source,Agent,Created time,Resolved time,Last update time,Time tracked,Agent interactions,"
    "Customer interactions,Tags,Survey results,Full name,Contact ID",
    "71,The oven timer never rings,Closed,Email,Mika,2026-02-03 10:00:00,,2026-02-04 11:00:00,00:12:00,1,1,,103,A,5001",
    "72,注文の変更ができない,Open,Portal,Mika,2026-02-05 10:00:00,,2026-02-05 10:00:00,,0,1,,,花子,5002",
)


def test_a_csv_has_subjects_times_contacts_and_ratings_apart():
    outcomes, reading = read(CSV, EXPORT)
    first, rating, second = feedback_of(outcomes)
    assert (first.source_id, first.title, first.text, first.score) == ("71", "The oven timer never rings", None, None)
    assert (first.customer_ref, first.created_at.isoformat()) == ("5001", "2026-02-03T01:00:00+00:00")
    assert first.updated_at.isoformat() == "2026-02-04T02:00:00+00:00"
    assert (rating.source_id, rating.thread_id, rating.score_type, rating.score) == ("71-csat", "71", "csat", 5)
    assert (second.source_id, second.title, second.customer_ref) == ("72", "注文の変更ができない", "5002")
    assert any("subjects only" in warning for warning in reading.warnings)


def test_letter_case_varies_and_repeated_columns_are_numbered():
    old = EXPORT.replace("Created time", "Created Time").replace("Last update time", "Last updated time")
    outcomes, _ = read(CSV, old.replace("Tags", "Subject_1").replace("interactions", "Interactions"))
    assert [part.title for part in feedback_of(outcomes)][::2] == ["The oven timer never rings", "注文の変更ができない"]
    assert all(part.updated_at for part in feedback_of(outcomes))


@pytest.mark.parametrize(
    ("written", "score"),
    [
        ("103", 5), ("102", 4), ("101", 4), ("100", 3), ("-101", 2), ("-102", 2), ("-103", 1), ("−103", 1),
        ("1", 5), ("2", 3), ("3", 1), ("Extremely happy", 5), ("Unhappy", 2),
    ],
)  # fmt: skip
def test_grades_become_scores_and_old_ones_are_turned_round(written, score):
    outcomes, _ = read(CSV, EXPORT.replace(",103,", f",{written},"))
    assert [part.score for part in feedback_of(outcomes)] == [None, score, None]


def test_old_grades_are_said_and_numbers_of_no_survey_are_not_read():
    outcomes, reading = read(CSV, EXPORT.replace(",103,", ",1,"))
    assert any("1 is the best and 3 the worst" in warning for warning in reading.warnings)
    both = EXPORT.replace(",103,", ",1,").replace(",,,花子", ",,5,花子")
    outcomes, reading = read(CSV, both)
    assert [part.score for part in feedback_of(outcomes)] == [None, None]
    assert any("may be on one of two scales" in warning for warning in reading.warnings)


def test_an_unknown_grade_is_refused_and_the_ticket_comes_in():
    outcomes, _ = read(CSV, EXPORT.replace(",103,", ",104,"))
    assert isinstance(outcomes[0], Accepted)
    assert [value.field for value in outcomes[0].refused] == ["score"]


def test_the_exports_are_told_apart():
    assert recognizes(CSV, EXPORT, "tickets.csv")
    assert not recognizes(ZENDESK, EXPORT)
    assert not recognizes(CSV, "id,text,created_at\n1,fine,2026-01-01\n", "a.csv")
    assert recognizes(JSON, json.dumps([TICKET]))
    assert not recognizes(ZENDESK, json.dumps([TICKET]))
    assert not recognizes(JSON, json.dumps({"tickets": [{"id": 1, "requester_id": 2, "via": {}, "submitter_id": 3}]}))


def test_a_choice_of_columns_is_read_by_any_reader():
    chosen = table("Ticket ID,Subject,Created time,Email", "71,No timer,2026-02-03 10:00:00,ann@example.org")
    assert not recognizes(CSV, chosen, "a.csv")
    (part,) = feedback_of(read(TABLE, chosen)[0])
    assert (part.source_id, part.title, part.customer_email) == ("71", "No timer", "ann@example.org")
    assert part.created_at


MESSAGE = {"id": 9, "user_id": 8001, "incoming": True, "private": False, "created_at": "2026-02-03T03:00:00Z"}
TICKET = {
    "id": 71,
    "subject": "タイマー",
    "description": "<div>タイマーが<br>鳴りません</div>",
    "description_text": "タイマーが鳴りません",
    "source": 1,
    "requester_id": 8001,
    "responder_id": 17,
    "company_id": 55,
    "requester": {"email": "ann@example.org", "unique_external_id": "K-5"},
    "created_at": "2026-02-03T01:00:00Z",
    "updated_at": "2026-02-04T01:00:00Z",
    "spam": False,
    "deleted": False,
    "conversations": [
        {**MESSAGE, "body_text": "Still silent today."},
        {**MESSAGE, "id": 10, "user_id": 17, "incoming": False, "body_text": "We are looking into it."},
        {**MESSAGE, "id": 11, "user_id": 17, "incoming": False, "private": True, "body_text": "angry one"},
        {**MESSAGE, "id": 12, "body_text": ""},
    ],
}


def test_a_ticket_has_its_description_and_what_came_in():
    row = accepted(JSON, json.dumps(TICKET))
    assert parts(row) == [("71", "タイマーが鳴りません"), ("71-9", "Still silent today.")]
    first = row.feedback[0]
    assert (first.title, first.customer_ref, first.customer_email) == ("タイマー", "K-5", "ann@example.org")
    assert first.account_ref == "55"
    assert row.feedback[1].created_at.isoformat() == "2026-02-03T03:00:00+00:00"
    assert [reason for _, reason in left_out([row])] == [
        "an agent's words, not a customer's",
        "an internal note, not a customer's words",
        "a message without words, such as an image",
    ]


@pytest.mark.parametrize("shape", [lambda t: [t], lambda t: {"tickets": [t]}, lambda t: {"results": [t], "total": 1}])
def test_every_shape_of_json_reads_the_same(shape):
    assert parts(accepted(JSON, json.dumps(shape(TICKET))))[0] == ("71", "タイマーが鳴りません")


def test_the_accounts_export_wraps_tickets_and_notes():
    notes = [{"helpdesk_note": {**MESSAGE, "body": "Again!"}}, {**MESSAGE, "id": 3, "private": True, "body": "x"}]
    inside = {"display_id": 5, "id": 900, "description": "No bread", "requester_id": 8001, "notes": notes}
    row = accepted(JSON, json.dumps([{"helpdesk_ticket": inside}]))
    assert parts(row) == [("5", "No bread"), ("5-9", "Again!")]


def test_deleted_and_spam_tickets():
    deleted = accepted(JSON, json.dumps({**TICKET, "deleted": True}))
    assert (deleted.feedback[0].deleted, deleted.feedback[0].thread_id) == (True, "71")
    outcomes, _ = read(JSON, json.dumps({**TICKET, "spam": True}))
    assert [type(outcome) for outcome in outcomes] == [LeftOut]


def test_what_an_agent_filed_is_not_the_customers():
    outcomes, _ = read(JSON, json.dumps({**TICKET, "source": 3, "conversations": []}))
    assert left_out(outcomes) == [(1, "the record of a call, not a customer's words")]
    row = accepted(JSON, json.dumps({**TICKET, "source": 10}))
    assert parts(row) == [("71-9", "Still silent today.")]


def test_odd_tickets_are_rejected_or_their_values_refused():
    assert rejected(JSON, json.dumps([{"subject": "x", "requester_id": 1, "spam": False}])) == "no ticket id"
    row = accepted(JSON, json.dumps({**TICKET, "conversations": ["x"], "created_at": "soon"}))
    assert {field for field, _ in refusals(row)} == {"conversations[0]", "created_at"}
    unknown = {**MESSAGE, "incoming": None, "user_id": 4, "body_text": "who?"}
    assert left_out([accepted(JSON, json.dumps({**TICKET, "conversations": [unknown]}))])[0][1].startswith(
        "nothing shows"
    )


@pytest.mark.parametrize(
    ("ratings", "score"),
    [
        ({"default_question": 103, "question_2": -103}, 5),
        ([{"question": "question_2", "value": 103}, {"question": "default_question", "value": -102}], 2),
        (3, 1),
    ],
)
def test_ratings_of_tickets(ratings, score):
    rating = {"id": 4, "survey_id": 1, "ticket_id": 71, "user_id": 8001, "feedback": "遅い", "ratings": ratings}
    assert recognizes(JSON, json.dumps([rating]))
    (part,) = accepted(JSON, json.dumps([{**rating, "created_at": "2026-02-05T00:00:00Z"}])).feedback
    assert (part.thread_id, part.text, part.score_type, part.score) == ("71", "遅い", "csat", score)


def test_messages_as_a_table():
    rows = table(
        "id,ticket_id,incoming,private,body_text,user_id,created_at",
        "1,71,true,false,Still silent,8001,2026-02-03T03:00:00Z",
        "2,71,false,false,We are on it,17,2026-02-03T03:00:00Z",
        "3,71,false,true,angry,17,2026-02-03T03:00:00Z",
        "4,71,,false,まだです,8001,2026-02-03T03:00:00Z",
    )
    assert recognizes(MESSAGES, rows, "a.csv")
    outcomes, _ = read(MESSAGES, rows)
    assert [(part.text, part.thread_id, part.customer_ref) for part in feedback_of(outcomes)] == [
        ("Still silent", "71", "8001")
    ]
    assert [row for row, _ in left_out(outcomes)] == [3, 4, 5]
