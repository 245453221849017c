"""The measures of a list, held against what is known of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from vocpipe.outcomes.statistics.ranking import average_precision, calibration_slope, lift, top_k


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=60))
def test_average_precision_is_scikit_learns_also_with_ties(rows):
    risks = np.array([risk / 6 for risk, _ in rows])
    left = np.array([one for _, one in rows])
    found = average_precision(risks, left)
    if left.any():
        assert found == pytest.approx(average_precision_score(left, risks))
    else:
        assert np.isnan(found)


def test_a_random_list_has_a_lift_about_1_and_is_hardly_ever_called_better():
    generator = np.random.default_rng(3)
    found = []
    for _ in range(2000):
        hits = int(generator.hypergeometric(60, 1140, 120))
        found.append(lift(hits, 120, 60, 1200))
    assert np.mean([one.lift for one in found]) == pytest.approx(1, abs=0.03)
    assert np.mean([one.low > 1 for one in found]) <= 0.025
    assert np.mean([one.low <= 1 <= one.high for one in found]) >= 0.95


def test_a_lift_from_none_and_from_all():
    assert lift(0, 10, 20, 200).low == 0
    assert lift(10, 10, 10, 200).lift == lift(10, 10, 10, 200).high == 20
    assert np.isnan(lift(0, 10, 0, 200).lift)


def test_the_first_of_equal_risks_are_listed():
    assert top_k(np.array([0.1, 0.3, 0.3, 0.2, 0.3]), 2).tolist() == [False, True, True, False, False]


def test_the_slope_shows_risks_that_are_too_extreme():
    generator = np.random.default_rng(1)
    logits = generator.normal(-2, 1, 20_000)
    left = generator.random(20_000) < 1 / (1 + np.exp(-logits))
    for stretch in (1.0, 2.0):
        risks = 1 / (1 + np.exp(-stretch * logits))
        assert calibration_slope(risks, left) == pytest.approx(1 / stretch, abs=0.05)
