import time

import pytest

from vocpipe.structure.language import LanguageFinder


@pytest.fixture(scope="module")
def finder():
    return LanguageFinder(["ja", "en"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("請求書がPDFで出せない", "ja"),
        ("サービス", "ja"),
        ("解約希望", "ja"),
        ("経費削減", "ja"),
        ("Microsoft Teamsと連携したい", "ja"),
        ("无法登录账号", "zh"),
        ("The ramen ラーメン was great", "en"),
        ("The app keeps crashing", "en"),
        ("Great", "en"),
        ("ok", "en"),
        ("PDF export", "en"),
        ("[EMAIL] please call", "en"),
        ("안녕하세요", "ko"),
        ("Приложение не работает", "ru"),
        ("Die Rechnung kommt leider immer viel zu spät an", "de"),
        ("L'application ne fonctionne pas du tout", "fr"),
        ("123", None),
        ("😡 [EMAIL]", None),
        ("", None),
    ],
)
def test_the_language_is_found(finder, text, language):
    assert finder.find(text) == language


def test_characters_alone_are_chinese_where_no_japanese_is_expected():
    assert LanguageFinder(["zh", "en"]).find("解約希望") == "zh"
    assert LanguageFinder(["ja", "zh"]).find("解約希望") == "ja"


def test_the_workspaces_languages_come_first():
    assert LanguageFinder(["de", "en"]).find("Das ist gut") == "de"
    assert LanguageFinder(["ja", "en"]).find("Das ist gut") == "en"


def test_plain_english_needs_no_detector():
    finder = LanguageFinder(["ja", "en"])
    start = time.process_time()
    assert {finder.find(f"My flight number {n} was late and nobody helped") for n in range(30_000)} == {"en"}
    assert time.process_time() - start < 5
    assert "_detector" not in vars(finder)
