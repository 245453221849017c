import numpy as np

from vocpipe.outcomes.statistics.dispersion import overdispersion


def steady(themes, rate, seed=0):
    return np.random.default_rng(seed).poisson(rate, (themes, 36)).astype(float)


def spread(mentions):
    return overdispersion(mentions, np.ones_like(mentions))


def test_poisson_counts_have_hardly_any_overdispersion():
    assert spread(steady(40, 10)).max() < 0.2


def test_a_bursty_theme_has_more_overdispersion_than_the_median():
    mentions = steady(40, 10)
    mentions[0, ::6] += 40
    found = spread(mentions)
    assert found[0] > 5 * np.median(found)


def test_no_theme_has_less_overdispersion_than_the_median_theme():
    mentions = np.random.default_rng(1).negative_binomial(2, 2 / 12, (40, 36)).astype(float)
    mentions[0] = 10
    found = spread(mentions)
    assert found[0] == np.median(found[1:]) or found[0] >= found.min() > 0


def test_the_start_of_a_rare_theme_is_not_overdispersion():
    mentions = steady(40, 10)
    mentions[0] = 0
    mentions[0, -4:] = (1, 1, 4, 4)
    assert spread(mentions)[0] <= spread(mentions)[1:].max()


def test_without_frequent_themes_each_has_its_own_overdispersion():
    rare = np.zeros((2, 12))
    rare[0, :2] = (3, 2)
    assert spread(rare)[0] > spread(rare)[1] == 0
