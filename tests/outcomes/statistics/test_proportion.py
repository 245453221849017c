"""Intervals of a proportion against published ones and formulas written down."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocpipe.outcomes.statistics.proportion import exact_interval, wilson_interval

Z = 1.959963984540054


def test_the_exact_interval_is_the_published_one():
    interval = exact_interval(3, 40)  # Clopper & Pearson
    assert (interval.low, interval.high) == pytest.approx((0.0157, 0.2039), abs=1e-4)


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_wilson_interval_is_wilsons_formula(hits, n):
    hits = min(hits, n)
    middle = (hits + Z**2 / 2) / (n + Z**2)
    margin = Z / (n + Z**2) * sqrt(hits * (n - hits) / n + Z**2 / 4)
    interval = wilson_interval(hits, n)
    assert (interval.low, interval.high) == pytest.approx((middle - margin, middle + margin), abs=1e-12)


def test_the_wilson_interval_is_shorter_than_the_exact_one():
    wilson, exact = wilson_interval(10, 20), exact_interval(10, 20)
    assert exact.low < wilson.low < 0.5 < wilson.high < exact.high
