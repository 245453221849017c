"""What is written for people is read back for files: numbers with their digits, days, and both ends of an interval."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.wording import LANGUAGES, formats, say
from vocpipe.wording.readback import day_in, number_in, numbers_in

NUMBERS = st.floats(-1e7, 1e7, allow_nan=False)
languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
@given(NUMBERS, st.integers(0, 3))
def test_a_number_comes_back_with_the_digits_that_were_written(language, value, digits):
    read = number_in(formats.signed(value, digits), language)
    assert read is not None
    assert (read.value, read.digits) == (pytest.approx(round(value, digits)), digits)


@languages
@given(st.floats(0, 1), st.integers(0, 2))
def test_a_percentage_comes_back_as_a_share(language, share, digits):
    read = number_in(formats.percent(share, digits), language)
    assert read is not None
    assert read.value == pytest.approx(share, abs=0.51 * 10 ** -(digits + 2))


@languages
@given(st.dates(date(1000, 1, 1)))
def test_a_day_and_a_month_come_back(language, day):
    assert day_in(formats.day(day, language), language).value == day
    assert day_in(formats.month(day, language), language).value == day.replace(day=1)


@languages
def test_a_number_with_its_interval_comes_back_as_three(language):
    interval = formats.interval("−3", "+27", language)
    whole = say("format.with_interval", language, value=say("format.ratio", language, ratio="1.90"), interval=interval)
    assert [part.value for part in numbers_in(whole, language)] == [1.9, -3, 27]
    low, *ends = numbers_in(interval, language)
    assert (low, [part.value for part in ends]) == (None, [-3, 27])


@languages
@pytest.mark.parametrize(
    "text", ["", "–", "-3", "=1", "1,23", "12 people", "31 Feb 2026", "2026年13月", "c_00014", "1e5"]
)
def test_anything_else_stays_a_text(language, text):
    assert number_in(text, language) is numbers_in(text, language) is day_in(text, language) is None
