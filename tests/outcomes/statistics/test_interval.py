import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vocpipe.outcomes.statistics.interval import adjusted_mean, adjusted_wald, rate_ratios


@pytest.mark.parametrize(
    ("promoters", "passives", "detractors", "low", "high"),
    [
        (10, 5, 5, -11.7, 55.2),  # Rocks' example of 20 answers
        (50, 30, 20, 14.1, 44.2),
        (0, 0, 30, -103.1 + 3.1, -78.7),  # not beyond -100
    ],
)
def test_adjusted_wald_gives_the_published_numbers(promoters, passives, detractors, low, high):
    interval = adjusted_wald(promoters + passives + detractors, promoters - detractors, promoters + detractors)
    assert 100 * interval.low == pytest.approx(low, abs=0.05)
    assert 100 * interval.high == pytest.approx(high, abs=0.1)


def test_a_mean_has_the_interval_of_its_sums():
    values = np.array([1.0] * 50 + [0.0] * 30 + [-1.0] * 20)
    assert adjusted_mean(values) == adjusted_wald(100, 30.0, 70.0)


def test_a_design_effect_of_four_doubles_the_interval():
    once, often = adjusted_wald(100, 30, 70), adjusted_wald(100, 30, 70, design=4.0)
    assert often.high - often.low == pytest.approx(2 * (once.high - once.low))


@pytest.mark.parametrize("sums", [(0, 0, 0), (7, 2, 8), (-3, 0, 0)])
def test_adjusted_wald_rejects_impossible_sums(sums):
    with pytest.raises(ValueError) as error:
        adjusted_wald(*sums)
    assert error.value.args == (sums[0], sums[2])


def _ratio(recent, before, exposure, dispersion=1.0):
    ratios = rate_ratios(
        np.array([float(recent)]), np.array([float(before)]), exposure=exposure, dispersion=np.array([dispersion])
    )
    return tuple(float(getattr(ratios, name)[0]) for name in ("ratio", "low", "high", "p_value"))


def test_a_ratio_has_the_exact_binomial_interval():
    ratio, low, high, _ = _ratio(30, 40, (1000.0, 3000.0))
    exact = stats.binomtest(30, 70).proportion_ci(method="exact")
    assert ratio == pytest.approx(2.25)
    assert low == pytest.approx(exact.low / (1 - exact.low) * 3)
    assert high == pytest.approx(exact.high / (1 - exact.high) * 3)


def test_a_theme_not_mentioned_before_has_a_lower_bound_only():
    ratio, low, high, p_value = _ratio(20, 0, (1000.0, 3000.0))
    assert np.isnan([ratio, high]).all()
    assert low > 1
    assert p_value == pytest.approx(2 * 0.25**20)


def test_a_theme_not_mentioned_recently_has_a_ratio_of_zero():
    ratio, low, high, p_value = _ratio(0, 30, (1000.0, 3000.0))
    assert (ratio, low) == (0, 0)
    assert 0 < high < 1
    assert p_value == pytest.approx(2 * 0.75**30)


def test_overdispersion_makes_the_interval_longer_and_the_p_value_larger():
    _, low, high, p_value = _ratio(30, 40, (1000.0, 3000.0))
    _, wide_low, wide_high, wide_p = _ratio(30, 40, (1000.0, 3000.0), dispersion=3.0)
    assert wide_low < low < high < wide_high
    assert wide_p > p_value


@given(
    recent=st.integers(0, 200),
    before=st.integers(0, 500),
    exposure=st.tuples(st.integers(1, 5000), st.integers(1, 9000)),
    dispersion=st.floats(1, 10),
)
def test_the_p_value_is_small_just_where_the_interval_leaves_out_ratio(recent, before, exposure, dispersion):
    _, low, high, p_value = _ratio(recent, before, (float(exposure[0]), float(exposure[1])), dispersion)
    if abs(p_value - 0.05) > 1e-6:
        assert (p_value < 0.05) == (low > 1 or high < 1)
