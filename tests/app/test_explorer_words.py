"""A viewer's words: names of themes, and numbers with their intervals."""

from datetime import datetime

import pytest

from vocpipe.app.words import Words
from vocpipe.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_numbers_are_dashes(language):
    words = Words(language, "Asia/Tokyo")
    missing = [words.number(None), words.percent(None), words.signed(None), words.ratio(None), words.day(None)]
    assert missing == ["–"] * 5
    assert words.interval(None, 1.0) == words.shares(0.1, None) == words.ratios(None, None) == "–"


def test_a_ratio_has_its_interval():
    assert Words("en").with_interval(Words("en").ratio(1.94, 1), Words("en").ratios(1.3, 2.8, 1)) == "×1.9 (1.3 to 2.8)"
    assert Words("ja").with_interval(Words("ja").ratio(2.04), Words("ja").ratios(None, 2.8)) == "2.04 倍"


def test_times_are_shown_in_the_workspaces_zone():
    assert Words("ja", "Asia/Tokyo").moment(datetime(2026, 10, 31, 23, 30)) == "2026年11月1日 08:30"


def test_a_value_without_a_word_is_shown_unchanged():
    assert Words("ja").of("kind", "review") == "レビュー"
    assert Words("ja").of("source", "nps_survey") == "nps_survey"
    assert Words("en").of("change", "cannot tell") == "Cannot tell"


def test_a_theme_has_the_name_of_the_viewers_language_or_else_the_other():
    row = {"theme_id": "t_1", "name": "遅い", "name_ja": "遅い", "name_en": None}
    assert Words("en").theme(row) == "遅い"
    assert Words("en").theme(row | {"name_en": "Slow"}) == "Slow"
    assert Words("ja").theme({"theme_id": "t_1"}) == "t_1"


def test_a_joined_name_is_marked_as_mixed():
    row = {"name_ja": "遅い ／ 高い", "name_en": "Slow ／ Expensive"}
    assert Words("en").theme(row) == "Mixed: Slow ／ Expensive"
    assert Words("ja").theme(row) == "複合：遅い ／ 高い"
    assert Words("en").theme({"name_en": "Invoices / PDF"}) == "Invoices / PDF"  # a name that somebody gave it


@pytest.mark.parametrize(
    ("lang", "currency", "value", "written"),
    [
        ("ja", "JPY", 1126840.4, "¥1,126,840"),
        ("en", "JPY", 29.6, "¥30"),
        ("en", "USD", 29.5, "$29.50"),
        ("ja", "USD", 1126840.4, "$1,126,840"),
        ("en", None, 1126840.4, "1,126,840"),
        ("en", "EUR", None, "–"),
    ],
)
def test_money_is_written_in_the_currency_of_the_workspace(lang, currency, value, written):
    assert Words(lang, currency=currency).money(value) == written
    assert Words(lang, currency=currency).money_sign == ({"JPY": "¥", "USD": "$", "EUR": "€"}.get(currency) or "")
