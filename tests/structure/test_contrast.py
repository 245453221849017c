import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vocpipe.structure.split import split


def clauses(text):
    return [[sentence.text[start:end] for start, end in sentence.clauses] for sentence in split([text])[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The screens are lovely but support is slow.", ["The screens are lovely", "support is slow."]),
        ("Although the gym is small, the coaches are great.", ["Although the gym is small", "the coaches are great."]),
        ("Fast shipping; however, the box was torn.", ["Fast shipping", "the box was torn."]),
        ("Nice bag, shame about the zip.", ["Nice bag", "shame about the zip."]),
        ("It is long, yet fun to read, but the end is weak.", ["It is long", "fun to read", "the end is weak."]),
        ("画面は見やすいがサポートが遅い。", ["画面は見やすい", "サポートが遅い。"]),
        ("値段は高いけれども、味は良いです。", ["値段は高い", "味は良いです。"]),
        ("見た目は良いものの、重い。", ["見た目は良い", "重い。"]),
        ("人は増える一方で、設備は古いままだ。", ["人は増える", "設備は古いままだ。"]),
        ("静かなのに駅に近い。", ["静かな", "駅に近い。"]),
        ("部屋は広い、ただ風呂が狭い。", ["部屋は広い", "風呂が狭い。"]),
    ],
)
def test_a_contrast_divides_a_sentence(text, expected):
    assert [[clause.rstrip(".。") for clause in found] for found in clauses(text)] == [
        [clause.rstrip(".。") for clause in expected]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "There was nothing but dust.",
        "It is not only cheap but fast.",
        "The app is not working yet.",
        "It works well, though.",
        "Sorry to ask, but where is my order?",
        "While waiting, I read the menu.",
        "違いが大きい。",
        "すみませんが、教えてください。",
        "使うのに時間がかかる。",
        "待ち時間は増える一方だ。",
        "満足とは言えません。",
    ],
)
def test_what_only_looks_like_a_contrast_stays_whole(text):
    assert clauses(text) == [[]]


@settings(max_examples=60, deadline=None)
@given(st.text("a b,;-—but although while 値段は高いがけどのに一方で、。", max_size=60))
def test_clauses_lie_in_order_inside_their_sentence_and_are_not_empty(text):
    for sentence in split([text])[0]:
        places = [place for clause in sentence.clauses for place in clause]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(sentence.text) for start, end in sentence.clauses)
        assert len(sentence.clauses) != 1
