"""Answers of a word or two: no Chinese counts as Japanese, and no other language as English."""

import pytest

from vocpipe.structure.language import LanguageFinder


@pytest.fixture(scope="module")
def finder():
    return LanguageFinder(["ja", "en"])


CHINESE = [
    "不好用",
    "太卡",
    "很方便",
    "非常好用",
    "服务周到",
    "质量太差",
    "垃圾公司",
    "打不开",
    "登入不了",
    "客服不回",
    "好看",
    "可以",
    "还不错",
    "沒用",
    "真的很慢",
    "退款太慢",
    "免費",
    "连接失败",
    "包裝破損",
    "不推薦",
]
JAPANESE = [
    "返金希望",
    "接続不良",
    "在庫無",
    "配送遅延",
    "店員無愛想",
    "予約困難",
    "誤字多数",
    "超便利",
    "爆速",
    "神対応",
    "塩対応",
    "論外",
    "退会希望",
    "日本語対応希望",
    "別紙参照",
    "残念",
    "完了",
    "我慢",
    "重",
    "無",
    "不可",
    "好調",
]
OTHERS = {
    "ko": ["별로예요", "최악", "굿"],
    "th": ["แย่มาก", "ดี"],
    "ru": ["ужас", "отлично"],
    "he": ["גרוע"],
    "ar": ["سيء"],
    "es": ["muy malo", "pésimo"],
    "de": ["sehr schlecht", "Mies"],
    "fr": ["très mauvais"],
    "pt": ["muito ruim"],
    "it": ["pessimo"],
    "nl": ["heel slecht"],
    "id": ["kurang bagus"],
}


@pytest.mark.parametrize("text", CHINESE)
def test_short_chinese_is_never_japanese(finder, text):
    assert finder.find(text) == "zh"


@pytest.mark.parametrize("text", JAPANESE)
def test_short_japanese_without_kana_is_japanese(finder, text):
    assert finder.find(text) == "ja"


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in OTHERS.items() for text in texts])
def test_a_word_in_another_language_is_neither_japanese_nor_english(finder, language, text):
    assert finder.find(text) == language


@pytest.mark.parametrize("text", ["すごい", "最悪です", "テスト", "请问です", "無理ぽ"])
def test_kana_decide(finder, text):
    assert finder.find(text) == "ja"


def test_rare_characters_of_japanese_are_not_chinese(finder):
    assert finder.find("剝離") == finder.find("塡補不足") == finder.find("髙橋様") == "ja"


@pytest.mark.parametrize("text", ["(笑)(笑)", "重(泣)", "神 神"])
def test_single_characters_are_japanese_where_it_is_expected(finder, text):
    assert finder.find(text) == "ja"


@pytest.mark.parametrize("text", ["good", "super", "Great app", "so slow", "no"])
def test_words_that_english_has_stay_english(finder, text):
    assert finder.find(text) == "en"


def test_where_chinese_is_expected_first_what_both_have_is_chinese():
    chinese = LanguageFinder(["zh", "ja"])
    assert (chinese.find("方便"), chinese.find("满意"), chinese.find("対応最悪")) == ("zh", "zh", "ja")
