"""Intercom: conversations as JSON and as a table, and parts as a table."""

import json

import pytest

from tests.collect.readers.outcomes import feedback_of
from tests.collect.vendor_files import accepted, left_out, parts, read, recognizes, refusals, rejected, table
from vocpipe.collect.readers.intercom import READER
from vocpipe.collect.readers.intercom_parts import READER as PARTS
from vocpipe.records import LeftOut

USER = {"type": "user", "id": "u1", "name": "Ann", "email": "ann@example.org"}
ADMIN = {"type": "admin", "id": "7"}
CONVERSATION = {
    "type": "conversation",
    "id": "500",
    "title": None,
    "created_at": 1770080400,
    "updated_at": 1770084000,
    "state": "closed",
    "source": {"type": "conversation", "id": "1", "delivered_as": "customer_initiated", "subject": "", "author": USER}
    | {"body": "<p>The oven timer never rings.</p>"},
    "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "u1", "external_id": "K-5"}]},
    "tags": {"type": "tag.list", "tags": [{"id": "3", "name": "timer"}]},
    "conversation_rating": {"rating": 2, "remark": "遅い", "created_at": 1770090000},
    "conversation_parts": {"type": "conversation_part.list", "conversation_parts": []},
}


def part(body, **members):
    return {"type": "conversation_part", "id": "9", "part_type": "comment", "body": body, "author": USER} | members


def with_parts(*members, **changes):
    held = {"type": "conversation_part.list", "conversation_parts": list(members)}
    return json.dumps({**CONVERSATION, "conversation_parts": held, **changes})


def test_the_opening_the_parts_and_the_rating():
    row = accepted(READER, with_parts(part("<p>鳴りません</p>", created_at=1770081000)))
    assert parts(row) == [
        ("500", "<p>The oven timer never rings.</p>"), ("500-9", "<p>鳴りません</p>"), ("500-csat", "遅い"),
    ]  # fmt: skip
    first, second, rating = row.feedback
    assert {(part.customer_ref, part.customer_email) for part in row.feedback} == {("K-5", "ann@example.org")}
    assert (first.thread_id, first.attrs["tags"]) == ("500", ["timer"])
    assert second.created_at.isoformat() == "2026-02-03T01:10:00+00:00"
    assert (rating.score_type, rating.score, rating.created_at.isoformat()) == ("csat", 2, "2026-02-03T03:40:00+00:00")


@pytest.mark.parametrize("written", [1770081000, 1770081000000, "2026-02-03T01:10:00Z", "1770081000"])
def test_times_in_every_form(written):
    row = accepted(READER, with_parts(part("x", created_at=written)))
    assert row.feedback[1].created_at.isoformat() == "2026-02-03T01:10:00+00:00"


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (part("<p>Thanks!</p>", author=ADMIN), "an agent's words, not a customer's"),
        (part("<p>angry</p>", author=ADMIN, part_type="note"), "an internal note, not a customer's words"),
        (
            part("<p>We typically reply in a few hours.</p>", author={"type": "bot", "id": "b"}),
            "an automatic reply, not a customer's words",
        ),
        (part(None, part_type="assignment"), "a line that a system wrote, not a customer's words"),
        (part(None, redacted=True), "the source has removed this message"),
        (
            part("<p>We’ve removed this part of the conversation to comply with Twitter’s terms and conditions.</p>"),
            "the source has removed this message",
        ),
        (part('<div><img src="a.png"></div>'), "a message without words, such as an image"),
        (part("who?", author=None), "nothing shows whether a customer or an agent wrote it"),
    ],
)
def test_what_is_left_out(message, reason):
    row = accepted(READER, with_parts(message))
    assert [part.source_id for part in row.feedback] == ["500", "500-csat"]
    assert [why for _, why in left_out([row])] == [reason]


def test_a_conversation_that_an_admin_opened():
    source = {**CONVERSATION["source"], "author": ADMIN, "delivered_as": "admin_initiated"}
    row = accepted(READER, with_parts(part("Yes, please."), source=source))
    assert parts(row)[0] == ("500-9", "Yes, please.")
    outcomes, _ = read(READER, with_parts(source=source, conversation_rating=None))
    assert [type(outcome) for outcome in outcomes] == [LeftOut]


def test_another_contact_speaks_for_itself():
    row = accepted(READER, with_parts(part("me too", author={"type": "lead", "id": "u2", "email": "b@example.org"})))
    assert (row.feedback[1].customer_ref, row.feedback[1].customer_email) == ("u2", "b@example.org")


@pytest.mark.parametrize(
    "shape",
    [
        lambda one: {"type": "conversation.list", "conversations": [one], "pages": {}},
        lambda one: {"type": "list", "data": [one]},
        lambda one: [one],
    ],
)
def test_every_shape_of_json(shape):
    data = json.dumps(shape(CONVERSATION))
    assert recognizes(READER, data)
    assert len(accepted(READER, data).feedback) == 2


def test_odd_conversations():
    assert rejected(READER, json.dumps([{"source": {"body": "x"}}])) == "no conversation id"
    assert rejected(READER, json.dumps([{"id": 1, "source": None}])) == "no message and no rating in it"
    row = accepted(READER, with_parts(7, conversation_rating={"rating": 9}))
    assert [field for field, _ in refusals(row)] == ["conversation_parts[0]", "conversation_rating.rating"]


def test_a_warehouses_table_of_conversations():
    data = table(
        "id,updated_at,created_at,state,source_author_id,source_author_type,source_delivered_as,source_body,source_subject,"
        "conversation_rating_value,conversation_rating_remark,conversation_rating_created_at,_fivetran_synced",
        "500,2026-02-03 02:00:00,2026-02-03 01:00:00,closed,u1,user,customer_initiated,<p>鳴りません</p>,,5,早い,"
        "2026-02-03 03:00:00,x",
        "501,2026-02-03 02:00:00,2026-02-03 01:00:00,open,7,admin,admin_initiated,<p>News!</p>,,,,,x",
    )
    assert recognizes(READER, data, "a.csv")
    outcomes, _ = read(READER, data)
    assert [(part.source_id, part.text, part.score) for part in feedback_of(outcomes)] == [
        ("500", "<p>鳴りません</p>", None),
        ("500-csat", "早い", 5),
    ]
    assert feedback_of(outcomes)[0].created_at.isoformat() == "2026-02-03T01:00:00+00:00"  # a warehouse keeps UTC
    assert left_out(outcomes) == [(3, "an agent's words, not a customer's")]


def test_parts_as_a_table():
    data = table(
        "author_type,id,conversation_id,part_type,body,author_id,created_at,updated_at",
        "user,1,500,comment,<p>鳴りません</p>,u1,1770081000,1770081000",
        "admin,2,500,comment,Thanks,7,1770081000,1770081000",
        "admin,3,500,note,angry,7,1770081000,1770081000",
        "bot,4,500,comment,Hello,b,1770081000,1770081000",
        "user,5,500,close,,u1,1770081000,1770081000",
        "user,6,500,comment,We've removed this part of the conversation to comply with Twitter's terms,u1,1770081000,1",
        "robot,7,500,comment,x,u1,1770081000,1770081000",
    )
    assert recognizes(PARTS, data, "a.csv")
    outcomes, _ = read(PARTS, data)
    (voice,) = feedback_of(outcomes)
    assert (voice.source_id, voice.thread_id, voice.customer_ref) == ("1", "500", "u1")
    assert voice.created_at.isoformat() == "2026-02-03T01:10:00+00:00"
    assert [row for row, _ in left_out(outcomes)] == [3, 4, 5, 6, 7, 8]
