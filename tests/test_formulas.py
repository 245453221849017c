"""What a spreadsheet would run is written as text, and everything else as it is."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.formulas import as_plain, is_formula, to_csv

BEFORE = [
    "", " ", "\t", "\n", "\r", "\r\n", "\ufeff", "\u200b", "\u200e", "\u2060", "\u00a0", "\u3000", "\u00ad", "\u061c",
    "\u180e", "\u034f", "\u3164", "\u2800", "\ufe0f", "\x00", "\x1f", "\u202e", "\u2028", "\U000e0001",
    '"', "“", "\ufeff\u200b ", '"\u00ad',
]  # fmt: skip


@pytest.mark.parametrize("sign", [*"=+-@", *"＝＋－＠", *"﹦﹢﹣﹫"])
@pytest.mark.parametrize("before", BEFORE)
def test_formulas_are_found_behind_what_nobody_sees(before, sign):
    value = f"{before}{sign}cmd|' /C calc'!A0"
    assert is_formula(value)
    assert as_plain(value) == f"'{value}"


@pytest.mark.parametrize("value", ["\tplain", "\rplain", "-", "=", "-5", "+1+2", "-2026-01-01", "+81 90", "-1 or so"])
def test_text_that_starts_like_a_formula_is_guarded_even_if_it_is_a_number(value):
    assert is_formula(value)


@pytest.mark.parametrize("value", ["", " ", "a=1", "1-2", ".5", "−3", "ー3", "・a", "'=1", "日本", "(-5)", "5%"])
def test_what_no_spreadsheet_runs_stays(value):
    assert as_plain(value) == value


@given(st.text())
def test_guarding_once_is_enough(value):
    assert as_plain(as_plain(value)) == as_plain(value)
    assert not is_formula(as_plain(value))


def test_numbers_keep_their_sign_and_titles_are_guarded():
    text = to_csv(["=a", "b"], [[-5, Decimal("-1.5")], [-0.25, None], ["-x", True], ["@y", ["=z"]]])
    assert list(csv.reader(io.StringIO(text))) == [
        ["'=a", "b"],
        ["-5", "-1.5"],
        ["-0.25", ""],
        ["'-x", "True"],
        ["'@y", "['=z']"],
    ]
