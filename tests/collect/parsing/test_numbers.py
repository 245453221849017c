"""Numbers as people write them, and the decimal sign of a column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.collect.parsing.numbers import Sign, decimal_sign_of, is_ambiguous, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("1200", 1200),
        ("29,99", 29.99),
        ("29.99", 29.99),
        ("4,5", 4.5),
        ("1,234.50", 1234.5),
        ("1.234,50", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("12,34,567.8", 1234567.8),
        ("1 200,50", 1200.5),
        ("1\u202f200", 1200),
        ("1'200.50", 1200.5),
        ("1’200", 1200),
        ("0.125", 0.125),
        ("1234,567", 1234.567),
        ("¥1,200", 1200),
        ("１，２００円", 1200),
        ("1,200 円/月（税込）", 1200),
        ("€ 29,99", 29.99),
        ("29,99 EUR", 29.99),
        ("US$1,200.00", 1200),
        ("29,- €", 29),
        ("-5.5", -5.5),
        ("▲1,200円", -1200),
        (".5", 0.5),
    ],
)
def test_a_number_that_tells_by_itself(text, number):
    assert parse_number(text, Sign.OPEN) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "1.2.3", "1,23,4", "12 34", "1-2", "2026-05-01", "01.02.2024", "C1"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="no number"):
        parse_number(text, Sign.COMMA)


@pytest.mark.parametrize(
    ("values", "sign"),
    [
        (["29,99", "1.200", "9,90"], Sign.COMMA),
        (["29.99", "1,200"], Sign.POINT),
        (["1.200", "1.234.567"], Sign.COMMA),
        (["1,200", "￥3,000"], Sign.POINT),
        (["1.200", "300"], Sign.OPEN),
        (["29,99", "29.99"], Sign.OPEN),
        (["1.200", "n/a", "see 3,5 above", ""], Sign.OPEN),
        ([], Sign.OPEN),
    ],
)
def test_a_column_tells_its_decimal_sign(values, sign):
    assert decimal_sign_of(values) is sign


def test_an_ambiguous_number_takes_its_columns_sign_or_is_refused():
    assert is_ambiguous("1.200")
    assert is_ambiguous("€ 1,200")
    assert not is_ambiguous("1,20")
    assert not is_ambiguous("1,200円")
    assert parse_number("1.200", Sign.COMMA) == 1200
    assert parse_number("1.200", Sign.POINT) == 1.2
    with pytest.raises(ValueError, match="one of two numbers"):
        parse_number("1.200", Sign.OPEN)


numbers = st.integers(0, 10**9).flatmap(lambda whole: st.tuples(st.just(whole), st.integers(0, 99)))


@given(st.lists(numbers, min_size=1), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", ",")]))
def test_what_is_written_is_read(values, signs):
    group, decimal = signs
    column = [f"{whole:,}".replace(",", group) + f"{decimal}{cents:02}" for whole, cents in values]
    sign = decimal_sign_of(column)
    assert sign.value == decimal
    assert [parse_number(text, sign) for text in column] == [float(f"{whole}.{cents:02}") for whole, cents in values]


@given(st.text(st.sampled_from("0123456789.,' -¥€円"), max_size=12), st.sampled_from(list(Sign)))
def test_anything_is_a_number_or_refused(text, sign):
    try:
        number = parse_number(text, sign)
    except ValueError as error:
        assert str(error)
    else:
        assert number == number
