import numpy as np
import pytest

from vocpipe.outcomes.statistics.season import season_index


def _seasonal(weeks, height, generator, phase=0.0):
    week = np.arange(weeks)
    usual = 20 * (1 + height * np.sin(2 * np.pi * week / 52.18 + phase))
    return generator.poisson(usual).astype(float), usual


def test_a_season_of_two_years_is_seen():
    mentions, usual = _seasonal(108, 0.5, np.random.default_rng(0))
    index = season_index(mentions[None, :], np.full(108, 500.0), recent=4)[0]
    assert np.corrcoef(index, usual)[0, 1] > 0.97
    assert index.max() == pytest.approx(np.exp(0.5), abs=0.15)


def test_neither_noise_nor_one_year_gives_a_season():
    generator = np.random.default_rng(1)
    flat = np.array([_seasonal(108, 0.0, generator)[0] for _ in range(30)])
    index = season_index(flat, np.full(108, 500.0), recent=4)
    assert np.median(np.abs(np.log(index)).max(axis=1)) < 0.06
    one_year = _seasonal(60, 0.5, generator)[0][None, :]
    assert (season_index(one_year, np.full(60, 500.0), recent=4) == 1).all()


@pytest.mark.parametrize("begins", [70, 84, 94])
def test_a_theme_that_began_a_few_months_ago_has_no_season(begins):
    mentions, _ = _seasonal(104, 0.0, np.random.default_rng(2))
    mentions[:begins] = 0
    assert (season_index(mentions[None, :], np.full(104, 500.0), recent=4) == 1).all()


def test_a_theme_that_ended_has_no_season_of_hundreds():
    mentions, _ = _seasonal(160, 0.0, np.random.default_rng(3))
    mentions[90:] = 0
    index = season_index(mentions[None, :], np.full(160, 500.0), recent=4)
    assert 0.1 < index.min() <= index.max() < 10
