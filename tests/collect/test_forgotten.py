"""Forgotten people are known again, in whatever way an export writes them."""

import json

import pytest

from vocpipe.collect.forgotten import Forgotten, canonical, canonical_name, path_without, said_words
from vocpipe.collect.gather import gather
from vocpipe.records import Accepted, Feedback, LeftOut, Rejected
from vocpipe.store.tombstones import Tombstones

KEY = b"k" * 32


def stones(**of):
    """Tombstones of values by their kind."""
    empty = Tombstones(KEY)
    return Tombstones(KEY, frozenset(empty.hash_of(kind, *value) for kind, values in of.items() for value in values))


STONES = stones(
    who=[(canonical("c1"),), (canonical("yuki@shop.example"),)],
    name=[(canonical_name("Yuki Nakamura"),), (canonical_name("中村 雪"),)],
    part=[(canonical_name("Nakamura"),), (canonical_name("中村"),)],
    thread=[("tickets", "t-1001")],
    feedback=[("tickets", "m1"), ("tickets", "m2")],
    said=[("tickets", "m2", said_words("It broke."))],
)
FORGOTTEN = Forgotten(STONES, "tickets")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("c1", "Ｃ１"),
        ("12", "0012"),
        ("zendesk:1234567", "1234567"),
        ("YUKI@Shop.example", " yuki@shop.example"),
        ("001A0000006Vm9r", "001A0000006Vm9rIAC"),
        ("090-1234-5678", "+81 90 1234 5678"),
    ],
)
def test_one_id_has_one_spelling(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"), [("c1", "c10"), ("c1", "c01"), ("1", "10"), ("a@b.example", "a@b.example.org")]
)
def test_ids_that_are_alike_stay_apart(one, other):
    assert canonical(one) != canonical(other)


def gathered(*outcomes):
    return gather(outcomes, kind="ticket", forgotten=FORGOTTEN)


def said(source_id, text="Fine.", **fields):
    return Feedback(source_id=source_id, text=text, **fields)


def test_their_rows_are_counted_as_left_out_without_what_they_say():
    rows = [
        Accepted(1, [said("x", customer_ref="Ｃ１")], raw={"a": "c1"}),
        Accepted(2, [said("y", customer_ref="c10")]),
    ]
    result = gathered(*rows)
    assert (result.counts["rows_read"], result.counts["rows_accepted"], result.counts["rows_left_out"]) == (2, 1, 1)
    assert result.feedback["source_id"].to_pylist() == ["y"]
    assert [(row["outcome"], row["raw"]) for row in result.rejects.to_pylist()] == [("left out", None)]


def test_others_stay_in_a_row_that_they_share_and_do_not_name_them():
    parts = [
        said("p1", "The lamp broke.", customer_ref="c1", thread_id="t-1001"),
        said("p2", "As Nakamura said, mine too. 中村さんと同じです", customer_ref="c2", thread_id="t-1001"),
    ]
    raw = {"messages": [{"by": "c1", "text": "The lamp broke."}, {"by": "c2", "text": "As Nakamura said, mine too."}]}
    result = gathered(Accepted(1, parts, raw=raw))
    [row] = result.feedback.to_pylist()
    assert row["text"] == "As [NAME] said, mine too. [NAME]さんと同じです"
    assert json.loads(row["raw"]) == {
        "messages": [{"by": None, "text": None}, {"by": "c2", "text": "As [NAME] said, mine too."}]
    }
    assert result.counts["messages_left_out"] == 1


def test_an_id_that_a_source_gives_again_is_theirs_only_with_their_words():
    rows = [
        Accepted(1, [said("m1", "anything")]),
        Accepted(2, [said("m2", "IT BROKE", customer_ref="c7")]),
        Accepted(3, [said("m1", "Mine is fine.", customer_ref="c8")]),
    ]
    assert gathered(*rows).feedback["row_no"].to_pylist() == [3]


@pytest.mark.parametrize(
    "raw",
    ["3,c1,2026", '{"who": "C1"}', "mail yuki@shop.example.", "t-1001,agent,hello", "a;Yuki Nakamura;b", "中村 雪,x"],
)
def test_a_rejected_row_that_names_them_keeps_nothing(raw):
    rows = gathered(
        Rejected(1, "why", raw), LeftOut(2, "why", raw), Rejected(3, "why", "3,c10,2026")
    ).rejects.to_pylist()
    assert [row["raw"] for row in rows] == [None, None, "3,c10,2026"]


def test_a_path_loses_their_name():
    assert path_without(STONES, "inputs/answers.csv") == "inputs/answers.csv"
    assert path_without(STONES, "inputs/c10.csv") == "inputs/c10.csv"
    assert path_without(STONES, "inputs/[LINE] 中村雪とのトーク.txt").startswith("inputs/[LINE] [NAME]とのトーク.txt~")
    assert path_without(STONES, "inputs/chat Yuki Nakamura.txt").startswith("inputs/chat [NAME].txt~")
