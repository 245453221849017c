import pytest

from vocpipe.structure.courtesy import is_empty_like, role

COURTESY = [
    "登録したメールは[EMAIL]です。",
    "急ぎの場合は[PHONE]までお電話ください。",
    "契約番号[ID]の件です。",
    "The card on file is [CARD].",
    "ご担当者様",
    "初めてご連絡いたします。",
    "承知いたしました。",
    "質問です",
    "Urgent",
    "Quick question",
    "Got it, thank you.",
    "お世話になっております。",
    "いつも大変お世話になっております。",
    "よろしくお願いいたします。",
    "何卒よろしくお願い申し上げます。",
    "ご返信ありがとうございます。",
    "早速のご連絡ありがとうございました。",
    "お忙しいところ恐れ入ります。",
    "ありがとうございました😊",
    "ご確認のほど、よろしくお願いいたします。",
    "以上、よろしくお願いします！",
    "こんにちは、",
    "ご担当者様",
    "いつもお世話になっております。株式会社ABCの[NAME]と申します。",
    "㈲緑陽電機",
    "白樺デザイン株式会社",
    "株式会社テストの[NAME]です。",
    "TEL: [PHONE]",
    "Hi team,",
    "Hello,",
    "Dear Support Team,",
    "Hello Jane,",
    "Good morning.",
    "Thanks in advance.",
    "Thank you so much!",
    "[HANDLE] thank you!",
    "Thanks for your quick reply!",
    "Best regards",
    "Hope you are well.",
    "I hope this email finds you well.",
    "Looking forward to hearing from you.",
    "Have a nice day!",
    "ok thanks",
    "Any help would be appreciated.",
    "My name is [NAME].",
    "Thansk in advance,",
    "以上、よろくしお願いいたします。",
    "こんにはち。",
]
EMPTY = [
    "#delayed #SFO",
    "特になし", "特になし。", "なし", "特にありません。", "とくに無し", "今のところ特に要望はありません", "無回答",
    "-", "・", "ー", "わかりません",
    "特に改善点はありません", "N/A", "n.a.", "None", "nothing", "No comments.", "Nothing to add", "no",
    "I don't know", "idk", "asdf",
    "qwertyui", "sdfkjhsdf", "aaaa", "ああああ", "test", "😡😡", "…", "???", "５", "", "  ", "[EMAIL]", "xxx",
]  # fmt: skip
VERDICT = [
    "良い", "普通", "普通です。", "まあまあ", "まぁまぁかな", "とても満足しています",
    "最高！！", "いまいちです", "可もなく不可もなく", "悪くないと思います",
    "good", "ok", "OK!", "poor", "not good", "Pretty good so far.", "It's okay", "Very satisfied",
    "I love it!", "5 stars", "Good job 👍",
]  # fmt: skip
OPINION = [
    "カード番号[CARD]で二重に請求された", "[HANDLE] is rude", "[HANDLE] you are the best", "No response yet",
    "You charged [CARD] twice", "#delayed again",
    "ご確認が遅い", "feedback is ignored",
    "お世話になっております、PDFが出せないのですが", "対応が丁寧でありがとうございました、助かりました",
    "請求書の件よろしくお願いします",
    "ありがとう機能が欲しい", "特に問題なく使えています", "何もない部屋でした", "何も不満はありませんでした",
    "なしを買いました",
    "無料にしてほしい", "テスト環境が遅い",
    "best price", "Thanks for losing my bag", "Hello? Anyone there to fix my bill?", "no wifi", "Nothing works",
    "none of your buttons work",
    "good value", "No refunds given", "poor signal", "いい会社です", "最高の画質", "普通に使える",
    "the best price",
    "test results never load", "Thank you for the refund",
    "I know nothing about the plan",
    "失敗しました", "Hotel", "でしたは", "Tahnk you for losing my bag",
]  # fmt: skip


@pytest.mark.parametrize("text", COURTESY)
def test_formulas_are_courtesy(text):
    assert role(text) == "courtesy"


@pytest.mark.parametrize("text", EMPTY)
def test_answers_that_say_nothing_are_empty(text):
    assert role(text) == "empty"
    assert is_empty_like(text)


@pytest.mark.parametrize("text", VERDICT)
def test_how_good_it_is_without_what_is_a_verdict(text):
    assert role(text) == "verdict"


@pytest.mark.parametrize("text", OPINION)
def test_a_formula_with_content_is_an_opinion(text):
    assert role(text) == "opinion"


def test_very_long_texts_are_judged_quickly():
    assert role("よろしく" * 5_000) == "opinion"
    assert role("no " * 5_000 + "wifi") == "opinion"
