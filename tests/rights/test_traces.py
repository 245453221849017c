"""Traces of a person in texts that are not theirs."""

import pytest

from vocpipe.rights.person import Person
from vocpipe.rights.traces import CUT, Traces

PERSON = Person(
    ids=("c1", "K-20017", "12"),
    emails=("yuki@shop.example",),
    phones=("090-1234-5678",),
    names=("Yuki Nakamura", "中村雪"),
    texts=("The blue heron scanner never warms up.", "青鷺の読取機が朝まったく温まらない"),
)
TRACES = Traces(PERSON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c1 and c10 and C1", "[ID] and c10 and [ID]"),
        ("ask ＹＵＫＩ＠shop.example now", "ask [EMAIL] now"),
        ("yuki@shop.example.org is another", "yuki@shop.example.org is another"),
        ("+81 90 1234 5678 or (090)12345678", "[PHONE] or [PHONE]"),
        ("see https://x.example/?u=yuki%40shop.example", "see https://x.example/?u=[EMAIL]"),
        ("yuki  nakamura called", "[NAME] called"),
        ("They say the blue heron scanner is cold", f"They say {CUT} is cold"),
        ("「青鷺の読取機が朝」とのこと", f"「{CUT}」とのこと"),
        ("12 of 12 were fine", "12 of 12 were fine"),
        ("A heron stood there", "A heron stood there"),
    ],
)
def test_what_names_or_quotes_the_person_is_masked_in_what_is_nobodys_own(text, expected):
    assert TRACES.masked(text) == expected


def test_what_others_said_too_is_no_quotation():
    traces = Traces(PERSON, lambda run: "blueheronscanner" in run)
    assert traces.masked("They say the blue heron scanner is cold") == "They say the blue heron scanner is cold"


def test_in_a_text_by_somebody_else_only_what_is_sure_is_masked():
    text = "c1, Yuki Nakamura and the blue heron scanner never warm; K-20017 yuki@shop.example"
    assert TRACES.masked_elsewhere(text) == text.replace("K-20017", "[ID]").replace("yuki@shop.example", "[EMAIL]")


def test_beside_the_person_single_words_of_the_name_are_masked_too():
    assert TRACES.masked_beside("As Yuki told you, Nakamura and I agree.") == "As [NAME] told you, [NAME] and I agree."
    assert TRACES.masked_copy("12") == "[ID]"
    assert TRACES.masked_word("nakamura") == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [("blue heron", True), ("温まらない", True), ("nakamura", True), ("cold", False), ("c1", True)],
)
def test_a_name_in_the_persons_words_alone_is_known(name, expected):
    assert TRACES.is_from_them_alone(name) is expected
