"""Who speaks, by a word: roles of both languages, vendors' codes, names with a role in them."""

import pytest

from vocpipe.collect.parsing.speakers import Speaker, reason_of, speaker_of, strongest, vocabulary
from vocpipe.wording import say

WORDS = [
    ("customer", Speaker.CUSTOMER),
    ("End-User", Speaker.CUSTOMER),
    ("END_USER", Speaker.CUSTOMER),
    ("Visitor 7720", Speaker.CUSTOMER),
    ("Web User 9c1e", Speaker.CUSTOMER),
    ("chasitor", Speaker.CUSTOMER),
    ("お客様", Speaker.CUSTOMER),
    ("お客さま（高橋様）", Speaker.CUSTOMER),
    ("回答者３", Speaker.CUSTOMER),
    ("顧客B", Speaker.CUSTOMER),
    ("問合せ者", Speaker.CUSTOMER),
    ("木村様", Speaker.CUSTOMER),
    ("admin", Speaker.AGENT),
    ("HUMAN_AGENT", Speaker.AGENT),
    ("Customer Support", Speaker.AGENT),
    ("Noa (Support)", Speaker.AGENT),
    ("Northwind Support", Speaker.AGENT),
    ("Interviewer", Speaker.AGENT),
    ("お客様サポート", Speaker.AGENT),
    ("オペレーター 木村", Speaker.AGENT),
    ("担当：木村", Speaker.AGENT),
    ("聞き手", Speaker.AGENT),
    ("弊社", Speaker.AGENT),
    ("operator_bot", Speaker.BOT),
    ("CUSTOM_BOT", Speaker.BOT),
    ("Northwind Bot", Speaker.BOT),
    ("AI", Speaker.BOT),
    ("自動応答", Speaker.BOT),
    ("internal note", Speaker.NOTE),
    ("社内メモ", Speaker.NOTE),
    ("macro", Speaker.SYSTEM),
    ("システム", Speaker.SYSTEM),
    ("Ai", Speaker.UNKNOWN),
    ("Ai Kimura", Speaker.UNKNOWN),
    ("Steve Guest", Speaker.UNKNOWN),
    ("Speaker 1", Speaker.UNKNOWN),
    ("木村", Speaker.UNKNOWN),
    ("", Speaker.UNKNOWN),
]


@pytest.mark.parametrize(("word", "speaker"), WORDS)
def test_who_a_word_names(word, speaker):
    assert speaker_of(word) is speaker


def test_only_a_customer_and_an_unknown_speaker_are_heard():
    assert [speaker for speaker in Speaker if speaker.is_heard] == [Speaker.CUSTOMER, Speaker.UNKNOWN]


def test_everyone_who_is_left_out_has_a_reason():
    reasons = {say(reason_of(speaker)) for speaker in Speaker if not speaker.is_heard}
    assert len(reasons) == 4


def test_what_is_not_a_customers_decides_where_signs_disagree():
    assert strongest([Speaker.CUSTOMER, Speaker.AGENT, Speaker.NOTE]) is Speaker.NOTE
    assert strongest([Speaker.UNKNOWN]) is None


def test_no_word_has_two_meanings():
    words = [word for speaker in Speaker if speaker in vocabulary() for word in vocabulary()[speaker]["words"]]
    assert len(words) == len(set(words))
