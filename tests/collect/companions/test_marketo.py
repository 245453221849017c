"""Marketo's activities: one file that several readers share."""

import csv
import io
import json

from tests.collect.companions.tables import reading
from vocpipe.collect.companions import behavior, contacts
from vocpipe.collect.companions.rows import Behavior, Contact
from vocpipe.collect.parsing.marketo import attributes_of, is_activities, read_activities
from vocpipe.records import Accepted, LeftOut, Rejected

HEADER = (
    "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,"
    "primaryAttributeValue, attributes"
)
ROWS = (
    ("g1", "31", "2026-06-01T00:00:00Z", 1, "/prices", [{"name": "Query Parameters", "value": "a=b"}]),
    ("g2", "31", "2026-06-02T00:00:00Z", 6, "June letter", []),
    ("g3", "32", "2026-06-02T01:00:00Z", 10, "June letter", {"device": "phone"}),
    ("g4", "32", "2026-06-02T02:00:00Z", 9, "June letter", []),
    (
        "g5",
        "33",
        "2026-06-03T00:00:00Z",
        2,
        "Wishes",
        {"Form Fields": '{"Email": "a@x.jp", "What is missing?": "Oat milk"}'},
    ),
    (
        "g6",
        "33",
        "2026-06-03T01:00:00Z",
        2,
        "Wishes",
        [{"name": "Form Fields", "value": 's:4:"Wish";s:9:"More seats";'}],
    ),
    ("g7", "34", "2026-06-04T00:00:00Z", 100033, "Help", [{"name": "Transcript", "value": "The door is stuck."}]),
    ("g8", "34", "2026-06-04T00:00:00Z", 22, "Score", []),
    ("g9", "", "2026-06-04T00:00:00Z", 1, "/", []),
    ("g10", "35", "2026-06-04T00:00:00Z", "", "/", []),
)


def activities(tmp_path, *rows):
    out = io.StringIO(HEADER + "\n")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, lineterminator="\n")
    for guid, lead, at, kind, asset, attributes in rows or ROWS:
        writer.writerow([guid, lead, at, kind, 5, 6, asset, json.dumps(attributes)])
    return reading(tmp_path / "activities.csv", out.getvalue())


def test_what_the_lead_did_is_behavior_and_the_rest_is_left_out(tmp_path):
    outcomes = list(behavior.MARKETO.read(activities(tmp_path)))
    events = [(row.record.customer_ref, row.record.event) for row in outcomes if isinstance(row, Accepted)]
    assert events == [
        ("31", "visit web page"),
        ("32", "open mail"),
        ("32", "unsubscribe from mail"),
        ("33", "fill out form"),
        ("33", "fill out form"),
        ("34", "activity 100033"),
    ]
    assert [row.reason for row in outcomes if isinstance(row, LeftOut)] == [
        "not what the customer did: send mail",
        "not what the customer did: change score",
    ]
    assert len([row for row in outcomes if isinstance(row, Rejected)]) == 2
    assert isinstance(outcomes[0].record, Behavior)


def test_mail_that_was_sent_and_unsubscriptions_are_contacts(tmp_path):
    found = [row.record for row in contacts.MARKETO.read(activities(tmp_path)) if isinstance(row, Accepted)]
    assert [(row.customer_ref, row.contacted_at is not None, row.opted_out) for row in found] == [
        ("31", True, None),
        ("32", False, True),
    ]
    assert isinstance(found[0], Contact)


def test_answers_and_chats_are_words(tmp_path):
    words = []

    def note(row, activity):
        words.append((activity.lead_id, activity.answers, activity.chat))
        return row.accept(activity)

    list(read_activities(activities(tmp_path), note))
    assert [found for found in words if found[1] or found[2]] == [
        ("33", [("What is missing?", "Oat milk")], None),
        ("33", [("Wish", "More seats")], None),
        ("34", [], "The door is stuck."),
    ]


def test_both_roles_of_the_file_are_recognized(tmp_path):
    path = activities(tmp_path).path
    assert is_activities(path)
    assert contacts.MARKETO.recognizes(path)
    visits = reading(tmp_path / "visits.csv", f'{HEADER}\ng1,31,2026-06-01T00:00:00Z,1,5,6,/,"[]"\n').path
    assert is_activities(visits)
    assert not contacts.MARKETO.recognizes(visits)


def test_attributes_come_as_a_list_or_an_object():
    assert attributes_of('[{"name": "a", "value": 1}, {"value": 2}, 3]') == {"a": "1"}
    assert attributes_of('{"a": {"b": "c"}, "d": null}') == {"a": '{"b": "c"}'}
    assert attributes_of("no JSON") == attributes_of(None) == {}
