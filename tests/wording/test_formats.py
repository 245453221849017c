"""Numbers, dates and amounts as both languages write them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from vocpipe.wording import LANGUAGES, Text, amount, formats, plural_form, say, tell, text, user_language

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("n", "english", "japanese"),
    [(0, "0 answers", "0 件"), (1, "1 answer", "1 件"), (2, "2 answers", "2 件"), (1200, "1,200 answers", "1,200 件")],
)
def test_an_amount_has_the_plural_of_its_language(n, english, japanese):
    assert amount("answer", n) == Text(english, japanese)


def test_one_is_singular_only_in_english():
    assert [plural_form(n, "en") for n in (0, 1, 2, 11, 21, 101)] == ["other", "one", *["other"] * 4]
    assert {plural_form(n, "ja") for n in (0, 1, 2)} == {"other"}


def test_a_place_takes_the_language_of_its_sentence():
    assert text("format.ago", days=amount("day", 1)) == Text("1 day ago", "1 日前")
    assert say("format.ago", "en", days=amount("day", 3)) == "3 days ago"


def test_an_unknown_key_or_a_missing_place_is_an_error():
    with pytest.raises(KeyError):
        say("no.such.key")
    with pytest.raises(KeyError):
        say("format.ago")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "C", "VOCPIPE_LANG": "JA"}, "ja"),
        ({"LANG": ""}, "en"),
    ],
)
def test_the_language_of_the_user_is_that_of_the_environment(monkeypatch, environment, language):
    for name in ("VOCPIPE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert user_language() == language
    assert tell("format.today") == {"en": "today", "ja": "今日"}[language]


def test_numbers_and_missing_numbers():
    assert formats.number(1234.5) == "1,234"
    assert formats.percent(0.1234) == "12.3%"
    assert formats.number(None) == formats.percent(None) == formats.signed(None) == "–"
    assert [formats.signed(value) for value in (-12.4, 3, -0.2)] == ["−12", "+3", "0"]
    assert (formats.ratio_number(9.994), formats.ratio_number(12.34)) == ("9.99", "12.3")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_interval_without_an_end_is_a_dash(language):
    assert formats.interval("–", "+3", language) == formats.interval("1", "–", language) == "–"


def test_intervals_and_dates_are_written_as_the_language_does():
    day = date(2026, 10, 31)
    assert formats.interval("−3", "+1", "en") == "−3 to +1"
    assert formats.interval("−3", "+1", "ja") == "−3〜+1"
    assert (formats.day(day, "en"), formats.day(day, "ja")) == ("31 Oct 2026", "2026年10月31日")
    assert (formats.month(day, "en"), formats.month(day, "ja")) == ("Oct 2026", "2026年10月")
    assert formats.day(None, "en") == formats.moment(None, TOKYO, "ja") == formats.age(None, "en") == "–"


def test_times_are_shown_in_the_given_zone():
    late = datetime(2026, 10, 31, 23, 30)
    assert formats.moment(late, TOKYO, "ja") == "2026年11月1日 08:30"
    assert formats.moment(late, ZoneInfo("UTC"), "en") == "31 Oct 2026 23:30"


def test_ages_are_counted_in_days():
    assert [formats.age(days, "en") for days in (-1, 0, 1, 12)] == ["today", "today", "1 day ago", "12 days ago"]
    assert [formats.age(days, "ja") for days in (0, 1)] == ["今日", "1 日前"]
