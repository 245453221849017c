import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.own_names import OwnNames

NAMES = ["Tsumugi", "ツムギ", "Tsumugi Pro", "クラウドサイン", "ツムギPay", "McTool's"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tsumugi is slow", "it is slow"),
        ("I love TSUMUGI, tsumugi!", "I love it, it!"),
        ("Tsumugi's export and Tsumugi’s import", "it export and it import"),
        ("Ｔｓｕｍｕｇｉ is slow", "it is slow"),
        ("The Tsumugishop and tsumugi_app and Tsumugi2", "The Tsumugishop and tsumugi_app and Tsumugi2"),
        ("#Tsumugi (tsumugi-like)", "#it (it-like)"),
        ("ツムギの名義変更", "これの名義変更"),
        ("うちはもうツムギをやめます", "うちはもうこれをやめます"),
        ("ﾂﾑｷﾞを使う", "これを使う"),
        ("ツムキ\u3099を使う", "これを使う"),  # the voicing mark apart, as macOS writes it
        ("ツムギアプリが重い", "これアプリが重い"),
        ("弊社はTsumugiを使う", "弊社はitを使う"),
        ("Tsumugi Pro's price", "it price"),
        ("Tsumugi  ＰＲＯ is dear", "it is dear"),
        ("Tsumugi Project", "it Project"),
        ("ツムギpayで払う", "これで払う"),
        ("ツムギPayment", "これPayment"),
        ("McTool’s price", "it price"),
        ("紡ぐ（ﾂﾑｸﾞ）", "紡ぐ（ﾂﾑｸﾞ）"),
        ("", ""),
    ],
)
def test_own_names_give_way_to_a_word_that_says_nothing(text, expected):
    assert OwnNames(NAMES).neutral(text) == expected


def test_an_own_name_may_be_given_in_any_width():
    assert OwnNames(["ﾂﾑｷﾞ", "Ｔｓｕｍｕｇｉ　Pro"]).neutral("ツムギと Tsumugi pro") == "これと it"


def test_a_sign_in_a_name_is_not_a_pattern():
    assert OwnNames(["a.b (c)"]).neutral("A.B (C) or axb c") == "it or axb c"


def test_spans_of_names_include_the_possessive():
    assert OwnNames(NAMES).spans("Tsumugi's と ツムギ") == [(0, 9), (12, 15)]


def test_without_names_every_text_stays():
    assert OwnNames([]).neutral("Tsumugi ツムギ") == "Tsumugi ツムギ"
    assert OwnNames([]).spans("Tsumugi") == []


PIECES = st.sampled_from(["Tsumugi", "tsumugi", "ツムギ", "ﾂﾑｷﾞ", " ", "'s", "の", "Pro", "shop", "1", "。", "ア", "x"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_making_a_text_neutral_twice_is_the_same_as_once(text):
    own = OwnNames(NAMES)
    once = own.neutral(text)
    assert own.neutral(once) == once
    assert own.spans(once) == []


@given(st.text())
def test_a_text_without_any_own_name_stays_as_it_is(text):
    own = OwnNames(NAMES)
    assert own.spans(text) or own.neutral(text) == text
