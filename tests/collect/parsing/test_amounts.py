"""The decimal sign of a column of a customers file, and what a file says about it."""

from zoneinfo import ZoneInfo

import pytest

from vocpipe.collect.companions.customers import read
from vocpipe.collect.reader import Reading
from vocpipe.settings import SourceSettings


@pytest.fixture
def values(tmp_path):
    """(the amounts, the warnings, the reasons of what was refused) of a customers file."""

    def amounts(text):
        (tmp_path / "customers.csv").write_text(text)
        reading = Reading(tmp_path / "customers.csv", SourceSettings(name="c", path="c"), ZoneInfo("Asia/Tokyo"))
        outcomes = list(read(reading))
        found = [outcome.record.monthly_value for outcome in outcomes]
        return found, reading.warnings, [value.reason for outcome in outcomes for value in outcome.refused]

    return amounts


def test_values_that_tell_decide_for_the_others(values):
    found, warnings, refused = values("customer_id;mrr\nA;29,99\nB;1.249,50\nC;1.200\nD;120\n")
    assert (found, warnings, refused) == ([29.99, 1249.5, 1200, 120], [], [])


def test_other_columns_decide_and_it_is_said(values):
    found, (warning,), _ = values('customer_id,mrr,discount\nA,1.200,"2,5"\nB,950,"10,0"\n')
    assert found == [1200, 950]
    assert "other columns" in warning


def test_semicolons_decide_and_it_is_said(values):
    found, (warning,), _ = values("customer_id;mrr\nA;1.200\nB;950\n")
    assert found == [1200, 950]
    assert "semicolons" in warning


def test_an_open_column_is_refused_and_said(values):
    found, (warning,), refused = values("customer_id,mrr\nA,1.200\nB,950\nC,2.400\n")
    assert found == [None, 950, None]
    assert "2 of them" in warning
    assert all("one of two numbers" in reason for reason in refused)
    assert len(refused) == 2


@pytest.mark.parametrize(
    "column", [("12,000", "5,500", "980"), ("¥12,000", "¥5,500", "¥980"), ("12,000円", "5,500円", "980円")]
)
def test_commas_between_thousands_are_no_decimals(values, column):
    rows = "".join(f'C{at},"{value}"\n' for at, value in enumerate(column))
    found, warnings, refused = values(f"顧客ID,月額\n{rows}")
    assert (found, warnings, refused) == ([12000, 5500, 980], [], [])


def test_commas_that_do_not_group_consistently_are_open(values):
    found, (warning,), _ = values('customer_id,mrr\nA,"1,200"\nB,4500\n')
    assert found == [None, 4500]
    assert "nothing shows" in warning
