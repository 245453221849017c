"""contract_term: for how long a contract is made, in the words of customers files."""

import pytest

from vocpipe.collect.companions.contract_term import months_of


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("12", 12),
        ("12.0", 12),
        ("24 months", 24),
        ("1 year", 12),
        ("Month-to-month", 1),
        ("Two year", 24),
        ("annual", 12),
        ("Half-yearly", 6),
        ("quarterly", 3),
        ("年間契約", 12),
        ("月契約", 1),
        ("24ヶ月", 24),
        ("3年契約", 36),
        ("半年", 6),
        (None, None),
        ("0", None),
        ("365", None),
        ("2024/1/1〜2025/12/31", None),
        ("Enterprise", None),
        ("a text about the year that is far too long", None),
    ],
)
def test_months_are_read_from_numbers_and_words(cell, months):
    assert months_of(cell) == months
