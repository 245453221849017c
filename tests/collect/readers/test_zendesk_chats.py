"""Zendesk's chats, notes of a merge, deleted texts and side conversations."""

import json

import pytest

from tests.collect.readers.tickets import comment, ticket
from tests.collect.vendor_files import accepted, left_out_whole, messages_left_out, parts, read, refusals, rejected
from vocpipe.collect.readers.zendesk import READER
from vocpipe.records import Accepted, LeftOut

CHAT = """Chat started: 2026-03-04 01:15 PM UTC

(01:15:08 PM) Visitor 82: The invoice shows the wrong
company name
(01:15:31 PM) Noa: Which one should it be?
(01:16:02 PM) Visitor 82: Northwind KK
(01:16:40 PM) *** Visitor 82 left ***"""
JAPANESE = (
    "(10:02:11) お客様: 印刷ができません\n(10:02:30) 自動応答: よくある質問をご覧ください\n(10:03:02) 佐藤: 確認します"
)


def chat(body: str, channel: str = "chat", **more):
    return ticket(description=body, via={"channel": channel}, comments=[comment(1, 1, body)], **more)


def test_the_visitors_turns_are_the_customers_words():
    row = accepted(READER, chat(CHAT, subject="Conversation with Visitor 82"))
    assert parts(row) == [
        ("16988", "The invoice shows the wrong\ncompany name"),
        ("16988-t1", "Northwind KK"),
    ]
    assert [part.title for part in row.feedback] == [None, None]
    assert [text for text, _ in messages_left_out(row)] == [
        "Chat started: 2026-03-04 01:15 PM UTC",
        "Which one should it be?",
        "(01:16:40 PM) *** Visitor 82 left ***",
    ]


def test_a_japanese_chat_without_any_list_of_users():
    row = accepted(READER, chat(JAPANESE, "native_messaging"))
    assert parts(row) == [("16988", "印刷ができません")]
    assert [reason.split(",")[0] for _, reason in messages_left_out(row)] == ["an automatic reply", "an agent's words"]


@pytest.mark.parametrize(
    "more",
    [
        {"subject": "Conversation with Lee Park"},
        {"requester": {"name": "Lee Park"}},
    ],
)
def test_a_visitor_with_a_name_is_known_by_the_ticket(more):
    body = "(09:00:01) Lee Park: it is slow\n(09:00:09) Noa: since when?\n(09:01:00) Lee Park: monday"
    row = accepted(READER, chat(body, **more))
    assert [text for _, text in parts(row)] == ["it is slow", "monday"]


def test_the_list_of_users_tells_who_is_an_agent():
    body = "(09:00:01) Lee Park: it is slow\n(09:00:09) Noa: since when?"
    page = {"tickets": [json.loads(chat(body))], "users": [{"id": 9, "name": "Noa", "role": "agent"}]}
    assert parts(accepted(READER, json.dumps(page))) == [("16988", "it is slow")]


def test_where_nothing_tells_who_is_who_nobody_is_guessed():
    body = "(09:00:01) Lee: it is slow\n(09:00:09) Noa: since when?"
    assert "nothing shows whether this speaker is a customer" in left_out_whole(READER, chat(body, subject=""))
    settings = {"speakers": {"Noa": "agent"}}
    assert parts(accepted(READER, chat(body, subject=""), **settings)) == [("16988", "it is slow")]


def test_a_mail_that_names_a_time_is_no_chat():
    body = "At 10:30 it broke:\n10:30 Error: no space left"
    assert parts(accepted(READER, ticket(description=body, comments=[comment(1, 1, body)]))) == [("16988", body)]


MERGES = [
    'This request was closed and merged into request #31 "Login".',
    'Request #30 "Login" was closed and merged into this request. Last comment in request #30:\n\nI cannot log in.',
    "リクエスト #30「ログイン」は終了し、このリクエストに統合されました。",
    "このリクエストは終了し、リクエスト #31 に統合されました。",
]


@pytest.mark.parametrize("note", MERGES)
def test_a_note_of_a_merge_is_nobodys_words(note):
    row = accepted(READER, ticket(comments=[comment(2, 1, note)]))
    assert parts(row) == [("16988", "PDFで出せません")]
    assert messages_left_out(row) == [(note, "a line that a system wrote, not a customer's words")]


def test_who_speaks_of_a_merger_is_still_heard():
    body = "Our two companies merged; please merge our accounts too."
    assert ("16988-2", body) in parts(accepted(READER, ticket(comments=[comment(2, 1, body)])))


@pytest.mark.parametrize("mark", ["SCRUBBED", "ADMIN_REDACTED", "[redacted]", "▇▇▇▇ ▇▇▇▇"])
def test_a_deleted_text_is_none(mark):
    row = accepted(READER, ticket(comments=[comment(2, 1, mark)]))
    assert parts(row) == [("16988", "PDFで出せません")]
    assert refusals(row) == [("comments[0]", "these words were deleted in Zendesk")]
    whole = ticket(subject=mark, description=mark)
    assert "deleted in Zendesk" in rejected(READER, whole)


def test_a_text_with_a_part_taken_out_is_kept():
    body = "My card ▇▇▇▇ 1234 was charged twice"
    row = accepted(READER, ticket(description="SCRUBBED", comments=[comment(1, 1, body)]))
    assert parts(row) == [("16988", body)]


def test_a_side_conversation_is_left_out():
    aside = {"via": {"channel": "side_conversation"}}
    assert "colleagues" in left_out_whole(READER, ticket(**aside))
    row = accepted(READER, ticket(comments=[comment(2, 1, "can you check this for me?", **aside)]))
    assert [text for text, _ in messages_left_out(row)] == ["can you check this for me?"]


def test_what_a_rule_writes_is_left_out():
    row = accepted(READER, ticket(comments=[comment(2, 1, "We got your mail", via={"channel": "rule"})]))
    assert [text for text, _ in messages_left_out(row)] == ["We got your mail"]


def test_every_ticket_is_counted_once():
    page = {"tickets": [json.loads(chat(CHAT, id=1)), json.loads(ticket(id=2, via={"channel": "side_conversation"}))]}
    outcomes, _ = read(READER, json.dumps(page))
    assert [type(outcome) for outcome in outcomes] == [Accepted, LeftOut]
