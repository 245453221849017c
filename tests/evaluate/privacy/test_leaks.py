"""An identity counts as found only if nothing of it can be read in what is published."""

import pytest

from vocpipe.evaluate.privacy.corpus import Planted
from vocpipe.evaluate.privacy.leaks import around, left_of


def left(kind, value, text, published, *may_stay):
    piece = Planted(kind, value, may_stay=may_stay)
    return left_of(piece, around(text, [piece]), published)


@pytest.mark.parametrize(
    ("kind", "value", "text", "published"),
    [
        ("name", "山田太郎", "担当は山田太郎さんです", "担当は[NAME]さんです"),
        ("name", "John Smith", "Ask John Smith, a smith by trade", "Ask [NAME], a smith by trade"),
        ("name", "J. Smith", "J. Smith called", "J. [NAME] called"),
        ("name", "林", "林さんと林檎を食べた", "[NAME]さんと[NAME]檎を食べた"),
        ("email", "taro@example.com", "taro@example.com まで", "[EMAIL] まで"),
        ("email", "taro@example.com", "taro@example.com まで", "[EMAIL]@example.com まで"),
        ("email", "taro at example dot com", "write taro at example dot com", "write [EMAIL] at example dot com"),
        ("phone", "+81 90-1234-5678", "+81 90-1234-5678 です", "+81 [PHONE] です"),
        ("address", "東京都港区芝1-2-3", "東京都港区芝1-2-3です", "東京都[ADDRESS]です"),
        ("firm", "株式会社つむぎ", "株式会社つむぎの者", "株式会社[NAME]の者"),
        ("firm", "Acme Ltd", "at Acme Ltd now", "at [NAME] Ltd now"),
        ("firm", "Opal Airlines, Inc.", "at Opal Airlines, Inc. now", "at [COMPANY], Inc. now"),
    ],
)
def test_nothing_is_left(kind, value, text, published):
    assert left(kind, value, text, published) is None


@pytest.mark.parametrize(
    ("kind", "value", "text", "published", "rest"),
    [
        ("name", "山田太郎", "担当は山田太郎さんです", "担当は山田[NAME]さんです", "山田"),
        ("name", "John Smith", "Ask John Smith now", "Ask John [NAME] now", "jo"),
        ("name", "林 健太", "林 健太です", "林 [NAME]です", "林"),
        ("name", "ﾔﾏﾀﾞ", "ﾔﾏﾀﾞです", "ヤマダです", "ヤマ"),
        ("name", "Smith", "Smith and Smith", "[NAME] and Smith", "sm"),
        ("email", "taro@example.com", "taro@example.com まで", "taro[EMAIL] まで", "ta"),
        ("phone", "090-1234-5678", "090-1234-5678 です", "090-1234-[PHONE] です", "09"),
        ("phone", "０９０−１２３４−５６７８", "０９０−１２３４−５６７８", "090−1234−5678", "09"),
        ("address", "東京都港区芝1-2-3", "東京都港区芝1-2-3です", "[ADDRESS]区芝1-2-3です", "区芝"),
        ("card", "4111 1111 1111 1111", "card 4111 1111 1111 1111", "card [CARD] 1111", "11"),
    ],
)
def test_what_is_left_is_told(kind, value, text, published, rest):
    assert left(kind, value, text, published) == rest


def test_parts_that_tell_nobody_may_stay_as_the_corpus_says():
    account, published = "みずほ銀行 普通 1234567", "みずほ銀行 普通 [ID]"
    assert left("account", account, account, published) == "みず"
    assert left("account", account, account, published, "みずほ銀行", "普通") is None


def test_two_characters_that_the_text_has_elsewhere_are_not_left_of_the_identity():
    text = "Ann said the annual plan of Ann is fine"
    assert left("name", "Ann", text, "[NAME] said the annual plan of [NAME] is fine") is None
    assert left("name", "Ann", text, "[NAME] said the annual plan of Ann is fine") == "an"
