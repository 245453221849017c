"""Survival curves: Greenwood's where all weigh the same, and no surer by counting a customer twice."""

import numpy as np
from lifelines import KaplanMeierFitter

from vocpipe.outcomes.statistics.survival import Entries, survival_curve

MONTHS, LEFT = np.array([1, 2, 2, 3, 4, 4, 5, 5, 6, 6]), np.array([1, 0, 1, 1, 0, 1, 0, 1, 0, 0], dtype=bool)


def entries(copies=1, weight=1.0):
    who = np.repeat(np.arange(len(MONTHS)), copies)
    return Entries(who, np.repeat(MONTHS, copies), np.repeat(LEFT, copies), np.full(len(who), weight))


def test_the_curve_and_its_interval_are_those_of_lifelines():
    theirs = KaplanMeierFitter().fit(MONTHS, LEFT, timeline=np.arange(7))
    ours = survival_curve(entries(), 6)
    np.testing.assert_allclose(ours.survival, theirs.survival_function_.iloc[:, 0], rtol=1e-9)
    ends = theirs.confidence_interval_survival_function_.to_numpy()
    np.testing.assert_allclose(np.column_stack([ours.low, ours.high])[1:], ends[1:], rtol=1e-6)
    assert ours.n_at_risk.tolist() == [10, 10, 9, 7, 6, 4, 2]


def test_a_customer_who_enters_twice_or_weighs_more_makes_nothing_surer():
    once, twice = survival_curve(entries(), 6), survival_curve(entries(copies=2, weight=0.3), 6)
    for name in ("survival", "low", "high", "n_at_risk"):
        np.testing.assert_allclose(getattr(twice, name), getattr(once, name))


def test_where_nobody_left_the_lower_end_is_the_exact_one():
    curve = survival_curve(Entries(np.arange(30), np.full(30, 3), np.zeros(30, dtype=bool), np.ones(30)), 3)
    assert curve.survival.tolist() == [1.0] * 4
    assert curve.high.tolist() == [1.0] * 4
    np.testing.assert_allclose(curve.low[1:], 0.025 ** (1 / 30))


def test_where_everybody_left_the_upper_end_is_the_exact_one():
    curve = survival_curve(Entries(np.arange(30), np.ones(30, dtype=int), np.ones(30, dtype=bool), np.ones(30)), 1)
    assert (curve.survival[1], curve.low[1]) == (0.0, 0.0)
    np.testing.assert_allclose(curve.high[1], 1 - 0.025 ** (1 / 30))
