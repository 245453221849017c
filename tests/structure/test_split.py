import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vocpipe.own_names import OwnNames
from vocpipe.store.vectors import text_hash
from vocpipe.structure.boundaries import MAX_LENGTH
from vocpipe.structure.split import sentence_id, split

KEY = bytes(32)


def sentences(text):
    return [sentence.text for sentence in split([text])[0]]


def tokens(text):
    return [word for sentence in split([text])[0] for word in sentence.tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("値段が高い。でも速い！また使う？", ["値段が高い。", "でも速い！", "また使う？"]),
        ("落ちた!? 3.5点です。Ver. 2.1に更新。", ["落ちた!?", "3.5点です。", "Ver. 2.1に更新。"]),
        ("最高でした😊また来ます", ["最高でした😊", "また来ます"]),
        ("「また来ます。」と言った", ["「また来ます。」", "と言った"]),
        ("使いにくい(笑)。重い", ["使いにくい(笑)。", "重い"]),
        (
            "It rates 3.5 stars.Great app 😊 love it!!! Wow",
            ["It rates 3.5 stars.", "Great app 😊", "love it!!!", "Wow"],
        ),
        ("I use Ver. 2.1 in the U.S. e.g. here. Fine", ["I use Ver. 2.1 in the U.S. e.g. here.", "Fine"]),
        ("Dr. Smith said hi. No. 5 is off", ["Dr. Smith said hi.", "No. 5 is off"]),
        ("I can't log in!😡😡 Help", ["I can't log in!😡😡", "Help"]),
        ("one line\nanother line", ["one line", "another line"]),
        ("・値段が高い\n- slow\n1. first\n(2) second\n①三つ目", ["値段が高い", "slow", "first", "second", "三つ目"]),
        ("-5 degrees\n2.5 stars", ["-5 degrees", "2.5 stars"]),
        ("とても良い。。。w", ["とても良い。。。w"]),
        ("A. 請求書が出ない", ["A. 請求書が出ない"]),
        ("使えない。 #経理 #請求書", ["使えない。", "#経理 #請求書"]),
        ("It fails. (sent again)", ["It fails.", "(sent again)"]),
        ("Great.“Really good”", ["Great.", "“Really good”"]),
        ("眺めるだけで終わった…カード払いにした", ["眺めるだけで終わった…", "カード払いにした"]),
        ("美味しいけど…が残念", ["美味しいけど…が残念"]),
        ("It fails... Please help... soon", ["It fails...", "Please help... soon"]),
        ("😡", ["😡"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert sentences(text) == expected


KEY = bytes(32)


def test_very_long_sentences_are_cut_at_commas():
    parts = sentences("とても長い文がここにあり、" * 60)
    assert all(len(part) <= MAX_LENGTH and part.endswith("、") for part in parts)
    assert sentences("あ" * 600) == ["あ" * 200] * 3


def test_a_text_longer_than_the_tokenizer_takes_is_split_whole():
    text = "請求書が出ません。" * 6_000
    assert sentences(text) == ["請求書が出ません。"] * 6_000


def test_content_words_come_in_their_base_form_with_compounds():
    words = tokens("請求書がPDFで出せないのですが、ダークモードにも対応してほしいです。")
    assert {"請求書", "pdf", "ダークモード", "対応"} <= set(words)
    assert not {"です", "ない", "する", "の"} & set(words)
    assert "遅い" in tokens("表示が遅くて困った")
    assert "操作性" in tokens("操作性が悪い")


def test_english_words_come_in_lower_case_without_stop_words_and_marks():
    assert tokens("The Invoice page can't load, see [EMAIL]!") == ["invoice", "page", "load"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tsumugi's export is slow", ["export", "slow"]),
        ("Tsumugi Pro is slow", ["slow"]),
        ("The tsumugishop is slow", ["tsumugishop", "slow"]),
        ("ツムギの名義変更", ["名義", "変更", "名義変更"]),
        ("ツムギ会計の画面", ["会計", "画面"]),
        ("Tsumugiの請求書", ["請求", "請求書"]),
        ("クラウドサインは便利", ["便利"]),  # which the tokenizer takes apart
    ],
)
def test_own_names_are_among_no_words_nor_in_a_compound(text, expected):
    [[sentence]] = split([text], OwnNames(["Tsumugi", "Tsumugi Pro", "ツムギ", "クラウドサイン"]))
    assert sentence.text == text
    assert sentence.tokens == expected


def test_every_sentence_has_its_own_words():
    assert [sentence.tokens for sentence in split(["The app crashes. Billing is wrong."])[0]] == [
        ["app", "crashes"],
        ["billing", "wrong"],
    ]


def test_ids_differ_by_feedback_text_and_occurrence():
    ids = {
        sentence_id(KEY, "f_1", "a", 0),
        sentence_id(KEY, "f_1", "a", 1),
        sentence_id(KEY, "f_2", "a", 0),
        sentence_id(KEY, "f_1", "b", 0),
    }
    assert len(ids) == 4
    assert sentence_id(KEY, "f_1", "a", 0) == sentence_id(KEY, "f_1", "a", 0) != sentence_id(b"other", "f_1", "a", 0)


def test_sentences_that_differ_in_width_case_and_blanks_share_a_hash():
    assert text_hash("ＰＤＦ  export") == text_hash("pdf export ")
    assert text_hash("pdf export") != text_hash("pdf exports")


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from("あ請求。、！!?.,abcA 1😡\n・-「」()e.g"), max_size=120), max_size=4))
def test_sentences_stand_in_their_text_in_order_and_lose_no_letter(texts):
    for text, sentences in zip(texts, split(texts), strict=True):
        at = 0
        for sentence in sentences:
            at = text.index(sentence.text, at) + len(sentence.text)
            assert "\n" not in sentence.text
        letters = "".join(char for sentence in sentences for char in sentence.text if char.isalpha())
        assert letters == "".join(char for char in text if char.isalpha())


def test_torch_is_not_imported_to_split_texts_and_can_be_afterwards():
    program = (
        "import sys; from vocpipe.structure.split import split; split(['It is slow.', '遅いです。']); "
        "assert 'torch' not in sys.modules; import torch; split(['Slow.']); assert torch.ones(2).sum() == 2"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
