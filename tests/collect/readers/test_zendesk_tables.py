"""Zendesk comments and satisfaction ratings, as a warehouse stores them."""

from tests.collect.readers.outcomes import feedback_of
from tests.collect.vendor_files import left_out, read, recognizes, table
from vocpipe.collect.readers.zendesk import READER as TICKETS
from vocpipe.collect.readers.zendesk_comments import READER as COMMENTS
from vocpipe.collect.readers.zendesk_ratings import READER as RATINGS

ROWS = (
    "3,71,We look,2026-02-03 02:00:00,true,17,false,x",
    "1,71,No timer,2026-02-03 01:00:00,true,8001,false,x",
    "2,71,angry,2026-02-03 01:30:00,false,17,false,x",
    "4,71,まだです,2026-02-03 03:00:00,TRUE,8001,FALSE,x",
    "5,72,Call from 123,2026-02-03 03:00:00,true,8001,true,x",
)
HEADER = "id,ticket_id,body,created,public,user_id,voice_comment,_fivetran_synced"


def test_the_opener_of_a_ticket_is_its_customer():
    data = table(HEADER, *ROWS)
    assert recognizes(COMMENTS, data, "a.csv")
    assert not recognizes(TICKETS, data, "a.csv")
    outcomes, reading = read(COMMENTS, data)
    voices = feedback_of(outcomes)
    assert [(part.source_id, part.text, part.thread_id, part.customer_ref) for part in voices] == [
        ("1", "No timer", "71", "zendesk:8001"),
        ("4", "まだです", "71", "zendesk:8001"),
    ]
    assert voices[0].created_at.isoformat() == "2026-02-03T01:00:00+00:00"
    assert dict(left_out(outcomes)) == {
        2: "the words of somebody else than the customer who opened the ticket",
        4: "an internal note, not a customer's words",
        6: "the record of a call, not a customer's words",
    }
    assert "who is an agent" in reading.warnings[0]


def test_a_column_of_roles_tells_who_speaks():
    data = table(f"{HEADER},author_role", *(f"{row},{'agent' if ',17,' in row else 'end-user'}" for row in ROWS))
    outcomes, reading = read(COMMENTS, data)
    assert [part.source_id for part in feedback_of(outcomes)] == ["1", "4"]
    assert reading.warnings == []


def test_ratings():
    data = table(
        "comment,id,ticket_id,score,requester_id,reason,created_at,updated_at",
        "早い,1,71,good,8001,,2026-02-03T01:00:00Z,2026-02-04T01:00:00Z",
        ",2,72,bad,8002,slow,2026-02-03T01:00:00Z,2026-02-04T01:00:00Z",
        ",3,73,offered,8003,,2026-02-03T01:00:00Z,2026-02-04T01:00:00Z",
    )
    assert recognizes(RATINGS, data, "a.csv")
    outcomes, _ = read(RATINGS, data)
    assert [(part.text, part.score, part.thread_id, part.customer_ref) for part in feedback_of(outcomes)] == [
        ("早い", 5, "71", "zendesk:8001"),
        (None, 1, "72", "zendesk:8002"),
    ]
    assert {part.created_at.day for part in feedback_of(outcomes)} == {4}
    assert left_out(outcomes) == [(4, "a rating was offered, but not given")]
