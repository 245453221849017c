"""Zendesk's tickets as JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.collect.readers.tickets import CSV_HEADER, CSV_ROW, TICKET, comment, ticket
from tests.collect.vendor_files import (
    accepted,
    left_out_whole,
    messages_left_out,
    only,
    parts,
    read,
    recognizes,
    refusals,
)
from vocpipe.collect.readers.zendesk import READER
from vocpipe.records import Accepted, Rejected

AGENT = "an agent's words, not a customer's"


def test_a_ticket_comes_with_subject_words_times_and_where_it_stands() -> None:
    row = accepted(READER, ticket())
    message = only(row)
    assert (message.source_id, message.thread_id, message.part_no) == ("16988", "16988", 0)
    assert (message.title, message.text) == ("請求書", "PDFで出せません")
    assert message.created_at == datetime(2026, 1, 22, 0, 19, 23, tzinfo=UTC)
    assert message.updated_at == datetime(2026, 2, 13, 18, 42, 39, tzinfo=UTC)
    assert message.url == "https://acme.zendesk.com/agent/tickets/16988"
    assert message.attrs == {
        "status": "solved",
        "priority": "high",
        "tags": ["billing"],
        "organization_id": 37,
        "channel": "email",
        "custom_fields": {"360001": "pro"},
    }
    assert row.raw["id"] == 16988
    assert row.refused == []


@pytest.mark.parametrize(
    "text", [f'{{"tickets": [{ticket()}]}}', f"[{ticket()}]", ticket() + "\n", f'{{"ticket": {ticket()}}}']
)
def test_pages_lists_and_lines_are_the_same(text: str) -> None:
    assert only(accepted(READER, text)).source_id == "16988"


def test_further_public_comments_of_the_requester_are_parts_in_the_order_of_time() -> None:
    comments = [comment(3, 1, "まだ出ません"), comment(2, 9, "再度お試しください"), comment(1, 1, "PDFで出せません")]
    row = accepted(READER, ticket(comments=comments))
    assert parts(row) == [("16988", "PDFで出せません"), ("16988-3", "まだ出ません")]
    assert [part.part_no for part in row.feedback] == [0, 2]
    assert [part.title for part in row.feedback] == ["請求書", None]
    assert messages_left_out(row) == [("再度お試しください", AGENT)]


def test_the_description_and_the_same_first_comment_are_one() -> None:
    same = {"id": 1, "author_id": 1, "html_body": "<p>PDFで&nbsp;出せません</p>", "created_at": "2026-01-22T00:19:23Z"}
    row = accepted(READER, ticket(description="PDFで 出せません\n", comments=[same]))
    assert parts(row) == [("16988", "<p>PDFで&nbsp;出せません</p>")]


def test_without_a_description_the_first_comment_opens_the_ticket() -> None:
    row = accepted(READER, ticket(description=None, comments=[comment(2, 1, "二番目"), comment(1, 1, "最初")]))
    assert parts(row) == [("16988", "最初"), ("16988-2", "二番目")]


def test_the_plain_body_is_preferred_then_html_then_the_body() -> None:
    bodies = {"plain_body": "plain", "html_body": "<p>html</p>", "body": "body"}
    for name in ("plain_body", "html_body", "body"):
        row = accepted(READER, ticket(comments=[{"id": 5, "author_id": 1, **bodies}]))
        assert row.feedback[1].text == bodies.pop(name)


def test_internal_notes_are_left_out_whoever_wrote_them() -> None:
    row = accepted(READER, ticket(comments=[comment(1, 1, "社内メモ", public=False)]))
    assert parts(row) == [("16988", "PDFで出せません")]
    assert messages_left_out(row) == [("社内メモ", "an internal note, not a customer's words")]


@pytest.mark.parametrize("role", ["agent", "admin"])
def test_the_role_reveals_an_agent_even_as_the_requester(role: str) -> None:
    page = {"tickets": [json.loads(ticket(comments=[comment(1, 1, "x")]))], "users": [{"id": 1, "role": role}]}
    assert AGENT in left_out_whole(READER, json.dumps(page))


def test_another_end_user_is_not_the_requester_but_no_agent() -> None:
    row = accepted(READER, ticket(comments=[comment(1, 5, "me too", author={"role": "end-user"})]))
    assert messages_left_out(row) == [("me too", "another person's words, not the requester's")]


def test_a_comment_without_an_author_is_left_out() -> None:
    row = accepted(READER, ticket(comments=[{"id": 5, "plain_body": "who?"}]))
    assert messages_left_out(row) == [("who?", "nothing says who wrote it")]


@pytest.mark.parametrize(
    "agent_made", [{"submitter_id": 9}, {"via": {"channel": "phone"}}, {"via": {"channel": "voice"}}]
)
def test_what_an_agent_filed_is_left_out_if_nothing_else_is_in_it(agent_made: dict[str, Any]) -> None:
    assert left_out_whole(READER, ticket(**agent_made)) == f"nothing of a customer in it: {AGENT}"


def test_what_the_requester_answers_in_an_agents_ticket_is_kept() -> None:
    comments = [comment(1, 9, "PDFで出せません"), comment(2, 1, "はい、困っています")]
    row = accepted(READER, ticket(submitter_id=9, comments=comments))
    assert parts(row) == [("16988-2", "はい、困っています")]
    assert messages_left_out(row) == [("PDFで出せません", AGENT)]


def test_a_ticket_that_an_agent_filed_in_the_requesters_words_is_kept() -> None:
    row = accepted(READER, ticket(submitter_id=9, comments=[comment(1, 1, "PDFで出せません")]))
    assert parts(row) == [("16988", "PDFで出せません")]


def test_the_note_of_a_phone_call_is_the_agents_even_under_the_requesters_name() -> None:
    comments = [comment(1, 1, "PDFで出せません"), comment(2, 1, "自分で書いた返信")]
    row = accepted(READER, ticket(via={"channel": "phone"}, comments=comments))
    assert parts(row) == [("16988-2", "自分で書いた返信")]
    assert messages_left_out(row) == [("PDFで出せません", AGENT)]


def test_a_deleted_ticket_takes_its_whole_thread_along() -> None:
    row = accepted(READER, ticket(status="deleted"))
    gone = only(row)
    assert (gone.deleted, gone.source_id, gone.thread_id, gone.text) == (True, None, "16988", None)
    assert gone.updated_at == datetime(2026, 2, 13, 18, 42, 39, tzinfo=UTC)
    assert row.raw == {}


@pytest.mark.parametrize(
    ("rating", "score", "text"),
    [
        ({"score": "good", "comment": "早い"}, 5.0, "早い"),
        ({"score": "bad", "comment": None}, 1.0, None),
        ("good", 5.0, None),
        ("bad_with_comment", 1.0, None),
        ({"score": 4}, 4.0, None),
    ],
)
def test_the_rating_is_a_part_of_its_own(rating: Any, score: float, text: str | None) -> None:
    message, rated = accepted(READER, ticket(satisfaction_rating=rating)).feedback
    assert (message.score, message.text) == (None, "PDFで出せません")
    assert (rated.source_id, rated.thread_id, rated.text) == ("16988-csat", "16988", text)
    assert (rated.score_type, rated.score) == ("csat", score)
    assert rated.created_at == rated.updated_at
    assert rated.attrs["satisfaction_rating"] == (rating["score"] if isinstance(rating, dict) else rating)


@pytest.mark.parametrize("rating", [None, "offered", {"score": "unoffered"}, {"score": None}, ""])
def test_a_ticket_that_nobody_rated_has_no_score(rating: Any) -> None:
    assert only(accepted(READER, ticket(satisfaction_rating=rating))).score is None


def test_an_unknown_rating_is_refused() -> None:
    row = accepted(READER, ticket(satisfaction_rating="splendid"))
    assert refusals(row) == [("satisfaction_rating", "neither good nor bad, nor 1 to 5")]


def test_a_rated_ticket_of_an_agents_words_is_kept_for_its_rating() -> None:
    row = accepted(READER, ticket(submitter_id=9, satisfaction_rating="good"))
    assert only(row).source_id == "16988-csat"


@pytest.mark.parametrize(
    ("changes", "users", "expected"),
    [
        ({"requester": {"external_id": "C-1"}}, [], "C-1"),
        ({}, [{"id": 1, "external_id": "C-2"}], "C-2"),
        ({}, [], "zendesk:1"),
        ({"requester_id": None, "submitter_id": None}, [], None),
    ],
)
def test_the_customer_is_the_companys_own_id_where_there_is_one(
    changes: dict[str, Any], users: list[dict[str, Any]], expected: str | None
) -> None:
    page = {"tickets": [{**TICKET, **changes}], "users": users}
    assert only(accepted(READER, json.dumps(page))).customer_ref == expected


@pytest.mark.parametrize(
    ("column", "expected"), [("organization_id", "37"), ("360001", "pro"), ("via.channel", "email")]
)
def test_the_settings_may_name_the_customers_field(column: str, expected: str) -> None:
    row = accepted(READER, ticket(), columns={"customer_id": column})
    assert only(row).customer_ref == expected


def test_a_customers_field_that_no_ticket_has_is_warned_of() -> None:
    _, reading = read(READER, ticket(), columns={"customer_id": "accout"})
    assert reading.warnings == ["no ticket has the field 'accout' that the settings name for customer_id"]


@pytest.mark.parametrize(
    ("changes", "users", "expected"),
    [
        ({"requester": {"email": "r@example.com"}}, [], "r@example.com"),
        ({}, [{"id": 1, "email": "u@example.com"}], "u@example.com"),
        ({}, [], "a@example.com"),
        ({"via": {"channel": "web", "source": {"from": {}}}}, [], None),
    ],
)
def test_the_address_is_taken_from_whoever_has_it(
    changes: dict[str, Any], users: list[dict[str, Any]], expected: str | None
) -> None:
    page = {"tickets": [{**TICKET, **changes}], "users": users}
    assert only(accepted(READER, json.dumps(page))).customer_email == expected


def test_broken_lines_are_rejected_with_their_line() -> None:
    outcomes, _ = read(READER, f'{ticket()}\n{{"subject": "x"}}\n[]\n5\nnonsense\n{ticket(id=2)[:-20]}')
    assert [part.row for part in outcomes] == [1, 2, 4, 5, 6]
    assert [isinstance(part, Accepted) for part in outcomes] == [True, False, False, False, False]
    reasons = [part.reason for part in outcomes if isinstance(part, Rejected)]
    assert reasons[0] == "no ticket id"
    assert reasons[1] == "not an object but a number"
    assert reasons[2].startswith("line 5 is no JSON")
    assert "cut off" in reasons[3]


def test_a_bad_time_is_refused_and_the_ticket_comes_in() -> None:
    row = accepted(READER, ticket(created_at="1970-01-01T00:00:00Z"))
    assert (only(row).created_at, only(row).created_at_raw) == (None, "1970-01-01T00:00:00Z")
    assert [name for name, _ in refusals(row)] == ["created_at"]


def test_a_broken_first_line_does_not_cost_a_json_file(tmp_path: Path) -> None:
    path = tmp_path / "tickets.jsonl"
    path.write_text(f'bject": "x"}}\n{ticket()}\n', encoding="utf-8")
    outcomes, _ = read(READER, path)
    assert [isinstance(part, Accepted) for part in outcomes] == [False, True]


def test_an_encoding_that_only_the_settings_know_is_read() -> None:
    data = ticket(description="Größe " * 20, subject="x").encode("latin-1")
    assert only(accepted(READER, data, encoding="latin-1")).text == "Größe " * 20


def test_its_own_files_are_recognized_and_no_others() -> None:
    assert recognizes(READER, ticket())
    assert recognizes(READER, f'{{"tickets": [{ticket()}]}}')
    assert recognizes(READER, CSV_HEADER + CSV_ROW)
    assert not recognizes(READER, '{"id": 1, "subject": "x", "requester_id": 2, "responder_id": 3, "via": 1}')
    assert not recognizes(READER, "id,text\n1,x\n")
    assert not recognizes(READER, "")
