"""What a column of a survey is, by its question and its answers."""

import pytest

from vocpipe.collect.parsing.labels import steps_of
from vocpipe.collect.surveys.questions import Role, role_of
from vocpipe.collect.surveys.scales import candidate_of, choose_scores

OWN = [
    "配達が遅れました",
    "箱がつぶれていた",
    "店員さんが親切でした",
    "駐車場がせまいです",
    "もっと早く開けてほしい",
    "袋が破れていました",
    "量が多いです",
]
SAYINGS = [
    "The crust was too hard.",
    "I love the rye rolls",
    "Parking is difficult",
    "Please open on Sundays",
    "Too sweet for me",
]


@pytest.mark.parametrize(
    ("question", "cells", "role"),
    [
        ("ご意見をご自由にお書きください", OWN, Role.TEXT),
        ("ご意見", ["特になし", "なし", "特になし", "なし", *OWN], Role.TEXT),
        ("Anything else?", ["No", "Parking", "Nope", *SAYINGS], Role.TEXT),
        ("今後ほしい商品", OWN, Role.TEXT),
        ("Column 7", SAYINGS, Role.TEXT),
        ("どの商品を購入しましたか", ["食パン", "ロール", "食パン", "食パン", "ロール", "食パン"], Role.CHOICE),
        (
            "購入した商品をすべて選んでください",
            ["食パン;ロール", "ロール", "食パン", "食パン;あんパン"] * 3,
            Role.CHOICE,
        ),
        ("Which of these did you buy?", ["Rye bread, Rolls", "Rolls", "Rye bread", "Rolls, Bagels"] * 3, Role.CHOICE),
        ("Our staff was helpful", ["Strongly agree", "Agree", "Disagree"], Role.CHOICE),
        ("年齢", ["20代", "30代", "40代"], Role.CHOICE),
        ("ご利用日", ["2026年07月01日", "2026年07月02日", "2026年11月12日"], Role.CHOICE),
        ("解約の理由", ["価格", "機能", "価格", "サポート", "価格", "機能"] * 4, Role.REPEATED),
        ("お名前（ニックネーム可）", ["たろう", "はなこ"], Role.PERSON),
        ("Your name", ["Ann Lee", "Bob Ray"], Role.PERSON),
        ("How can we reach you?", ["a@example.com", "b@example.com", "c@example.org"], Role.PERSON),
        ("メールアドレスの登録で困ったことを教えてください、ご意見も", OWN, Role.TEXT),
        ("Empty", [], Role.CHOICE),
    ],
)
def test_the_role_is_told_from_question_and_answers(question, cells, role):
    assert role_of(question, cells) is role


@pytest.mark.parametrize(
    ("labels", "steps"),
    [
        (["とても満足", "満足", "普通", "不満"], [5, 4, 3, 2]),
        (["満足", "やや満足", "どちらともいえない", "やや不満", "不満"], [5, 4, 3, 2, 1]),
        (["Very satisfied", "Satisfied", "Neutral", "Dissatisfied"], [5, 4, 3, 2]),
        (["Sehr zufrieden", "eher unzufrieden"], [5, 2]),
        (["満足", "不満"], None),  # 4 and 2, or 5 and 1
        (["とても満足", "満足", "やや満足"], None),  # a scale of seven
        (["満足", "配達が遅い", "普通"], None),
    ],
)
def test_steps_in_words(labels, steps):
    found = steps_of(labels)
    assert found is None if steps is None else [*found.values()] == steps


def _candidate(question, cells, at=0):
    return candidate_of(at, question, cells, None, wanted=None, named=False)


@pytest.mark.parametrize(
    ("question", "cells", "score_type"),
    [
        ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", ["10", "0", "7"], "nps"),
        ("当店をご友人に薦める可能性は？", ["10 - 非常に高い", "0", "7"], "nps"),
        ("How satisfied are you?", ["Very satisfied", "Neutral", "Satisfied"], "csat"),
        ("満足度の理由を教えてください", OWN, None),
    ],
)
def test_what_is_a_score(question, cells, score_type):
    chosen, notes = choose_scores([_candidate(question, cells)])
    assert list(chosen) == ([score_type] if score_type else [])
    assert notes == []


def test_words_of_a_scale_that_is_not_known_are_said():
    chosen, notes = choose_scores([_candidate("満足していますか", ["満足", "不満", "満足"])])
    assert chosen == {}
    assert len(notes) == 1
