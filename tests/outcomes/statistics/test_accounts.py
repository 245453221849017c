"""Gaps where customers are of very unequal weight."""

import numpy as np
import pytest

from vocpipe.outcomes.statistics.accounts import Spread, widened, without_one
from vocpipe.outcomes.statistics.resample import Clusters, gaps

THEMES = 8


def _company(seed, *, loud, effect=0.0, answers=500, customers=200):
    """Values, customers and mentions; the first customer gave the part `loud` of the answers; effect of theme 0."""
    generator = np.random.default_rng(seed)
    customer = np.append(
        np.zeros(int(answers * loud), int), generator.integers(1, customers, answers - int(answers * loud))
    )
    customer = np.unique(customer, return_inverse=True)[1]
    often = np.clip(np.linspace(0.1, 0.3, THEMES) * generator.gamma(1, 1, (customers, THEMES)), 0, 0.9)
    mentions = generator.random((answers, THEMES)) < often[customer]
    mood = generator.normal(0, 0.5, customers)
    values = np.clip(mood[customer] + effect * mentions[:, 0] + generator.normal(0, 0.6, answers), -1, 1)
    return values, customer, mentions


def _judged(values, customer, mentions, draws=200):
    answer, theme = np.nonzero(mentions)
    clusters, spread = Clusters.of(values, customer, (theme, answer), THEMES), Spread.of(values, customer)
    plain = gaps(clusters, draws=draws, seed=1)
    wide = widened(clusters, plain, spread)
    return plain, wide, without_one(clusters, wide, spread)


def _covered(estimates):
    return (estimates.gap_low <= 0) & (estimates.gap_high >= 0)


def test_intervals_cover_where_one_customer_gave_half_of_the_answers():
    plain, wide = zip(*[_judged(*_company(seed, loud=0.5))[:2] for seed in range(25)], strict=True)
    assert np.mean([_covered(one) for one in plain]) < 0.9
    assert 0.92 <= np.mean([_covered(one) for one in wide]) <= 0.995


def test_without_a_large_customer_the_intervals_stay_nearly_as_long():
    plain, wide, rest = _judged(*_company(3, loud=0.0))
    assert ((wide.gap_high - wide.gap_low) / (plain.gap_high - plain.gap_low)).mean() < 1.1
    assert rest.holds.all()
    assert (rest.share == 0).all()


def test_the_p_value_is_below_five_percent_exactly_if_the_interval_leaves_out_zero():
    for seed in range(6):
        _, wide, _ = _judged(*_company(seed, loud=0.4, effect=0.5))
        assert ((wide.p_value < 0.05) == ~_covered(wide)).all()


def test_the_spread_between_customers_is_estimated_from_all_of_them():
    generator = np.random.default_rng(0)
    customer = np.repeat(np.arange(2000), 3)
    values = generator.normal(0, 0.5, 2000)[customer] + generator.normal(0, 0.3, 6000)
    spread = Spread.of(values, customer)
    assert spread.between == pytest.approx(0.25, rel=0.1)
    assert spread.within == pytest.approx(0.09, rel=0.1)


def test_a_gap_that_one_customer_made_does_not_hold():
    values, customer, mentions = _company(5, loud=0.4)
    loud = customer == 0
    mentions[:, 0] = np.random.default_rng(1).random(len(values)) < np.where(loud, 0.8, 0.1)
    values = np.where(loud, -0.9, 0.4) + np.random.default_rng(2).normal(0, 0.05, len(values))
    _, wide, rest = _judged(values, customer, mentions)
    assert not rest.holds[0]
    assert rest.share[0] == pytest.approx(0.4)
    assert rest.share_with[0] == pytest.approx(mentions[loud, 0].sum() / mentions[:, 0].sum())
    assert wide.gap[0] < -0.5


def test_a_gap_that_all_customers_have_holds():
    _, wide, rest = _judged(*_company(6, loud=0.3, effect=-1.0))
    assert wide.gap_high[0] < 0
    assert rest.holds[0]
