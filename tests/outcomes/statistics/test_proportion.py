"""Intervals of a proportion against published and computed ones."""

import pytest

from vocpipe.outcomes.statistics.proportion import exact_interval, wilson_interval


def test_the_exact_interval_is_the_published_one():
    interval = exact_interval(3, 40)  # Clopper & Pearson
    assert (interval.low, interval.high) == pytest.approx((0.0157, 0.2039), abs=1e-4)


def test_the_wilson_interval_of_half_is_symmetric_and_shorter_than_the_exact_one():
    wilson, exact = wilson_interval(10, 20), exact_interval(10, 20)
    assert wilson.low + wilson.high == pytest.approx(1)
    assert exact.low < wilson.low < 0.5 < wilson.high < exact.high
